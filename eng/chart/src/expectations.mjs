import * as architecture from "./architecture.mjs";
import { component, containers, env, ofKind, pods, secrets, workload, workloads } from "./manifests.mjs";

const limits = (manifests, name) => workload(manifests, name).spec.template.spec.containers[0].resources.limits;
const podOf = (manifests, name) => workload(manifests, name).spec.template.spec;
const policy = (manifests, name) => ofKind(manifests, "NetworkPolicy").find((candidate) => component(candidate) === name).spec;
const without = (manifests, ...kinds) => ofKind(manifests, ...kinds).length === 0;
const gpuServices = (manifests) => workloads(manifests)
  .filter((manifest) => Object.keys(manifest.spec.template.spec.containers[0].resources.limits).some((name) => name.startsWith("nvidia.com/")))
  .map(component).sort().join();

/** What each scenario in charts/mmei/ci is there to show, as sentences that must be true of its rendering. */
export const expectations = {
  default: {
    "every encoder asks for one GPU": (m) => architecture.encoders.every((name) => limits(m, name)["nvidia.com/gpu"] === 1) && gpuServices(m) === "audio,text,vision",
    "every encoder is scaled by KEDA": (m) => ofKind(m, "ScaledObject").length === 3,
    "gateway, ranking and feedback are scaled by CPU": (m) => ofKind(m, "HorizontalPodAutoscaler").map(component).sort().join() === "feedback,gateway,ranking",
    "models come inside the images": (m) => workloads(m).every((manifest) => !manifest.spec.template.spec.volumes.some((volume) => volume.name === "models")),
    "nothing is published, monitored or traced": (m) => without(m, "Ingress", "HTTPRoute", "PodMonitor", "PrometheusRule", "ConfigMap") && pods(m).every(({ name }) => name === "test" || !env(podOf(m, name)).Tracing__Endpoint),
    "the GPU runtime is chosen": (m) => podOf(m, "vision").runtimeClassName === "nvidia",
  },
  dev: {
    "no GPU is needed": (m) => gpuServices(m) === "" && !JSON.stringify(m).includes("nvidia"),
    "encoders keep the batches that suit a CPU": (m) => env(podOf(m, "vision")).Encoders__Vision__MaxBatch === undefined,
    "nothing scales": (m) => without(m, "ScaledObject", "TriggerAuthentication", "HorizontalPodAutoscaler"),
    "one pod of each service": (m) => workloads(m).every((manifest) => manifest.spec.replicas === 1),
    "the key's digest comes from the Secret": (m) => {
      const gateway = podOf(m, "gateway");
      return env(gateway).Auth__ApiKeys__0__Tenant.value === "dev" && secrets(gateway).Auth__ApiKeys__0__Sha256.key === "dev";
    },
  },
  prod: {
    "every service image is pinned by digest": (m) => workloads(m).every((manifest) => containers(manifest.spec.template.spec).every(({ image }) => /^registry\.example\.com\/mmei\/.+@sha256:/.test(image))),
    "pull secrets reach every workload": (m) => workloads(m).every((manifest) => manifest.spec.template.spec.imagePullSecrets[0].name === "registry"),
    "each service has a bus user of its own": (m) => new Set(workloads(m).map((manifest) => secrets(manifest.spec.template.spec).Bus__Password.secret)).size === 7,
    "KEDA has a bus user of its own": (m) => ofKind(m, "TriggerAuthentication")[0].spec.secretTargetRef.every((entry) => entry.name === "mmei-keda-bus"),
    "two keys of one tenant rotate": (m) => {
      const settings = env(podOf(m, "gateway"));
      return settings.Auth__ApiKeys__0__Tenant.value === settings.Auth__ApiKeys__1__Tenant.value && settings.Auth__ApiKeys__2__Tenant.value === "globex" && settings.Auth__ApiKeys__0__Scopes__1.value === "feedback";
    },
    "the ingress serves TLS for its host": (m) => {
      const [{ spec, metadata }] = ofKind(m, "Ingress");
      return spec.tls[0].hosts[0] === spec.rules[0].host && spec.ingressClassName === "nginx" && metadata.annotations["nginx.ingress.kubernetes.io/proxy-buffering"] === "off";
    },
    "only the ingress, the test and monitoring reach the gateway": (m) => {
      const [clients, monitoring] = policy(m, "gateway").ingress.map((rule) => rule.from);
      return clients.length === 2 && monitoring.length === 1 && [...clients, ...monitoring].every((peer) => peer.podSelector || peer.namespaceSelector);
    },
    "every egress names its peers": (m) => ofKind(m, "NetworkPolicy").every((manifest) => (manifest.spec.egress ?? []).every((rule) => rule.to?.length > 0)),
    "the vector index asks for its key": (m) => secrets(podOf(m, "ranking")).VectorIndex__ApiKey.secret === "mmei-qdrant",
    "metrics of every service are scraped": (m) => {
      const [{ spec }] = ofKind(m, "PodMonitor");
      return spec.podMetricsEndpoints[0].path === "/metrics" && Object.entries(spec.selector.matchLabels).every(([key, value]) => pods(m).every((pod) => pod.labels[key] === value));
    },
    "the gateway goes first": (m) => podOf(m, "gateway").priorityClassName === "interactive",
    "every service sends its metrics and logs to the collector": (m) => workloads(m).every((manifest) =>
      env(manifest.spec.template.spec).OTEL_EXPORTER_OTLP_ENDPOINT.value === "http://otel-collector.tracing.svc.cluster.local:4318"),
    "every service sends its spans to the collector": (m) => workloads(m).every((manifest) => {
      const settings = env(manifest.spec.template.spec);
      return settings.Tracing__Endpoint.value === "http://otel-collector.tracing.svc.cluster.local:4318" && settings.Tracing__SampleRatio.value === "0.01"
        && policy(m, component(manifest)).egress.some((rule) => rule.ports?.some(({ port }) => port === 4318) && rule.to[0].namespaceSelector);
    }),
    "the shards follow the value": (m) => env(podOf(m, "fusion")).Fusion__Shards.value === "16",
  },
  gpu: {
    "two devices per pod, fusion too": (m) => gpuServices(m) === "audio,fusion,text,vision" && limits(m, "fusion")["nvidia.com/gpu"] === 2,
    "text has a slice of another pool": (m) => limits(m, "text")["nvidia.com/mig-1g.5gb.me"] === 1 && podOf(m, "text").nodeSelector.pool === "slices",
    "fusion keeps its pod while rolling out": (m) => workload(m, "fusion").spec.strategy.rollingUpdate.maxUnavailable === 0,
    "TensorRT runs the models of GPU pods": (m) => ["vision", "fusion"].every((name) => env(podOf(m, name)).Models__Provider.value === "TensorRt"),
    "encoders of GPU pods take large batches": (m) => env(podOf(m, "vision")).Encoders__Vision__MaxBatch.value === "32",
    "the pool's labels are added to the default ones": (m) => podOf(m, "vision").nodeSelector.pool === "gpu" && podOf(m, "vision").nodeSelector["nvidia.com/gpu.present"] === "true",
    "audio may scale to zero": (m) => ofKind(m, "ScaledObject").find((object) => component(object) === "audio").spec.minReplicaCount === 0,
    "own and pool tolerations both stand": (m) => podOf(m, "audio").tolerations.map((toleration) => toleration.key).sort().join() === "nvidia.com/gpu,spot",
    "models are copied from their image by digest": (m) => architecture.withModels.every((name) => {
      const { initContainers, volumes } = podOf(m, name);
      return /@sha256:/.test(initContainers[0].image) && volumes.some((volume) => volume.name === "models" && volume.emptyDir);
    }),
  },
  mig: {
    "encoders ask for a MIG slice and nothing else": (m) => architecture.encoders.every((name) => limits(m, name)["nvidia.com/mig-1g.10gb"] === 1 && !limits(m, name)["nvidia.com/gpu"]),
    "the node's runtime is used": (m) => workloads(m).every((manifest) => manifest.spec.template.spec.runtimeClassName === undefined),
  },
  dra: {
    "vision and text claim devices, audio asks for one as before": (m) => ["vision", "text"].every((name) => podOf(m, name).resourceClaims[0].name === "gpu" && limits(m, name)["nvidia.com/gpu"] === undefined)
      && podOf(m, "audio").resourceClaims === undefined && limits(m, "audio")["nvidia.com/gpu"] === 1,
    "text claims two slices, vision a large device": (m) => {
      const asked = (name) => ofKind(m, "ResourceClaimTemplate").find((template) => component(template) === name).spec.spec.devices.requests[0].exactly;
      return asked("text").deviceClassName === "mig.nvidia.com" && asked("text").count === 2 && asked("vision").count === 1 && asked("vision").selectors[0].cel.expression.includes("40Gi");
    },
    "models are mounted out of their image, and copied by nobody": (m) => architecture.withModels.every((name) => podOf(m, name).initContainers === undefined
      && podOf(m, name).volumes.some((volume) => volume.image?.reference.includes("@sha256:")) && podOf(m, name).containers[0].volumeMounts.some((mount) => mount.subPath === "models")),
  },
  "no-keda": {
    "no KEDA object": (m) => !m.some((manifest) => manifest.apiVersion.startsWith("keda.sh")),
    "encoders run a fixed number of pods": (m) => architecture.encoders.map((name) => workload(m, name).spec.replicas).join() === "3,3,2",
    "GPUs are still asked for": (m) => gpuServices(m) === "audio,text,vision",
  },
  external: {
    "settings name the outside servers": (m) => {
      const settings = env(podOf(m, "ranking"));
      return settings.Bus__Host.value === "broker.example.com" && settings.Bus__Port.value === "5671" && settings.Bus__Tls.value === "true" && settings.VectorIndex__Url.value === "https://vectors.example.com:6334";
    },
    "egress is limited to their address blocks": (m) => policy(m, "ranking").egress.slice(1).every((rule) => rule.to.every((peer) => peer.ipBlock)),
    "models are read from the claim": (m) => podOf(m, "vision").volumes.some((volume) => volume.persistentVolumeClaim?.claimName === "mmei-models" && volume.persistentVolumeClaim.readOnly),
    "every service trusts the company's authority": (m) => workloads(m).every((manifest) => manifest.spec.template.spec.volumes.some((volume) => volume.secret?.secretName === "company-ca")),
    "the gateway has a load balancer": (m) => ofKind(m, "Service").find((service) => component(service) === "gateway").spec.type === "LoadBalancer",
  },
  minimal: {
    "one pod of each service, no GPU, nothing scales": (m) => gpuServices(m) === "" && workloads(m).every((manifest) => manifest.spec.replicas === 1)
      && without(m, "ScaledObject", "TriggerAuthentication", "HorizontalPodAutoscaler"),
    "the vectors are in ranking's memory": (m) => env(podOf(m, "ranking")).VectorIndex__Provider.value === "Embedded" && !env(podOf(m, "ranking")).VectorIndex__Url,
    "ranking asks the broker, the database and DNS alone": (m) => policy(m, "ranking").egress.length === 3,
    "broker and database come along, and no Qdrant": (m) => ofKind(m, "StatefulSet").map(component).sort().join() === "postgresql,rabbitmq",
    "two pods of ranking are never at work": (m) => workload(m, "ranking").spec.strategy.type === "Recreate",
  },
  bundled: {
    "all three servers have one pod each, in the names of the values": (m) => ofKind(m, "StatefulSet").map(({ spec }) => spec.serviceName).sort().join() === "broker,database,vectors",
    "their images come out of the registry, by digest where there is one": (m) => ofKind(m, "StatefulSet").map(({ spec }) => spec.template.spec.containers[0].image).sort().join()
      === `registry.example.com/postgres:17,registry.example.com/qdrant/qdrant:v1.18.0-unprivileged,registry.example.com/rabbitmq@sha256:${"12".repeat(32)}`,
    "the services look for them by these names": (m) => env(podOf(m, "ranking")).Bus__Host.value === "broker" && env(podOf(m, "ranking")).VectorIndex__Url.value === "http://vectors:6334",
    "no server is reached from outside": (m) => ["rabbitmq", "postgresql", "qdrant"].every((name) => policy(m, name).ingress.every((rule) => rule.from.every((peer) => peer.podSelector && !peer.namespaceSelector))),
  },
  custom: {
    "objects have the name that was given": (m) => m.every((manifest) => manifest.metadata.name.startsWith("feelings-")),
    "every object has the team's label": (m) => m.filter((manifest) => component(manifest) !== "notices").every((manifest) => manifest.metadata.labels.team === "affect"),
    "the route is attached to the Gateway": (m) => ofKind(m, "HTTPRoute")[0].spec.parentRefs[0].name === "edge" && ofKind(m, "HTTPRoute")[0].spec.backendRefs === undefined,
    "a further object is rendered with the release's name": (m) => ofKind(m, "ConfigMap").some((manifest) => manifest.metadata.name === "feelings-notices"),
    "the gateway's pods have what they were given": (m) => {
      const { metadata, spec } = workload(m, "gateway").spec.template;
      return metadata.labels.tier === "edge" && metadata.annotations["example.com/restarted"] && spec.affinity.podAntiAffinity
        && spec.containers[0].envFrom[0].configMapRef.name === "gateway-settings" && env(spec).Gateway__WarmUp__Seconds.value === "5";
    },
    "a parent's values change no image": (m) => !JSON.stringify(m).includes("ignored.example.com"),
    "the tag is the version": (m) => m.filter((manifest) => component(manifest) !== "notices").every((manifest) => manifest.metadata.labels["app.kubernetes.io/version"] === "1.2.3"),
  },
};
