import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assertions } from "./assertions.mjs";
import { render } from "./helm.mjs";
import { component, ofKind } from "./manifests.mjs";
import { chart } from "./paths.mjs";

/** Checks of how objects are named under other releases; each takes the chart's folder and returns its problems. */
export const naming = {
  "a release name without the chart's is put before it": async (folder = chart) =>
    (await render({ folder, release: "shop" })).every((manifest) => manifest.metadata.name.startsWith("shop-mmei-")) ? [] : ["another name"],

  "a release name with the chart's is taken as it is": async (folder = chart) =>
    (await render({ folder, release: "my-mmei" })).every((manifest) => /^my-mmei-[a-z-]+$/.test(manifest.metadata.name) && !manifest.metadata.name.includes("mmei-mmei"))
      ? [] : ["another name"],

  "the longest release name still gives valid names": async (folder = chart) => {
    const manifests = await render({ folder, release: "r".repeat(53) });
    return [...assertions["names and standard labels"](manifests), ...assertions["selectors pick exactly their own pods"](manifests)];
  },

  "a name that is cut ends with no dash": async (folder = chart) => {
    const names = (await Promise.all([`${"r".repeat(44)}-x`, `mmei-${"r".repeat(39)}-x`].map((release) => render({ folder, release })))).flat();
    return names.some(({ metadata }) => metadata.name.includes("--")) ? ["a name has two dashes"] : [];
  },

  "what asks for other devices is claimed by another name": async (folder = chart) => {
    const scratch = await mkdtemp(join(tmpdir(), "mmei-claims-"));
    try {
      const namesOf = async (gpu) => {
        const file = join(scratch, "values.yaml");
        await writeFile(file, JSON.stringify({ gpu: { allocation: "claim", ...gpu } }));
        return ofKind(await render({ folder, release: "r".repeat(53), files: [file], scenario: "dra" }), "ResourceClaimTemplate").map(({ metadata }) => metadata.name);
      };
      const all = [...await namesOf({}), ...await namesOf({ count: 2 }), ...await namesOf({ selectors: ["device.driver == 'gpu'"] }), ...await namesOf({ deviceClassName: "mine" })];
      return new Set(all).size === 12 && all.every((name) => name.length <= 63) ? [] : [all.join(", ")];
    } finally {
      await rm(scratch, { recursive: true });
    }
  },

  "labels tell chart, version and owner": async (folder = chart) => {
    const [{ metadata }] = ofKind(await render({ folder }), "Deployment").filter((manifest) => component(manifest) === "text");
    const labels = metadata.labels;
    return /^mmei-\d+\.\d+\.\d+$/.test(labels["helm.sh/chart"]) && labels["app.kubernetes.io/managed-by"] === "Helm"
      && labels["app.kubernetes.io/version"] === "0.1.0" && labels["app.kubernetes.io/name"] === "mmei" ? [] : [JSON.stringify(labels)];
  },
};
