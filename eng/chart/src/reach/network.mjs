import * as architecture from "../architecture.mjs";
import { component, ofKind } from "../manifests.mjs";
import { serversOf } from "../values.mjs";
import { differences, of, orNothing } from "./compare.mjs";

/** Who reaches whom. Each takes the manifests and the values that they are made of, and returns its problems. */
export const network = {
  "Services are as the values say": (manifests, values) => differences(ofKind(manifests, "Service").flatMap((service) => {
    const isGateway = component(service) === "gateway";
    const { type, port } = isGateway ? values.services.gateway.service : { type: "ClusterIP", port: 8080 };
    if (component(service) in serversOf(values)) return [];
    return [[`Service/${component(service)}`, [service.spec.type, service.spec.ports], [type, [{ name: "http", port, targetPort: "http", protocol: "TCP" }]]]];
  })),

  "policies name the peers of the values": (manifests, values) => {
    const policy = (name) => of(manifests, "NetworkPolicy", name).spec;
    const to = (name, port) => policy(name).egress.filter((rule) => rule.ports.some((entry) => entry.port === port)).map((rule) => rule.to);
    const from = (name, port) => (policy(name).ingress ?? []).filter((rule) => rule.ports.some((entry) => entry.port === port)).map((rule) => rule.from);
    const portOf = (url) => Number(/:(\d+)$/.exec(url)[1]);
    const servers = (uses) => [
      [values.bus.port, values.bus.peers],
      ...(uses.includes("storage") ? [[values.storage.port, values.storage.peers]] : []),
      ...(uses.includes("vectors") && values.vectorIndex.provider === "qdrant" ? [[portOf(values.vectorIndex.url), values.vectorIndex.peers]] : []),
      ...(uses.includes("auth") && values.auth.tokens.issuer ? [[Number(new URL(values.auth.tokens.issuer).port) || 443, values.auth.tokens.peers]] : []),
      ...(values.tracing.endpoint ? [[portOf(values.tracing.endpoint), values.tracing.peers]] : []),
    ];
    return differences([
      ...architecture.services.flatMap((name) => [
        ...servers(architecture.facts[name].uses).map(([port, peers]) => [`${name}: egress on ${port}`, to(name, port), [peers]]),
        [`${name}: DNS`, policy(name).egress[0], { ports: [{ port: 53, protocol: "UDP" }, { port: 53, protocol: "TCP" }], to: values.networkPolicy.dns }],
        [`${name}: monitoring`, from(name, 8081), values.networkPolicy.monitoring.length ? [values.networkPolicy.monitoring] : []],
      ]),
      ["gateway: clients", from("gateway", 8080).map((peers) => peers.slice(1)), [values.networkPolicy.clients]],
    ]);
  },

  "the gateway is published as the values say": (manifests, values) => {
    const name = ofKind(manifests, "Service").find((service) => component(service) === "gateway").metadata.name;
    const { ingress, httpRoute } = values;
    return differences([
      ["Ingress", of(manifests, "Ingress", "gateway")?.spec, ingress.enabled ? {
        ...(ingress.className && { ingressClassName: ingress.className }),
        ...(ingress.tlsSecret && { tls: [{ hosts: [ingress.host], secretName: ingress.tlsSecret }] }),
        rules: [{ host: ingress.host, http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name, port: { name: "http" } } } }] } }],
      } : undefined],
      ["HTTPRoute", of(manifests, "HTTPRoute", "gateway")?.spec, httpRoute.enabled ? {
        parentRefs: httpRoute.parentRefs,
        ...(httpRoute.hostnames.length && { hostnames: httpRoute.hostnames }),
        rules: [{ matches: [{ path: { type: "PathPrefix", value: "/" } }], backendRefs: [{ name, port: values.services.gateway.service.port }] }],
      } : undefined],
      ["annotations of the Ingress", of(manifests, "Ingress", "gateway")?.metadata.annotations,
        ingress.enabled ? orNothing({ ...values.commonAnnotations, ...ingress.annotations }) : undefined],
      ["annotations of the HTTPRoute", of(manifests, "HTTPRoute", "gateway")?.metadata.annotations,
        httpRoute.enabled ? orNothing({ ...values.commonAnnotations, ...httpRoute.annotations }) : undefined],
    ]);
  },
};
