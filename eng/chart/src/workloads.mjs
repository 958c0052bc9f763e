import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { ofKind, secrets, workloads, component } from "./manifests.mjs";
import { render } from "./helm.mjs";

/**
 * Prints the chart's Deployments as podman can run them on one machine: `node workloads.mjs VALUES... NAME=PORT,MANAGEMENT... secrets=FOLDER pods=FILE`.
 * Everything that the chart says about images, users, capabilities, file systems and settings stays. What one network for all pods asks for
 * changes: ports of its own for each service, and the addresses that name it. Secrets are files in FOLDER, by Secret and key. Probes are left out, as podman would run them with curl
 * inside the image: whoever starts the pods asks what FILE says, a line each with the pod, `startup`, `readiness` or `liveness`, and the address; and `grace`, the seconds that
 * a pod has to end in once the kubelet's sleep before it is over.
 */
const given = new Map(process.argv.slice(2).filter((argument) => argument.includes("=")).map((argument) => argument.split(/=(.*)/)));
const ports = new Map([...given].filter(([name]) => !["secrets", "pods"].includes(name)).map(([name, text]) => [name, text.split(",")])
  .map(([name, [http, management]]) => [name, { http, management }]));
const manifests = await render({ files: process.argv.slice(2).filter((argument) => !argument.includes("=")) });

const addresses = ofKind(manifests, "Service").map((service) =>
  [`http://${service.metadata.name}:${service.spec.ports[0].port}`, `http://127.0.0.1:${ports.get(component(service)).http}`]);
const settings = (name) => ({
  ASPNETCORE_HTTP_PORTS: ports.get(name).http, Hosting__ManagementPort: ports.get(name).management, VectorIndex__Provider: "Embedded",
});

/** What a service is given of the Secrets, in a folder of its own. */
function mounted(name, pod) {
  const folder = join(given.get("secrets"), "mounted", name);
  mkdirSync(folder, { recursive: true });
  for (const [setting, { secret, key }] of Object.entries(secrets(pod))) cpSync(join(given.get("secrets"), secret, key), join(folder, setting));
  return { path: folder, type: "Directory" };
}

/** What the kubelet would do with a service's pod. */
function facts(name, { containers: [container], terminationGracePeriodSeconds }) {
  const address = ({ httpGet: { path, port } }) => `http://127.0.0.1:${ports.get(name)[port]}${path}`;
  return [
    ...["startup", "readiness", "liveness"].map((kind) => [name, kind, address(container[`${kind}Probe`])]),
    [name, "grace", terminationGracePeriodSeconds - container.lifecycle.preStop.sleep.seconds],
  ];
}

const lines = workloads(manifests).flatMap((manifest) => facts(component(manifest), manifest.spec.template.spec));
writeFileSync(given.get("pods"), lines.map((line) => `${line.join(" ")}\n`).join(""));

for (const manifest of workloads(manifests)) {
  const { spec } = manifest.spec.template;
  const [container] = spec.containers;
  spec.hostNetwork = true;
  for (const entry of container.env) {
    entry.value = settings(component(manifest))[entry.name] ?? new Map(addresses).get(entry.value) ?? entry.value;
  }
  spec.volumes = spec.volumes.map((volume) => (volume.name === "secrets" ? { name: "secrets", hostPath: mounted(component(manifest), spec) } : volume));
  container.env = container.env.filter((entry) => entry.name !== "VectorIndex__Url");
  for (const field of ["startupProbe", "readinessProbe", "livenessProbe", "lifecycle", "ports"]) delete container[field];
  process.stdout.write(`---\n${stringify(manifest)}`);
}
