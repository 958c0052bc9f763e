import * as architecture from "../architecture.mjs";
import { containers, pods, secrets } from "../manifests.mjs";
import { gpuOf } from "../values.mjs";
import { differences, each, imageOf, orNothing } from "./compare.mjs";

/** What the services are told. Each takes the manifests and the values that they are made of, and returns its problems. */
export const settings = {
  "values of images reach every container": (manifests, values) => differences([
    ...pods(manifests).flatMap(({ name, spec }) => [
      [`${name}: pull secrets`, spec.imagePullSecrets, values.image.pullSecrets.length ? values.image.pullSecrets.map((secret) => ({ name: secret })) : undefined],
      [`${name}: image`, spec.containers[0].image, imageOf(values, (name === "test" ? values.test : values.services[name] ?? values.developmentServers[name]).image)],
      ...containers(spec).map((container) => [`${name}/${container.name}: pull policy`, container.imagePullPolicy, values.image.pullPolicy]),
    ]),
  ]),

  "values of the bus, stores and traces reach the settings": each(({ name, pod, settings, service, values }) => {
    const secret = service.busSecret || values.bus.existingSecret;
    const uses = architecture.facts[name].uses;
    const value = (key) => settings[key]?.value;
    const when = (holds, expected) => (holds ? expected : undefined);
    const qdrant = uses.includes("vectors") && values.vectorIndex.provider === "qdrant";
    const { issuer, audience } = values.auth.tokens;
    const keys = uses.includes("auth") ? values.auth.apiKeys : [];
    return [
      ["Bus__Transport", value("Bus__Transport"), "RabbitMq"],
      ["Bus__Host", value("Bus__Host"), values.bus.host],
      ["Bus__Port", value("Bus__Port"), String(values.bus.port)],
      ["Bus__VirtualHost", value("Bus__VirtualHost"), values.bus.virtualHost],
      ["Bus__Tls", value("Bus__Tls"), String(values.bus.tls)],
      ["Storage__Provider", value("Storage__Provider"), when(uses.includes("storage"), "PostgreSql")],
      ["VectorIndex__Provider", value("VectorIndex__Provider"), when(uses.includes("vectors"), qdrant ? "Qdrant" : "Embedded")],
      ["VectorIndex__Url", value("VectorIndex__Url"), when(qdrant, values.vectorIndex.url)],
      ["Hosting__SecretsFolder", value("Hosting__SecretsFolder"), "/etc/mmei/secrets"],
      ["secrets", secrets(pod), {
        Bus__Username: { secret, key: values.bus.usernameKey },
        Bus__Password: { secret, key: values.bus.passwordKey },
        ...(values.bus.sealingSecret && { Bus__SealingPassword: { secret: values.bus.sealingSecret, key: values.bus.sealingKey } }),
        ...(uses.includes("storage") && { Storage__ConnectionString: { secret: values.storage.existingSecret, key: values.storage.connectionStringKey } }),
        ...(qdrant && values.vectorIndex.existingSecret && { VectorIndex__ApiKey: { secret: values.vectorIndex.existingSecret, key: values.vectorIndex.apiKeyKey } }),
        ...Object.fromEntries(keys.map(({ secretKey }, index) => [`Auth__ApiKeys__${index}__Sha256`, { secret: values.auth.existingSecret, key: secretKey }])),
      }],
      ["Tracing__Endpoint", value("Tracing__Endpoint"), orNothing(values.tracing.endpoint)],
      ["OTEL_EXPORTER_OTLP_ENDPOINT", value("OTEL_EXPORTER_OTLP_ENDPOINT"), when(values.tracing.metricsAndLogs, orNothing(values.tracing.endpoint))],
      ["Tracing__SampleRatio", value("Tracing__SampleRatio"), when(values.tracing.endpoint, String(values.tracing.sampleRatio))],
      ["Fusion__Shards", value("Fusion__Shards"), String(values.fusion.shards)],
      ["SSL_CERT_DIR", value("SSL_CERT_DIR"), when(values.trust.existingSecret, "/etc/ssl/certs:/etc/mmei/trust")],
      ["API keys", Object.entries(settings).filter(([key]) => key.startsWith("Auth__")).map(([key, entry]) => [key, entry.value]),
        [
          ...keys.flatMap(({ tenant, scopes = [], expiresAt }, index) => [
            [`Auth__ApiKeys__${index}__Tenant`, tenant],
            ...scopes.map((scope, place) => [`Auth__ApiKeys__${index}__Scopes__${place}`, scope]),
            ...(expiresAt ? [[`Auth__ApiKeys__${index}__ExpiresAt`, expiresAt]] : []),
          ]),
          ...(uses.includes("auth") && issuer ? [["Auth__Tokens__Issuer", issuer], ["Auth__Tokens__Audience", audience]] : []),
        ]],
    ];
  }),

  "what a service is told of itself": each(({ name, container, settings, service, values }) => {
    const gpu = gpuOf(values, name);
    const own = { ...(gpu ? service.gpuEnv : {}), ...service.env };
    return [
      ["ports", container.ports, [{ name: "http", containerPort: 8080 }, { name: "management", containerPort: 8081 }]],
      ["ASPNETCORE_HTTP_PORTS", settings.ASPNETCORE_HTTP_PORTS.value, "8080"],
      ["Hosting__ManagementPort", settings.Hosting__ManagementPort.value, "8081"],
      ["DOTNET_EnableDiagnostics", settings.DOTNET_EnableDiagnostics.value, "0"],
      ["Models__Provider", settings.Models__Provider?.value, architecture.withModels.includes(name) ? gpu?.executionProvider ?? "Cpu" : undefined],
      ["env", Object.fromEntries(Object.keys(own).map((key) => [key, settings[key]?.value])), own],
      ["envFrom", container.envFrom, orNothing(service.pod.envFrom)],
    ];
  }),
};
