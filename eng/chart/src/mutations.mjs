import { component, env, ofKind, workload, workloads } from "./manifests.mjs";

const pod = (m, name) => workload(m, name).spec.template.spec;
const first = (m, name) => pod(m, name).containers[0];
const policy = (m, name) => ofKind(m, "NetworkPolicy").find((candidate) => component(candidate) === name).spec;
const scaled = (m, name) => ofKind(m, "ScaledObject").find((candidate) => component(candidate) === name).spec;

/**
 * Faults put into a good rendering, under the assertion that must notice them: an assertion that lets its faults pass is itself broken.
 * Each changes the manifests in place.
 */
export const mutations = {
  "one workload per service": [(m) => m.splice(m.indexOf(workload(m, "fusion")), 1)],
  "names and standard labels": [
    (m) => { delete m[0].metadata.labels["app.kubernetes.io/instance"]; },
    (m) => { m[0].metadata.name = "x".repeat(64); },
    (m) => m.push(structuredClone(m[0])),
  ],
  "selectors stay the same over upgrades": [
    (m) => { workload(m, "text").spec.selector.matchLabels["app.kubernetes.io/version"] = "1"; },
    (m) => { workload(m, "text").spec.template.metadata.labels["helm.sh/chart"] = "mmei-1"; },
  ],
  "selectors pick exactly their own pods": [
    (m) => { ofKind(m, "Service")[0].spec.selector = { "app.kubernetes.io/name": "mmei" }; },
    (m) => { workload(m, "audio").spec.template.metadata.labels["app.kubernetes.io/component"] = "text"; },
  ],
  "restricted pod security": [
    (m) => { delete pod(m, "vision").securityContext.runAsNonRoot; },
    (m) => { delete pod(m, "vision").securityContext.seccompProfile; },
    (m) => { pod(m, "vision").securityContext.runAsUser = 0; },
    (m) => { first(m, "vision").securityContext.capabilities.drop = []; },
    (m) => { first(m, "vision").securityContext.capabilities.add = ["SYS_PTRACE"]; },
    (m) => { first(m, "vision").securityContext.allowPrivilegeEscalation = true; },
    (m) => { first(m, "vision").securityContext.privileged = true; },
    (m) => { pod(m, "vision").hostNetwork = true; },
    (m) => { pod(m, "vision").volumes.push({ name: "h", hostPath: { path: "/" } }); },
    (m) => { first(m, "vision").ports[0].hostPort = 8080; },
    (m) => { delete ofKind(m, "Pod")[0].spec.containers[0].securityContext; },
  ],
  "read-only root, bounded scratch space": [
    (m) => { first(m, "feedback").securityContext.readOnlyRootFilesystem = false; },
    (m) => { delete pod(m, "feedback").volumes[0].emptyDir.sizeLimit; },
    (m) => { first(m, "feedback").volumeMounts = []; },
  ],
  "no Kubernetes API token": [
    (m) => { delete pod(m, "ranking").automountServiceAccountToken; },
    (m) => { pod(m, "ranking").serviceAccountName = "default"; },
    (m) => { ofKind(m, "ServiceAccount")[0].automountServiceAccountToken = true; },
  ],
  "no secret in plain text": [
    (m) => { first(m, "text").env.push({ name: "Bus__Password", value: "x" }); },
    (m) => { first(m, "text").env.push({ name: "Bus__User", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }); },
    (m) => m.push({ apiVersion: "v1", kind: "Secret", metadata: { name: "s", labels: {} } }),
    (m) => { env(pod(m, "text")).Bus__Host.value = "amqp://user:pass@rabbitmq"; },
  ],
  "probes with distinct meanings": [
    (m) => { first(m, "fusion").livenessProbe.httpGet.path = "/health/ready"; },
    (m) => { first(m, "fusion").startupProbe.httpGet.path = "/health/ready"; },
    (m) => { delete first(m, "fusion").readinessProbe; },
    (m) => { first(m, "fusion").livenessProbe.failureThreshold = 1; },
    (m) => { first(m, "fusion").ports = []; },
    (m) => { first(m, "fusion").livenessProbe.httpGet.port = "http"; },
  ],
  "grace period covers preStop and drain": [
    (m) => { pod(m, "gateway").terminationGracePeriodSeconds = 30; },
    (m) => { delete first(m, "gateway").lifecycle; },
    (m) => { env(pod(m, "gateway")).Hosting__ShutdownTimeoutSeconds.value = "36"; },
  ],
  "one scaler or replicas, never both": [
    (m) => { workload(m, "vision").spec.replicas = 1; },
    (m) => { delete workload(m, "fusion").spec.replicas; },
    (m) => { scaled(m, "text").scaleTargetRef.name = scaled(m, "audio").scaleTargetRef.name; },
    (m) => { scaled(m, "text").maxReplicaCount = 0; },
    (m) => { delete first(m, "gateway").resources.requests.cpu; },
  ],
  "queue scalers watch the encoders' queues": [
    (m) => { scaled(m, "text").triggers.pop(); },
    (m) => { scaled(m, "audio").triggers[0].metadata.queueName = "mmei.encode-sound"; },
    (m) => { scaled(m, "audio").triggers[0].metadata.protocol = "amqp"; },
    (m) => { scaled(m, "audio").triggers[0].metadata.vhostName = "other"; },
    (m) => { scaled(m, "audio").triggers[0].authenticationRef.name = "other"; },
    (m) => { delete scaled(m, "audio").fallback; },
  ],
  "network reachability is the architecture's graph": [
    (m) => m.splice(0, m.length, ...m.filter((manifest) => manifest.kind !== "NetworkPolicy")),
    (m) => m.splice(0, m.length, ...m.filter((manifest) => !(manifest.kind === "NetworkPolicy" && component(manifest) === "vision"))),
    (m) => policy(m, "vision").egress.push({}),
    (m) => policy(m, "vision").egress.push({ ports: [{ port: 5432, protocol: "TCP" }] }),
    (m) => policy(m, "ranking").ingress.push({}),
    (m) => policy(m, "gateway").egress.pop(),
    (m) => { policy(m, "default-deny").policyTypes = ["Ingress"]; policy(m, "vision").policyTypes = ["Ingress"]; },
    (m) => { policy(m, "gateway").ingress = []; },
    (m) => policy(m, "gateway").ingress.push({ ports: [{ port: 8081, protocol: "TCP" }] }),
  ],
  "settings are those the services read": [
    (m) => { first(m, "ranking").env = first(m, "ranking").env.filter((entry) => entry.name !== "VectorIndex__Provider"); },
    (m) => pod(m, "vision").volumes.find((volume) => volume.name === "secrets").projected.sources.push({ secret: { name: "s", items: [{ key: "k", path: "Storage__ConnectionString" }] } }),
    (m) => first(m, "vision").env.push({ name: "Bus__Host", value: "again" }),
    (m) => first(m, "vision").env.push({ name: "Bus__Username", value: "again" }),
    (m) => pod(m, "vision").volumes.find((volume) => volume.name === "secrets").projected.sources.shift(),
  ],
  "nothing calls home": [
    (m) => { first(m, "vision").env = first(m, "vision").env.filter((entry) => entry.name !== "ORT_DISABLE_TELEMETRY"); },
    (m) => { env(pod(m, "gateway")).ORT_DISABLE_TELEMETRY.value = "0"; },
  ],
  "every service knows the same number of shards": [(m) => { env(pod(m, "gateway")).Fusion__Shards.value = "99"; }],
  "the gateway's addresses are Services of the release": [
    (m) => { env(pod(m, "gateway")).Gateway__RankingUrl.value = "http://mmei-feedback:8080"; },
    (m) => { ofKind(m, "Service").find((service) => component(service) === "ranking").spec.ports[0].port = 80; },
    (m) => { ofKind(m, "Service")[0].spec.ports[0].targetPort = "grpc"; },
  ],
  "disruption budgets never block a drain": [
    (m) => { ofKind(m, "PodDisruptionBudget")[0].spec = { minAvailable: 1 }; },
    (m) => m.splice(m.indexOf(ofKind(m, "PodDisruptionBudget")[0]), 1),
  ],
  "pods spread over nodes": [(m) => { delete pod(m, "text").topologySpreadConstraints; }],
  "requests and limits": [
    (m) => { delete first(m, "text").resources.limits.memory; },
    (m) => { delete first(m, "text").resources.requests; },
  ],
  "GPU pods are placed on the GPU pool, others are not": [
    (m) => { delete pod(m, "vision").tolerations; },
    (m) => { delete pod(m, "vision").nodeSelector; },
    (m) => { env(pod(m, "vision")).Models__Provider.value = "Cpu"; },
    (m) => { env(pod(m, "fusion")).Models__Provider.value = "Cuda"; },
    (m) => { pod(m, "feedback").tolerations = [{ key: "nvidia.com/gpu", operator: "Exists" }]; },
    (m) => { first(m, "vision").resources.limits["nvidia.com/mig-1g.10gb"] = 1; },
    (m) => { first(m, "vision").resources.claims = [{ name: "gpu" }]; },
    (m) => { first(m, "feedback").resources.claims = [{ name: "gpu" }]; },
  ],
  "containers are named for what they do": [(m) => { first(m, "text").name = "app"; }],
  "images are pinned": [
    (m) => { first(m, "text").image = "mmei/encoder-text:latest"; },
    (m) => { first(m, "text").image = "mmei/encoder-text"; },
    (m) => { pod(m, "text").volumes.push({ name: "models", image: { reference: "mmei/models:latest" } }); },
    (m) => { pod(m, "text").volumes.push({ name: "models", image: { reference: "localhost:5000/mmei/models" } }); },
  ],
  "models are mounted read-only where they are used": [
    (m) => first(m, "vision").volumeMounts.push({ name: "models", mountPath: "/models" }),
    (m) => first(m, "feedback").volumeMounts.push({ name: "models", mountPath: "/models", readOnly: true }),
    (m) => first(m, "vision").volumeMounts.push({ name: "models", mountPath: "/models", subPath: "../x", readOnly: true }),
  ],
  "a test hook asks the gateway for readiness": [
    (m) => { delete ofKind(m, "Pod")[0].metadata.annotations; },
    (m) => ofKind(m, "Pod")[0].spec.containers[0].command.push("http://elsewhere/"),
  ],
};
