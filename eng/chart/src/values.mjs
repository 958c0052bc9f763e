import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { chart, scenarios } from "./paths.mjs";

export const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Values over others as helm lays them: maps key by key, everything else as a whole. */
export function over(base, top) {
  if (!isMap(base) || !isMap(top)) return top === undefined ? base : top;
  const keys = new Set([...Object.keys(base), ...Object.keys(top)]);
  return Object.fromEntries([...keys].map((key) => [key, key in top ? over(base[key], top[key]) : base[key]]));
}

const read = async (file) => parse(await readFile(file, "utf8"), { version: "1.1" });

/** The values that a scenario's rendering is made of. */
export async function valuesOf(scenario) {
  return over(await read(join(chart, "values.yaml")), await read(join(scenarios, `${scenario}-values.yaml`)));
}

/** The GPU of a service, its own keys over those of the pool; undefined where it runs on a CPU. */
export const gpuOf = (values, name) =>
  values.services[name].device === "gpu" ? { ...values.gpu, ...values.services[name].gpu } : undefined;

/** What a service claims of GPUs; undefined where it has none, or asks for it as a resource. */
export function claimOf(values, name) {
  const gpu = gpuOf(values, name);
  if (gpu?.allocation !== "claim") return undefined;
  const { deviceClassName, count, selectors } = gpu;
  return {
    spec: { devices: { requests: [{ name: "gpu", exactly: {
      deviceClassName, allocationMode: "ExactCount", count,
      ...(selectors.length && { selectors: selectors.map((expression) => ({ cel: { expression } })) }),
    } }] } },
  };
}

/** The servers for development of these values: whom they serve, the name and ports of their Services, the first of which is the services'. */
export function serversOf(values) {
  const { enabled, postgresql } = values.developmentServers;
  if (!enabled) return {};
  return {
    rabbitmq: { uses: "bus", host: values.bus.host, ports: { amqp: 5672, console: 15672 } },
    postgresql: { uses: "storage", host: postgresql.host, ports: { postgresql: 5432 } },
    ...(values.vectorIndex.provider === "qdrant" && { qdrant: { uses: "vectors", host: new URL(values.vectorIndex.url).hostname, ports: { grpc: 6334, http: 6333 } } }),
  };
}

/** What scales a service under these values: cpu, queues or none. */
export function scalerOf(values, name, { scaler }) {
  if (scaler === "cpu") return values.services[name].autoscaling.enabled ? "cpu" : "none";
  return scaler === "queues" && values.keda.enabled ? "queues" : "none";
}
