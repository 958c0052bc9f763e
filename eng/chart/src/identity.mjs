import { parse } from "yaml";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { render } from "./helm.mjs";
import { ofKind } from "./manifests.mjs";

/**
 * What an upgrade must find again, and of it the fields that Kubernetes lets nobody change. Whatever else a chart renders may come and go:
 * helm makes and deletes it, and nothing is lost.
 */
const lasting = {
  Deployment: ({ spec }) => ({ selector: spec.selector }),
  StatefulSet: ({ spec: { selector, serviceName, podManagementPolicy, volumeClaimTemplates } }) =>
    ({ selector, serviceName, podManagementPolicy, volumeClaimTemplates }),
  Service: ({ spec }) => ({ clusterIP: spec.clusterIP ?? "any" }),
  PersistentVolumeClaim: ({ spec: { resources, ...spec } }) => spec,
  ResourceClaimTemplate: ({ spec }) => spec,
};

/** The objects of a rendering that last, by kind and name, and their fields that must stay. */
export const identity = (manifests) => Object.fromEntries(ofKind(manifests, ...Object.keys(lasting))
  .map((manifest) => [`${manifest.kind}/${manifest.metadata.name}`, lasting[manifest.kind](manifest)]));

/** What a chart is kept as: its values, those of its scenarios, and what lasts of each. */
export async function kept(folder) {
  const text = (path) => readFile(join(folder, path), "utf8");
  const names = (await readdir(join(folder, "ci"))).map((file) => file.replace(/-values\.yaml$/, "")).sort();
  const entries = await Promise.all(names.map(async (name) => {
    const file = join(folder, "ci", `${name}-values.yaml`);
    return [name, parse(await readFile(file, "utf8"), { version: "1.1" }) ?? {}, identity(await render({ folder, files: [file], scenario: name }))];
  }));
  return {
    version: parse(await text("Chart.yaml")).version,
    values: await text("values.yaml"),
    scenarios: Object.fromEntries(entries.map(([name, values]) => [name, values])),
    objects: Object.fromEntries(entries.map(([name, , objects]) => [name, objects])),
  };
}
