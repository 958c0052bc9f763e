import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as architecture from "./architecture.mjs";
import { component, containers, env, ofKind, pods, secrets, selects, workload, workloads } from "./manifests.mjs";
import { restrictedProblems } from "./pod-security.mjs";
import { tools } from "./paths.mjs";
import { reachability } from "./reachability.mjs";
import { serversOf } from "./values.mjs";

/** What the platform declares; written by ./mmei topology. */
const topology = JSON.parse(readFileSync(join(tools, "topology.json"), "utf8"));

/** Collects the texts of the demands that do not hold. */
function demands(check) {
  const problems = [];
  check((holds, text) => { if (!holds) problems.push(text); });
  return problems;
}

const same = (left, right) => JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
const gpuResources = (container) => Object.keys(container.resources?.limits ?? {}).filter((name) => name.startsWith("nvidia.com/"));
const scalers = (manifests) => ofKind(manifests, "HorizontalPodAutoscaler", "ScaledObject");
const secretName = /(password|secret|api_?key|sha256|connectionstring|token)$/i;
const port = (url) => Number(/:(\d+)$/.exec(url)?.[1]);

/**
 * What must hold of every rendering, whatever the values. Each takes the manifests and the values that
 * they are made of, and returns its problems; src/mutations.mjs breaks
 * manifests on purpose and expects each of these to notice.
 */
export const assertions = {
  "one workload per service": (manifests) =>
    same(workloads(manifests).map(component), architecture.services) ? [] : [`workloads: ${workloads(manifests).map(component)}`],

  "names and standard labels": (manifests) => demands((demand) => {
    const seen = new Set();
    for (const { kind, metadata } of manifests) {
      const id = `${kind}/${metadata.name}`;
      demand(!seen.has(id), `${id} exists twice`);
      seen.add(id);
      demand(metadata.name.length <= 63, `${id}: name longer than 63 characters`);
      demand(metadata.namespace === undefined, `${id}: namespace is fixed`);
      for (const label of ["name", "instance", "component", "part-of", "version", "managed-by"]) {
        demand(metadata.labels?.[`app.kubernetes.io/${label}`], `${id}: no label ${label}`);
      }
      demand(metadata.labels?.["helm.sh/chart"], `${id}: no chart label`);
      for (const [label, value] of Object.entries(metadata.labels ?? {})) demand(value.length <= 63, `${id}: label ${label} longer than 63 characters`);
    }
  }),

  "selectors stay the same over upgrades": (manifests) => demands((demand) => {
    const keys = ["app.kubernetes.io/component", "app.kubernetes.io/instance", "app.kubernetes.io/name"];
    for (const { metadata, spec } of workloads(manifests)) {
      demand(same(Object.keys(spec.selector.matchLabels), keys), `${metadata.name}: selector is ${JSON.stringify(spec.selector.matchLabels)}`);
      const labels = Object.keys(spec.template.metadata.labels);
      demand(!labels.some((label) => /version|chart/.test(label)), `${metadata.name}: pods carry a version label, so every chart upgrade restarts them`);
    }
  }),

  "selectors pick exactly their own pods": (manifests) => demands((demand) => {
    for (const owner of ofKind(manifests, "Deployment", "StatefulSet", "Service", "PodDisruptionBudget")) {
      const selector = owner.kind === "Service" ? { matchLabels: owner.spec.selector } : owner.spec.selector;
      const picked = pods(manifests).filter((pod) => selects(selector, pod.labels)).map((pod) => pod.name);
      demand(same(picked, [component(owner)]), `${owner.kind}/${owner.metadata.name} picks ${picked.join(", ") || "nothing"}`);
    }
  }),

  "restricted pod security": (manifests) => pods(manifests).flatMap((pod) => restrictedProblems(pod.name, pod.spec)),

  "read-only root, bounded scratch space": (manifests) => demands((demand) => {
    for (const { name, spec } of pods(manifests)) {
      for (const container of containers(spec)) demand(container.securityContext?.readOnlyRootFilesystem === true, `${name}/${container.name} writes its root`);
      for (const volume of spec.volumes ?? []) demand(!volume.emptyDir || volume.emptyDir.sizeLimit, `${name}: volume ${volume.name} has no size limit`);
      const tmp = spec.containers[0].volumeMounts?.find((mount) => mount.mountPath === "/tmp");
      demand(name === "test" || spec.volumes?.find((volume) => volume.name === tmp?.name)?.emptyDir, `${name}: /tmp is not writable`);
      const mounted = new Set(containers(spec).flatMap((container) => container.volumeMounts ?? []).map((mount) => mount.name));
      demand(same(mounted, (spec.volumes ?? []).map((volume) => volume.name)), `${name}: volumes and mounts differ`);
    }
  }),

  "no Kubernetes API token": (manifests) => demands((demand) => {
    const accounts = new Map(ofKind(manifests, "ServiceAccount").map((account) => [account.metadata.name, account]));
    for (const { name, spec } of pods(manifests)) {
      demand(spec.automountServiceAccountToken === false, `${name}: the pod mounts a token`);
      if (name === "test") continue;
      const account = accounts.get(spec.serviceAccountName);
      demand(account && component(account) === name, `${name}: no service account of its own`);
      demand(account?.automountServiceAccountToken === false, `${name}: the account mounts a token`);
    }
  }),

  "no secret in plain text": (manifests) => demands((demand) => {
    demand(ofKind(manifests, "Secret").length === 0, "the chart renders a Secret");
    for (const { name, spec } of pods(manifests)) {
      for (const container of containers(spec)) {
        for (const entry of container.env ?? []) {
          demand(!secretName.test(entry.name) && !entry.valueFrom?.secretKeyRef, `${name}: ${entry.name} is a variable, not a file of a Secret`);
        }
      }
    }
    const credentials = /[a-z]+:\/\/[^\s/"@]+:[^\s/"@]+@/.exec(JSON.stringify(manifests));
    demand(!credentials, `an address carries credentials: ${credentials?.[0]}`);
  }),

  "probes with distinct meanings": (manifests) => demands((demand) => {
    for (const { metadata, spec } of workloads(manifests)) {
      const [container] = spec.template.spec.containers;
      const { startupProbe: startup, readinessProbe: readiness, livenessProbe: liveness } = container;
      demand(startup?.httpGet?.path === "/health/live", `${metadata.name}: startup asks ${startup?.httpGet?.path}`);
      demand(readiness?.httpGet?.path === "/health/ready", `${metadata.name}: readiness asks ${readiness?.httpGet?.path}`);
      demand(liveness?.httpGet?.path === "/health/live", `${metadata.name}: liveness asks ${liveness?.httpGet?.path}, which may depend on other servers`);
      for (const probe of [startup, readiness, liveness]) {
        demand(probe?.httpGet?.port === "management" && container.ports?.some((entry) => entry.name === "management"), `${metadata.name}: a probe asks port ${probe?.httpGet?.port}`);
        demand(probe?.timeoutSeconds <= probe?.periodSeconds, `${metadata.name}: a probe's timeout is longer than its period`);
      }
      const seconds = (probe) => (probe?.periodSeconds ?? 0) * (probe?.failureThreshold ?? 0);
      demand(seconds(readiness) < seconds(liveness), `${metadata.name}: liveness gives up before readiness`);
    }
  }),

  "grace period covers preStop and drain": (manifests) => demands((demand) => {
    for (const { metadata, spec } of workloads(manifests)) {
      const pod = spec.template.spec;
      const preStop = pod.containers[0].lifecycle?.preStop?.sleep?.seconds;
      const drain = Number(env(pod).Hosting__ShutdownTimeoutSeconds?.value);
      const grace = pod.terminationGracePeriodSeconds;
      demand(preStop > 0 && drain > 0 && preStop + drain < grace, `${metadata.name}: preStop ${preStop} s + drain ${drain} s is not below ${grace} s`);
    }
  }),

  "one scaler or replicas, never both": (manifests) => demands((demand) => {
    for (const { metadata, spec } of workloads(manifests)) {
      const count = scalers(manifests).filter((scaler) => scaler.spec.scaleTargetRef.name === metadata.name).length;
      demand(count <= 1, `${metadata.name} has ${count} scalers`);
      demand(count === 0 || spec.replicas === undefined, `${metadata.name} is scaled and fixes replicas too`);
      demand(count === 1 || Number.isInteger(spec.replicas), `${metadata.name} has neither a scaler nor replicas`);
    }
    for (const { metadata, spec } of scalers(manifests)) {
      const { apiVersion, kind, name } = spec.scaleTargetRef;
      demand(manifests.some((target) => target.apiVersion === apiVersion && target.kind === kind && target.metadata.name === name), `${metadata.name} scales ${kind}/${name}, which is not there`);
      const [least, most] = [spec.minReplicas ?? spec.minReplicaCount, spec.maxReplicas ?? spec.maxReplicaCount];
      demand(least <= most, `${metadata.name}: at least ${least}, at most ${most}`);
    }
    for (const { metadata, spec } of ofKind(manifests, "HorizontalPodAutoscaler")) {
      const target = workloads(manifests).find((candidate) => candidate.metadata.name === spec.scaleTargetRef.name);
      demand(target?.spec.template.spec.containers.every((container) => container.resources.requests.cpu), `${metadata.name}: no CPU request to scale by`);
    }
  }),

  "queue scalers watch the encoders' queues": (manifests) => demands((demand) => {
    const objects = ofKind(manifests, "ScaledObject");
    demand(objects.length === 0 || same(objects.map(component), architecture.encoders), `scaled by queues: ${objects.map(component)}`);
    const authentications = ofKind(manifests, "TriggerAuthentication").map((manifest) => manifest.metadata.name);
    for (const object of objects) {
      const name = component(object);
      demand(object.spec.scaleTargetRef.name === workload(manifests, name)?.metadata.name, `${name}: scales another service`);
      demand(same(object.spec.triggers.map((trigger) => trigger.metadata.queueName), architecture.queues[name] ?? []), `${name}: watches ${object.spec.triggers.map((trigger) => trigger.metadata.queueName)}`);
      for (const { type, metadata, authenticationRef } of object.spec.triggers) {
        demand(type === "rabbitmq" && metadata.protocol === "http" && metadata.mode === "QueueLength" && metadata.excludeUnacknowledged === "false",
          `${name}: unacknowledged messages of ${metadata.queueName} would not count`);
        demand(topology.queues.some((queue) => queue.name === metadata.queueName), `${name}: ${metadata.queueName} is no queue of the platform`);
        demand(Number(metadata.value) > 0, `${name}: target ${metadata.value}`);
        demand(authentications.includes(authenticationRef?.name), `${name}: authentication ${authenticationRef?.name} is not there`);
        demand(metadata.vhostName === env(workload(manifests, name).spec.template.spec).Bus__VirtualHost.value, `${name}: another virtual host than the service's`);
      }
      const { fallback, maxReplicaCount } = object.spec;
      demand(fallback?.replicas >= 1 && fallback.replicas <= maxReplicaCount, `${name}: falls back to ${fallback?.replicas} pods`);
    }
  }),

  "network reachability is the architecture's graph": (manifests, values) => demands((demand) => {
    if (ofKind(manifests, "NetworkPolicy").length === 0) return demand(false, "no network policy");
    const ranking = env(workload(manifests, "ranking").spec.template.spec);
    const gateway = env(workload(manifests, "gateway").spec.template.spec);
    const bus = Number(gateway.Bus__Port.value);
    const collector = gateway.Tracing__Endpoint ? [port(gateway.Tracing__Endpoint.value)] : [];
    const storage = ofKind(manifests, "NetworkPolicy").find((policy) => component(policy) === "feedback")
      ?.spec.egress.flatMap((rule) => rule.ports.map((entry) => entry.port)).find((value) => ![53, bus, ...collector].includes(value));
    const vectors = ranking.VectorIndex__Url && port(ranking.VectorIndex__Url.value);
    const ports = { bus, storage, ...(vectors && { vectors }) };
    demand(new Set([53, 8080, 8081, ...Object.values(ports)]).size === 3 + Object.keys(ports).length, `ports are not distinct: ${JSON.stringify(ports)}`);

    const actual = reachability(manifests, [53, 80, 443, 8443, 8080, 8081, 9090, 15672, 6333, ...collector, ...Object.values(ports)]);
    demand(actual.open.length === 0, `no policy closes ${actual.open.join(", ")}`);
    const served = Object.entries(serversOf(values)).flatMap(([name, { uses, ports: own }]) =>
      architecture.services.filter((service) => architecture.facts[service].uses.includes(uses)).map((service) => `${service}>${name}:${Object.values(own)[0]}`));
    for (const name of Object.keys(serversOf(values))) demand(actual.egress[name].size === 0, `${name} reaches ports ${[...actual.egress[name]]}`);
    demand(same(actual.edges, [...architecture.calls, ...served]), `between pods: ${[...actual.edges].sort().join(", ")}`);
    for (const [name, servers] of Object.entries(architecture.servers)) {
      const issuer = name !== "test" && architecture.facts[name].uses.includes("auth") && values.auth.tokens.issuer;
      const expected = [53, ...(issuer ? [Number(new URL(issuer).port) || 443] : []), ...(name === "test" ? [] : collector), ...servers.filter((server) => server in ports).map((server) => ports[server])];
      demand(same(actual.egress[name] ?? [], expected), `${name} reaches ports ${[...(actual.egress[name] ?? [])]}, expected ${expected}`);
    }
    const monitored = [...actual.ingress].filter((entry) => entry.endsWith(":8081"));
    const entered = [...actual.ingress].filter((entry) => !entry.endsWith(":8081"));
    demand(same(entered, ["gateway:8080"]), `reachable from outside: ${entered}`);
    demand(same(monitored, values.networkPolicy.monitoring.length > 0 ? architecture.services.map((name) => `${name}:8081`) : []), `scraped: ${monitored}`);
  }),

  "settings are those the services read": (manifests, values) => demands((demand) => {
    for (const name of architecture.services) {
      const pod = workload(manifests, name).spec.template.spec;
      const given = [...pod.containers[0].env.map((entry) => entry.name), ...Object.keys(secrets(pod))];
      const actual = given.filter((key) => !/^(Auth__.*|Bus__SealingPassword|VectorIndex__(ApiKey|Url))$/.test(key));
      const missing = architecture.settings[name].filter((key) => !actual.includes(key));
      demand(missing.length === 0, `${name} lacks ${missing}`);
      demand(new Set(given).size === given.length, `${name}: a setting is given twice`);
      const foreign = actual.filter((key) => /^(Storage|VectorIndex|Auth|Gateway|Models)__/.test(key) && !architecture.settings[name].includes(key) && !(key in values.services[name].env));
      demand(foreign.length === 0, `${name} is given ${foreign}, which it does not need`);
    }
  }),

  "nothing calls home": (manifests) => workloads(manifests)
    .filter((manifest) => env(manifest.spec.template.spec).ORT_DISABLE_TELEMETRY?.value !== "1")
    .map((manifest) => `${manifest.metadata.name}: ONNX Runtime's telemetry is on`),

  "every service knows the same number of shards": (manifests) => {
    const shards = new Set(architecture.services.map((name) => env(workload(manifests, name).spec.template.spec).Fusion__Shards?.value));
    return shards.size === 1 && Number([...shards][0]) > 0 ? [] : [`shards: ${[...shards]}`];
  },

  "the gateway's addresses are Services of the release": (manifests) => demands((demand) => {
    const settings = env(workload(manifests, "gateway").spec.template.spec);
    for (const [setting, name] of [["Gateway__RankingUrl", "ranking"], ["Gateway__FeedbackUrl", "feedback"]]) {
      const url = new URL(settings[setting]?.value ?? "http://none.invalid");
      const service = ofKind(manifests, "Service").find((candidate) => candidate.metadata.name === url.hostname);
      demand(service && component(service) === name && service.spec.ports.some((entry) => entry.port === Number(url.port)), `${setting} is ${url}`);
    }
    for (const service of ofKind(manifests, "Service")) {
      const [container] = pods(manifests).find(({ name }) => name === component(service)).spec.containers;
      demand(service.spec.ports.every((entry) => container.ports.some((open) => open.name === entry.targetPort)), `${service.metadata.name}: target port is not open`);
    }
  }),

  "disruption budgets never block a drain": (manifests) => demands((demand) => {
    demand(same(ofKind(manifests, "PodDisruptionBudget").map(component), architecture.services), "not one budget per service");
    for (const { metadata, spec } of ofKind(manifests, "PodDisruptionBudget")) {
      demand(spec.maxUnavailable === 1 && spec.minAvailable === undefined, `${metadata.name}: ${JSON.stringify(spec)}`);
    }
  }),

  "pods spread over nodes": (manifests) => demands((demand) => {
    for (const { metadata, spec } of workloads(manifests)) {
      const constraints = spec.template.spec.topologySpreadConstraints ?? [];
      demand(constraints.some((constraint) => constraint.topologyKey === "kubernetes.io/hostname" && selects(constraint.labelSelector, spec.template.metadata.labels)),
        `${metadata.name} does not spread`);
    }
  }),

  "requests and limits": (manifests) => demands((demand) => {
    for (const { name, spec } of pods(manifests)) {
      for (const { name: container, resources } of containers(spec)) {
        demand(resources?.requests?.cpu && resources.requests.memory, `${name}/${container}: no requests`);
        demand(resources?.limits?.memory, `${name}/${container}: no memory limit`);
      }
    }
  }),

  "GPU pods are placed on the GPU pool, others are not": (manifests) => demands((demand) => {
    for (const { metadata, spec } of workloads(manifests)) {
      const pod = spec.template.spec;
      const devices = [...gpuResources(pod.containers[0]), ...(pod.containers[0].resources.claims ?? []).map((claim) => `claim ${claim.name}`)];
      const tolerates = (pod.tolerations ?? []).some((toleration) => toleration.key === "nvidia.com/gpu");
      if (devices.length > 0) {
        demand(devices.length === 1, `${metadata.name} asks for ${devices}`);
        demand(tolerates, `${metadata.name} does not tolerate the GPU pool's taint`);
        demand(Object.keys(pod.nodeSelector ?? {}).length > 0, `${metadata.name} does not select the GPU pool`);
        demand(["Cuda", "TensorRt"].includes(env(pod).Models__Provider?.value), `${metadata.name} holds a GPU and does not use it`);
      } else {
        demand(!tolerates && !pod.runtimeClassName, `${metadata.name} occupies the GPU pool without a GPU`);
        demand([undefined, "Cpu"].includes(env(pod).Models__Provider?.value), `${metadata.name} asks ONNX Runtime for a GPU it does not have`);
      }
    }
  }),

  "containers are named for what they do": (manifests) => demands((demand) => {
    for (const { name, spec } of pods(manifests)) {
      const expected = name === "test" ? ["ready"] : [...(spec.initContainers ? ["models"] : []), name];
      demand(same(containers(spec).map((container) => container.name), expected), `${name}: ${containers(spec).map((container) => container.name)}`);
    }
  }),

  "images are pinned": (manifests) => demands((demand) => {
    for (const { name, spec } of pods(manifests)) {
      for (const { image } of containers(spec)) {
        demand(/@sha256:[0-9a-f]{64}$/.test(image) || (/:[^/:]+$/.test(image) && !image.endsWith(":latest")), `${name}: ${image}`);
        demand(!image.includes("bitnami"), `${name}: ${image}`);
      }
      for (const { image } of (spec.volumes ?? []).filter((volume) => volume.image)) {
        demand(/(:[^/:@]+|@sha256:[0-9a-f]{64})$/.test(image.reference) && !/:latest(@|$)/.test(image.reference), `${name}: ${image.reference}`);
      }
    }
  }),

  "models are mounted read-only where they are used": (manifests) => demands((demand) => {
    for (const { metadata, spec } of workloads(manifests)) {
      const pod = spec.template.spec;
      const mount = pod.containers[0].volumeMounts?.find((candidate) => candidate.mountPath === "/models");
      const uses = architecture.withModels.includes(component({ metadata }));
      demand(!mount || (uses && mount.readOnly === true), `${metadata.name}: mount of /models`);
      demand(!uses || env(pod).Models__Root?.value === "/models", `${metadata.name}: Models__Root`);
      demand(!mount?.subPath || !/^\/|\.\./.test(mount.subPath), `${metadata.name}: ${mount?.subPath} leads out of the volume`);
    }
  }),

  "a test hook asks the gateway for readiness": (manifests) => demands((demand) => {
    const [pod] = ofKind(manifests, "Pod");
    demand(pod?.metadata.annotations?.["helm.sh/hook"] === "test", "no test hook");
    const gateway = ofKind(manifests, "Service").find((service) => component(service) === "gateway");
    const asked = pod?.spec.containers[0].command.at(-1);
    demand(asked === `http://${gateway?.metadata.name}:${gateway?.spec.ports[0].port}/health/ready`, `the test asks ${asked}`);
  }),
};
