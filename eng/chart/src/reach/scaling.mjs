import * as architecture from "../architecture.mjs";
import { workload } from "../manifests.mjs";
import { scalerOf } from "../values.mjs";
import { differences, each, of } from "./compare.mjs";

/** What scales. Each takes the manifests and the values that they are made of, and returns its problems. */
export const scaling = {
  "values of scaling reach the scalers": each(({ name, spec, service, values, manifests }) => {
    const scaler = scalerOf(values, name, architecture.facts[name]);
    const hpa = of(manifests, "HorizontalPodAutoscaler", name)?.spec;
    const queues = of(manifests, "ScaledObject", name)?.spec;
    const { minReplicas, maxReplicas, targetCpuPercent, messagesPerReplica, fallbackReplicas } = service.autoscaling ?? {};
    const behavior = { scaleDown: { stabilizationWindowSeconds: 300 } };
    const target = { apiVersion: "apps/v1", kind: "Deployment", name: workload(manifests, name).metadata.name };
    const authentication = of(manifests, "TriggerAuthentication", "bus")?.metadata.name;
    return [
      ["replicas", spec.replicas, scaler === "none" ? service.replicas : undefined],
      ["CPU scaler", hpa, scaler === "cpu" ? {
        scaleTargetRef: target, minReplicas, maxReplicas, behavior,
        metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: targetCpuPercent } } }],
      } : undefined],
      ["queue scaler", queues, scaler === "queues" ? {
        scaleTargetRef: target, minReplicaCount: minReplicas, maxReplicaCount: maxReplicas,
        pollingInterval: values.keda.pollingIntervalSeconds, cooldownPeriod: values.keda.cooldownSeconds,
        fallback: { failureThreshold: 3, replicas: fallbackReplicas },
        advanced: { horizontalPodAutoscalerConfig: { behavior } },
        triggers: architecture.queues[name].map((queueName) => ({
          type: "rabbitmq",
          metadata: {
            protocol: "http", host: values.bus.managementUrl, vhostName: values.bus.virtualHost, queueName,
            mode: "QueueLength", value: String(messagesPerReplica), excludeUnacknowledged: "false",
          },
          authenticationRef: { name: authentication },
        })),
      } : undefined],
      ["history", spec.revisionHistoryLimit, 5],
    ];
  }),

  "KEDA asks the broker with the credentials of the bus": (manifests, values) => differences([
    ["authentication", of(manifests, "TriggerAuthentication", "bus")?.spec.secretTargetRef, values.keda.enabled ? [
      { parameter: "username", name: values.bus.existingSecret, key: values.bus.usernameKey },
      { parameter: "password", name: values.bus.existingSecret, key: values.bus.passwordKey },
    ] : undefined],
  ]),
};
