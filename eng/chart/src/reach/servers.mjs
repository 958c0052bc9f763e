import { component, ofKind } from "../manifests.mjs";
import { serversOf } from "../values.mjs";
import { differences, imageOf, of } from "./compare.mjs";

const folders = (...paths) => paths.map((path) => ({ name: path.split("/").at(-1), mountPath: path }));
const env = (settings) => Object.entries(settings).map(([name, value]) => ({ name, value }));

/** What each server is, beside where its values come from. */
const facts = {
  rabbitmq: (values) => ({
    user: 999, data: "/var/lib/rabbitmq", scratch: folders("/tmp", "/var/log/rabbitmq"),
    secret: [values.bus.existingSecret, { [values.bus.usernameKey]: "username", [values.bus.passwordKey]: "password" }],
    process: {
      command: ["sh", "-c", "RABBITMQ_DEFAULT_USER=$(cat /etc/mmei/secrets/username) RABBITMQ_DEFAULT_PASS=$(cat /etc/mmei/secrets/password) exec docker-entrypoint.sh rabbitmq-server"],
      env: env({ RABBITMQ_DEFAULT_VHOST: values.bus.virtualHost }),
      readinessProbe: { tcpSocket: { port: "amqp" }, periodSeconds: 5 },
    },
  }),
  postgresql: (values) => ({
    user: 999, data: "/var/lib/postgresql/data", scratch: folders("/tmp", "/var/run/postgresql"),
    secret: [values.storage.existingSecret, { [values.developmentServers.postgresql.passwordKey]: "password" }],
    process: {
      env: env({ POSTGRES_USER: "mmei", POSTGRES_DB: "mmei", POSTGRES_PASSWORD_FILE: "/etc/mmei/secrets/password", PGDATA: "/var/lib/postgresql/data/pgdata" }),
      readinessProbe: { exec: { command: ["pg_isready", "-h", "127.0.0.1", "-U", "mmei"] }, periodSeconds: 5 },
    },
  }),
  qdrant: () => ({
    user: 1000, data: "/qdrant/storage", scratch: folders("/tmp"),
    process: {
      env: env({ QDRANT__STORAGE__SNAPSHOTS_PATH: "/qdrant/storage/snapshots", QDRANT_INIT_FILE_PATH: "/qdrant/storage/.qdrant-initialized", QDRANT__TELEMETRY_DISABLED: "true" }),
      readinessProbe: { httpGet: { path: "/readyz", port: "http" }, periodSeconds: 5 },
    },
  }),
};

/** The servers for development. Each takes the manifests and the values that they are made of, and returns its problems. */
export const servers = {
  "servers for development are as the values say, and none otherwise": (manifests, values) => {
    const wanted = serversOf(values);
    return differences([
      ["servers", ofKind(manifests, "StatefulSet").map(component).sort(), Object.keys(wanted).sort()],
      ...Object.entries(wanted).flatMap(([name, server]) => rows(name, server, facts[name](values), manifests, values)),
    ]);
  },
};

function rows(name, { host, ports }, { user, data, scratch, secret, process }, manifests, values) {
  const { spec } = of(manifests, "StatefulSet", name);
  const service = of(manifests, "Service", name);
  const { containers: [{ image, securityContext, imagePullPolicy, ...container }], ...pod } = spec.template.spec;
  const secrets = secret ? [{ name: "secrets", mountPath: "/etc/mmei/secrets", readOnly: true }] : [];
  return [
    ["Service", [service.metadata.name, service.spec.type, service.spec.ports],
      [host, "ClusterIP", Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: port, protocol: "TCP" }))]],
    ["set", [spec.replicas, spec.serviceName, spec.volumeClaimTemplates], [1, host, [{
      metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: values.developmentServers.size } } },
    }]]],
    ["labels", spec.template.metadata.labels, { ...spec.selector.matchLabels, "app.kubernetes.io/part-of": "mmei" }],
    ["image", image, imageOf(values, values.developmentServers[name].image)],
    ["container", container, {
      name, ...process, resources: values.developmentServers[name].resources,
      ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort })),
      volumeMounts: [{ name: "data", mountPath: data }, ...secrets, ...scratch],
    }],
    ["security", pod.securityContext, {
      runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user, fsGroupChangePolicy: "OnRootMismatch", seccompProfile: { type: "RuntimeDefault" },
    }],
    ["volumes", pod.volumes, [
      ...(secret ? [{ name: "secrets", secret: { secretName: secret[0], defaultMode: 0o440, items: Object.entries(secret[1]).map(([key, path]) => ({ key, path })) } }] : []),
      ...scratch.map((folder) => ({ name: folder.name, emptyDir: { sizeLimit: "256Mi" } })),
    ]],
    ["service links", pod.enableServiceLinks, false],
  ].map(([what, ...rest]) => [`${name}: ${what}`, ...rest]);
}
