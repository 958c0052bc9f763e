import { containers } from "./manifests.mjs";

/** The standard's page does not name `image` yet; what enforces it refuses a list of kinds, on which it is not. */
const volumeKinds = ["image", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];
const sysctls = ["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range"];

/** Everything in which a pod breaks the "restricted" Pod Security Standard (which contains "baseline"). */
export function restrictedProblems(name, spec) {
  const problems = [];
  const demand = (holds, text) => { if (!holds) problems.push(`${name}: ${text}`); };
  const pod = spec.securityContext ?? {};

  for (const field of ["hostNetwork", "hostPID", "hostIPC"]) demand(!spec[field], `${field} is set`);
  for (const volume of spec.volumes ?? []) {
    const kinds = Object.keys(volume).filter((key) => key !== "name");
    demand(kinds.every((kind) => volumeKinds.includes(kind)), `volume ${volume.name} is ${kinds}`);
  }
  for (const { name: sysctl } of pod.sysctls ?? []) demand(sysctls.includes(sysctl), `sysctl ${sysctl}`);

  for (const container of containers(spec)) {
    const own = container.securityContext ?? {};
    const where = `container ${container.name}`;
    demand((own.runAsNonRoot ?? pod.runAsNonRoot) === true, `${where} may run as root`);
    demand((own.runAsUser ?? pod.runAsUser) !== 0, `${where} runs as user 0`);
    const seccomp = (own.seccompProfile ?? pod.seccompProfile)?.type;
    demand(["RuntimeDefault", "Localhost"].includes(seccomp), `${where} has seccomp profile ${seccomp}`);
    demand(own.allowPrivilegeEscalation === false, `${where} may escalate privileges`);
    demand(!own.privileged, `${where} is privileged`);
    demand(own.capabilities?.drop?.includes("ALL"), `${where} keeps capabilities`);
    demand((own.capabilities?.add ?? []).every((capability) => capability === "NET_BIND_SERVICE"), `${where} adds capabilities`);
    demand((own.procMount ?? "Default") === "Default", `${where} has procMount ${own.procMount}`);
    demand((container.ports ?? []).every((port) => !port.hostPort), `${where} uses a host port`);
  }
  return problems;
}
