import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chart } from "./paths.mjs";

/** What the services are: the file that the chart, Tilt, the Dockerfile and the scripts read too. */
export const facts = JSON.parse(readFileSync(join(chart, "files/services.json"), "utf8"));

const those = (holds) => Object.keys(facts).filter((name) => holds(facts[name]));

export const services = Object.keys(facts);
export const encoders = those(({ scaler }) => scaler === "queues");
export const withModels = those(({ models }) => models.length > 0);
const withQueues = those(({ queues }) => queues.length > 0);

/** HTTP between pods of the release. */
export const calls = ["test>gateway:8080", ...services.flatMap((name) => facts[name].calls.map((callee) => `${name}>${callee}:8080`))];

/** Servers outside the release that each service may reach; all may ask DNS. */
export const servers = { test: [], ...Object.fromEntries(services.map((name) => [name, facts[name].uses.filter((server) => server !== "auth")])) };

/** Queues whose length scales an encoder. */
export const queues = Object.fromEntries(withQueues.map((name) => [name, facts[name].queues]));

const common = [
  "ASPNETCORE_HTTP_PORTS", "Hosting__ManagementPort", "DOTNET_EnableDiagnostics", "ORT_DISABLE_TELEMETRY", "Hosting__ShutdownTimeoutSeconds", "Hosting__SecretsFolder",
  "Bus__Transport", "Bus__Host", "Bus__Port", "Bus__VirtualHost", "Bus__Tls", "Bus__Username", "Bus__Password",
  "Fusion__Shards",
];
const byServer = {
  bus: [],
  auth: [],
  storage: ["Storage__Provider", "Storage__ConnectionString"],
  vectors: ["VectorIndex__Provider"],
};
const title = (name) => name[0].toUpperCase() + name.slice(1);

/** Settings of each service under all values; others depend on them. */
export const settings = Object.fromEntries(services.map((name) => [name, [
  ...common,
  ...facts[name].uses.flatMap((server) => byServer[server]),
  ...(facts[name].models.length > 0 ? ["Models__Root", "Models__Provider"] : []),
  ...facts[name].calls.map((callee) => `Gateway__${title(callee)}Url`),
]]));
