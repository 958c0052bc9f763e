import * as architecture from "../architecture.mjs";
import { component, ofKind, workload } from "../manifests.mjs";
import { claimOf, gpuOf } from "../values.mjs";
import { differences, each, orNothing } from "./compare.mjs";

/** How pods are placed, fed and stopped. Each takes the manifests and the values that they are made of, and returns its problems. */
export const pods = {
  "values of placement reach the pods": each(({ name, spec, pod, service, values }) => {
    const gpu = gpuOf(values, name);
    return [
      ["runtime class", pod.runtimeClassName, orNothing(gpu?.runtimeClassName)],
      ["priority class", pod.priorityClassName, orNothing(service.priorityClassName)],
      ["node labels", pod.nodeSelector, orNothing({ ...gpu?.nodeSelector, ...service.nodeSelector })],
      ["tolerations", pod.tolerations, orNothing([...service.tolerations, ...(gpu?.tolerations ?? [])])],
      ["affinity", pod.affinity, orNothing(service.pod.affinity)],
      ["spread", pod.topologySpreadConstraints, [["kubernetes.io/hostname", values.spread.nodes], ["topology.kubernetes.io/zone", values.spread.zones]]
        .map(([topologyKey, whenUnsatisfiable]) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels: spec.selector.matchLabels } }))],
      ["annotations", spec.template.metadata.annotations, orNothing(service.pod.annotations)],
      ["labels", spec.template.metadata.labels, { ...spec.selector.matchLabels, "app.kubernetes.io/part-of": "mmei", ...service.pod.labels }],
    ];
  }),

  "values of resources, volumes and models reach the pods": each(({ name, pod, container, service, values }) => {
    const gpu = gpuOf(values, name);
    const claim = claimOf(values, name);
    const { reference, pullPolicy, path } = values.models.volume;
    const models = architecture.withModels.includes(name) ? values.models.source : "image";
    const trust = values.trust.existingSecret;
    return [
      ["resources", container.resources, {
        requests: service.resources.requests,
        limits: { ...service.resources.limits, ...(gpu && !claim && { [gpu.resourceName]: gpu.count }) },
        ...(claim && { claims: [{ name: "gpu" }] }),
      }],
      ["volumes", pod.volumes, [
        { name: "tmp", emptyDir: { sizeLimit: "512Mi" } },
        { name: "secrets", projected: { defaultMode: 0o440, sources: pod.volumes.find((volume) => volume.name === "secrets")?.projected.sources } },
        ...(models === "claim" ? [{ name: "models", persistentVolumeClaim: { claimName: values.models.claim, readOnly: true } }] : []),
        ...(models === "artifact" ? [{ name: "models", emptyDir: { sizeLimit: values.models.sizeLimit } }] : []),
        ...(models === "volume" ? [{ name: "models", image: { reference, pullPolicy } }] : []),
        ...(trust ? [{ name: "trust", secret: { secretName: trust } }] : []),
        ...service.pod.volumes,
      ]],
      ["mounts", container.volumeMounts, [
        { name: "tmp", mountPath: "/tmp" },
        { name: "secrets", mountPath: "/etc/mmei/secrets", readOnly: true },
        ...(models === "image" ? [] : [{ name: "models", mountPath: "/models", ...(models === "volume" && path && { subPath: path }), readOnly: true }]),
        ...(trust ? [{ name: "trust", mountPath: "/etc/mmei/trust", readOnly: true }] : []),
        ...service.pod.volumeMounts,
      ]],
      ["the copy of models", pod.initContainers?.map(({ image, command, volumeMounts, resources }) => [image, command, volumeMounts, resources]),
        models === "artifact" ? [[values.models.artifact, ["cp", "-R", "/models/.", "/copy/"], [{ name: "models", mountPath: "/copy" }],
          { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "256Mi" } }]] : undefined],
    ];
  }),

  "claims ask for the devices of the values, under a name that changes with them": (manifests, values) => {
    const templates = ofKind(manifests, "ResourceClaimTemplate");
    const claiming = architecture.services.filter((name) => claimOf(values, name));
    return differences([
      ["claimed by", templates.map(component).sort(), [...claiming].sort()],
      ...templates.map((template) => [template.metadata.name, template.spec, claimOf(values, component(template))]),
      ...architecture.services.map((name) => [`${name}: claims`, workload(manifests, name).spec.template.spec.resourceClaims,
        claiming.includes(name) ? [{ name: "gpu", resourceClaimTemplateName: templates.find((template) => component(template) === name)?.metadata.name }] : undefined]),
    ]);
  },

  "values of stopping, starting and security reach the pods": each(({ pod, container, settings, service, values }) => {
    const { preStopSeconds, drainSeconds, marginSeconds } = values.shutdown;
    const within = ({ periodSeconds, failureThreshold }) => periodSeconds * failureThreshold;
    return [
      ["preStop", container.lifecycle.preStop.sleep.seconds, preStopSeconds],
      ["drain", settings.Hosting__ShutdownTimeoutSeconds.value, String(drainSeconds)],
      ["grace", pod.terminationGracePeriodSeconds, preStopSeconds + drainSeconds + marginSeconds],
      ["time to start", within(container.startupProbe), 2 * Math.ceil(service.startupSeconds / 2)],
      ["out of service within", within(container.readinessProbe), 10],
      ["restarted after", within(container.livenessProbe), 30],
      ["patience of probes", [container.startupProbe, container.readinessProbe, container.livenessProbe].map((probe) => probe.timeoutSeconds), [2, 3, 5]],
      ["security", pod.securityContext, {
        runAsNonRoot: true, runAsUser: values.podSecurity.user, runAsGroup: values.podSecurity.group, fsGroup: values.podSecurity.group,
        fsGroupChangePolicy: "OnRootMismatch", seccompProfile: { type: "RuntimeDefault" },
      }],
      ["service links", pod.enableServiceLinks, false],
    ];
  }),

  "a new version takes over as the pool allows": each(({ name, spec, values }) => {
    const gpu = gpuOf(values, name);
    const inMemory = name === "ranking" && values.vectorIndex.provider === "embedded";
    const [maxSurge, maxUnavailable] = gpu && !gpu.surge ? [0, 1] : [1, 0];
    return [["strategy", spec.strategy, inMemory ? { type: "Recreate" } : { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } }]];
  }),
};
