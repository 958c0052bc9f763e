/** Questions that several assertions ask of a rendered release. */

export const ofKind = (manifests, ...kinds) => manifests.filter((manifest) => kinds.includes(manifest.kind));
export const component = (manifest) => manifest.metadata.labels?.["app.kubernetes.io/component"];
export const workloads = (manifests) => ofKind(manifests, "Deployment");
export const workload = (manifests, name) => workloads(manifests).find((manifest) => component(manifest) === name);

/** Every pod of the release, also the test's and those of the servers for development: its name, labels and spec, with the volumes that are made for it. */
export function pods(manifests) {
  return ofKind(manifests, "Deployment", "StatefulSet", "Pod").map((manifest) => {
    const template = manifest.kind === "Pod" ? manifest : manifest.spec.template;
    const made = (manifest.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({ name: metadata.name, persistentVolumeClaim: { claimName: metadata.name } }));
    return { name: component(manifest), labels: template.metadata.labels, spec: { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...made] } };
  });
}

export const containers = (spec) => [...(spec.initContainers ?? []), ...spec.containers];
/** Settings that are files of Secrets: by name, the Secret and the key in it. */
export const secrets = (spec) => Object.fromEntries((spec.volumes ?? []).filter((volume) => volume.name === "secrets")
  .flatMap((volume) => volume.projected.sources.flatMap(({ secret }) => secret.items.map(({ key, path }) => [path, { secret: secret.name, key }]))));
export const env = (spec) => Object.fromEntries(spec.containers[0].env?.map((entry) => [entry.name, entry]) ?? []);

export function selects(selector, labels) {
  const known = new Set(["matchLabels", "matchExpressions"]);
  if (Object.keys(selector).some((key) => !known.has(key))) return false;
  const byLabel = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  const byExpression = (selector.matchExpressions ?? []).every(({ key, operator, values = [] }) => ({
    In: () => values.includes(labels[key]),
    NotIn: () => !values.includes(labels[key]),
    Exists: () => key in labels,
    DoesNotExist: () => !(key in labels),
  })[operator]());
  return byLabel && byExpression;
}
