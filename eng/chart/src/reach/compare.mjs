import * as architecture from "../architecture.mjs";
import { component, env, ofKind, workload } from "../manifests.mjs";

const text = (value) => JSON.stringify(value, (_, inner) =>
  inner && typeof inner === "object" && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner);

/** What differs of [what, actual, expected] each, compared as data. */
export function differences(rows) {
  return rows.filter(([, actual, expected]) => text(actual) !== text(expected))
    .map(([what, actual, expected]) => `${what} is ${text(actual)}, not ${text(expected)}`);
}

/** The object of a kind that belongs to a component. */
export const of = (manifests, kind, name) => ofKind(manifests, kind).find((manifest) => component(manifest) === name);

/** Asks the same of every service. */
export const each = (check) => (manifests, values) => differences(architecture.services.flatMap((name) => {
  const { spec } = workload(manifests, name);
  const pod = spec.template.spec;
  return check({ name, spec, pod, container: pod.containers[0], settings: env(pod), service: values.services[name], values, manifests })
    .map(([what, ...rest]) => [`${name}: ${what}`, ...rest]);
}));

/** What is not rendered at all when it is empty. */
export const orNothing = (value) => (value === "" || Object.keys(value ?? {}).length === 0 ? undefined : value);

/** The reference of an image under these values. */
export function imageOf(values, { repository, digest, tag }) {
  const path = [values.image.registry, repository].filter(Boolean).join("/");
  return digest ? `${path}@${digest}` : `${path}:${tag || values.image.tag || "0.1.0"}`;
}
