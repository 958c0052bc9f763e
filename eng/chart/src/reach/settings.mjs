import * as architecture from "../architecture.mjs";
import { containers, pods } from "../manifests.mjs";
import { gpuOf } from "../values.mjs";
import { differences, each, fromSecret, imageOf, orNothing } from "./compare.mjs";

/** What the services are told. Each takes the manifests and the values that they are made of, and returns its problems. */
export const settings = {
  "values of images reach every container": (manifests, values) => differences([
    ...pods(manifests).flatMap(({ name, spec }) => [
      [`${name}: pull secrets`, spec.imagePullSecrets, values.image.pullSecrets.length ? values.image.pullSecrets.map((secret) => ({ name: secret })) : undefined],
      [`${name}: image`, spec.containers[0].image, imageOf(values, name === "test" ? values.test.image : values.services[name].image)],
      ...containers(spec).map((container) => [`${name}/${container.name}: pull policy`, container.imagePullPolicy, values.image.pullPolicy]),
    ]),
  ]),

  "values of the bus, stores and traces reach the settings": each(({ name, settings, service, values }) => {
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
      ["Bus__Username", settings.Bus__Username.valueFrom, fromSecret(secret, values.bus.usernameKey)],
      ["Bus__Password", settings.Bus__Password.valueFrom, fromSecret(secret, values.bus.passwordKey)],
      ["Bus__SealingPassword", settings.Bus__SealingPassword?.valueFrom,
        when(values.bus.sealingSecret, fromSecret(values.bus.sealingSecret, values.bus.sealingKey))],
      ["Storage__Provider", value("Storage__Provider"), when(uses.includes("storage"), "PostgreSql")],
      ["Storage__ConnectionString", settings.Storage__ConnectionString?.valueFrom,
        when(uses.includes("storage"), fromSecret(values.storage.existingSecret, values.storage.connectionStringKey))],
      ["VectorIndex__Provider", value("VectorIndex__Provider"), when(uses.includes("vectors"), qdrant ? "Qdrant" : "Embedded")],
      ["VectorIndex__Url", value("VectorIndex__Url"), when(qdrant, values.vectorIndex.url)],
      ["VectorIndex__ApiKey", settings.VectorIndex__ApiKey?.valueFrom,
        when(qdrant && values.vectorIndex.existingSecret, fromSecret(values.vectorIndex.existingSecret, values.vectorIndex.apiKeyKey))],
      ["Tracing__Endpoint", value("Tracing__Endpoint"), orNothing(values.tracing.endpoint)],
      ["Tracing__SampleRatio", value("Tracing__SampleRatio"), when(values.tracing.endpoint, String(values.tracing.sampleRatio))],
      ["Fusion__Shards", value("Fusion__Shards"), String(values.fusion.shards)],
      ["SSL_CERT_DIR", value("SSL_CERT_DIR"), when(values.trust.existingSecret, "/etc/ssl/certs:/etc/mmei/trust")],
      ["API keys", Object.entries(settings).filter(([key]) => key.startsWith("Auth__")).map(([key, entry]) => [key, entry.value ?? entry.valueFrom]),
        [
          ...keys.flatMap(({ tenant, secretKey, scopes = [], expiresAt }, index) => [
            [`Auth__ApiKeys__${index}__Tenant`, tenant],
            [`Auth__ApiKeys__${index}__Sha256`, fromSecret(values.auth.existingSecret, secretKey)],
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
