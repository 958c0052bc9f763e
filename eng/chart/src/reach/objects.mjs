import { component, ofKind } from "../manifests.mjs";
import { differences, of } from "./compare.mjs";

/** Everything beside the workloads. Each takes the manifests and the values that they are made of, and returns its problems. */
export const objects = {
  "common labels and annotations reach every object": (manifests, values) => differences(manifests
    .filter(({ metadata }) => !values.extraObjects.length || component({ metadata }) !== "notices")
    .flatMap(({ kind, metadata }) => [
      [`${kind}/${metadata.name}: part of`, metadata.labels["app.kubernetes.io/part-of"], "mmei"],
      [`${kind}/${metadata.name}: labels`, Object.keys(values.commonLabels).map((key) => metadata.labels[key]), Object.values(values.commonLabels)],
      [`${kind}/${metadata.name}: annotations`, Object.keys(values.commonAnnotations).map((key) => metadata.annotations?.[key]), Object.values(values.commonAnnotations)],
    ])),

  "monitoring is as the values say": (manifests, values) => {
    const { podMonitor, alerts, dashboard } = values.metrics;
    const monitor = of(manifests, "PodMonitor", "metrics");
    const labels = (manifest, expected) => Object.keys(expected).map((key) => manifest?.metadata.labels[key]);
    const rows = [
      ["PodMonitor", monitor?.spec, podMonitor.enabled ? {
        selector: { matchLabels: { "app.kubernetes.io/name": "mmei", "app.kubernetes.io/instance": "mmei" } },
        podTargetLabels: ["app.kubernetes.io/component"],
        podMetricsEndpoints: [{ port: "management", path: "/metrics", interval: podMonitor.interval }],
      } : undefined],
      ["alerts", Boolean(of(manifests, "PrometheusRule", "alerts")?.spec.groups.length), alerts.enabled],
      ["dashboard", Boolean(JSON.parse(of(manifests, "ConfigMap", "dashboard")?.data["mmei.json"] ?? "{}").panels?.length), dashboard.enabled],
    ];
    if (podMonitor.enabled) rows.push(["labels of the PodMonitor", labels(monitor, podMonitor.labels), Object.values(podMonitor.labels)]);
    if (alerts.enabled) rows.push(["labels of the alerts", labels(of(manifests, "PrometheusRule", "alerts"), alerts.labels), Object.values(alerts.labels)]);
    if (dashboard.enabled) rows.push(["labels of the dashboard", labels(of(manifests, "ConfigMap", "dashboard"), dashboard.labels), Object.values(dashboard.labels)]);
    return differences(rows);
  },

  "the test asks once and cleans up": (manifests, values) => {
    const [{ metadata, spec }] = ofKind(manifests, "Pod");
    return differences([
      ["restart policy", spec.restartPolicy, "Never"],
      ["deletion", metadata.annotations["helm.sh/hook-delete-policy"], "before-hook-creation,hook-succeeded"],
      ["deadline", spec.activeDeadlineSeconds, 120],
      ["service links", spec.enableServiceLinks, false],
      ["patience", spec.containers[0].command.slice(0, -1), ["wget", "-q", "-T", "10", "-O", "-"]],
      ["resources", spec.containers[0].resources, { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } }],
      ["security", spec.securityContext.runAsUser, values.podSecurity.user],
    ]);
  },

  "drains go past broken pods": (manifests) => differences(ofKind(manifests, "PodDisruptionBudget")
    .map(({ metadata, spec }) => [metadata.name, spec.unhealthyPodEvictionPolicy, "AlwaysAllow"])),
};
