import { ofKind, pods, selects } from "./manifests.mjs";

const matchesPort = (rule, port, protocol) =>
  !rule.ports || rule.ports.some((entry) => (entry.protocol ?? "TCP") === protocol && (entry.port === undefined || entry.port === port));

/** A peer that can only mean pods of the release's own namespace. */
const local = (peer) => peer.podSelector && !peer.namespaceSelector;

/** A peer in every namespace, the release's own among them. */
const everywhere = (peer) => peer.namespaceSelector && Object.keys(peer.namespaceSelector).length === 0;

function policiesOf(manifests, labels, direction) {
  return ofKind(manifests, "NetworkPolicy")
    .filter((policy) => policy.spec.policyTypes.includes(direction) && selects(policy.spec.podSelector, labels))
    .flatMap((policy) => policy.spec[direction.toLowerCase()] ?? []);
}

const isolated = (manifests, labels, direction) => ofKind(manifests, "NetworkPolicy")
  .some((policy) => policy.spec.policyTypes.includes(direction) && selects(policy.spec.podSelector, labels));

/**
 * What the rendered policies let through, computed as Kubernetes does: a pod that any policy selects is closed in that direction but for
 * the union of the rules that select it.
 * `edges`: pod to pod, as "from>to:port". `egress`: ports that lead out of the release, by pod. `ingress`: pods that callers from outside
 * the release reach, as "pod:port". `open`: pods that no policy closes.
 */
export function reachability(manifests, ports) {
  const all = pods(manifests);
  const result = { edges: new Set(), egress: {}, ingress: new Set(), open: [] };
  for (const from of all) {
    for (const direction of ["Ingress", "Egress"]) if (!isolated(manifests, from.labels, direction)) result.open.push(`${from.name} ${direction}`);

    const out = policiesOf(manifests, from.labels, "Egress");
    const leaves = (rule) => !rule.to || rule.to.length === 0 || rule.to.some((peer) => !local(peer));
    result.egress[from.name] = new Set(ports.filter((port) =>
      ["TCP", "UDP"].some((protocol) => out.some((rule) => leaves(rule) && matchesPort(rule, port, protocol)))));

    for (const port of ports) {
      const enters = (rule) => !rule.from || rule.from.length === 0 || rule.from.some((peer) => !local(peer));
      if (policiesOf(manifests, from.labels, "Ingress").some((rule) => matchesPort(rule, port, "TCP") && enters(rule))) {
        result.ingress.add(`${from.name}:${port}`);
      }
      for (const to of all) {
        const sends = out.some((rule) => matchesPort(rule, port, "TCP") && admits(rule.to, to.labels));
        const receives = policiesOf(manifests, to.labels, "Ingress").some((rule) => matchesPort(rule, port, "TCP") && admits(rule.from, from.labels));
        if (sends && receives) result.edges.add(`${from.name}>${to.name}:${port}`);
      }
    }
  }
  return result;
}

function admits(peers, labels) {
  if (!peers || peers.length === 0) return true;
  return peers.some((peer) => (local(peer) || everywhere(peer)) && selects(peer.podSelector ?? {}, labels));
}
