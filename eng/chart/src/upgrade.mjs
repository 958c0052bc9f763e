import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { render } from "./helm.mjs";
import { identity } from "./identity.mjs";
import { ofKind } from "./manifests.mjs";
import { chart, released } from "./paths.mjs";
import { differences } from "./reach/compare.mjs";
import { isMap, over } from "./values.mjs";

const read = async (...path) => parse(await readFile(join(...path), "utf8"), { version: "1.1" });

/** The versions that are kept, by src/keep.mjs: what they were installed with, what lasts of them, and what is refused of their values now. */
export async function versions() {
  return Promise.all((await readdir(released)).map(async (version) => ({
    version,
    values: await read(released, version, "values.yaml"),
    scenarios: await read(released, version, "scenarios.yaml"),
    objects: JSON.parse(await readFile(join(released, version, "objects.json"), "utf8")),
    refused: await read(released, version, "refused.yaml"),
  })));
}

/** Renders the chart under values; null takes a key out, as it does for helm. */
async function rendered(values, scenario, folder) {
  const scratch = await mkdtemp(join(tmpdir(), "mmei-upgrade-"));
  try {
    const file = join(scratch, "values.yaml");
    await writeFile(file, stringify(withoutNulls(values), { version: "1.1" }));
    return await render({ files: [file], folder, scenario });
  } finally {
    await rm(scratch, { recursive: true });
  }
}

const withoutNulls = (value) => !isMap(value) ? value
  : Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, withoutNulls(inner)]));

/** Whether a refusal names the key of an entry and says what it should. */
const names = ({ key, says }, message) => new RegExp(key.replaceAll(".", "\\.").replaceAll("<name>", "\\w+")).test(message) && message.includes(says);

/** Renders values of before, changed as UPGRADING.md says wherever they are refused; throws a refusal that is not in there. */
async function upgraded(values, refused, scenario, folder) {
  for (let now = values, left = [...refused]; ; ) {
    try {
      return await rendered(now, scenario, folder);
    } catch (error) {
      const entry = left.find((candidate) => names(candidate, error.message));
      if (!entry) throw error;
      left = left.filter((candidate) => candidate !== entry);
      now = over(now, entry.now);
    }
  }
}

/** Keys that values had and have no longer, or with another kind of value in them. */
function gone(before, after, path = []) {
  return Object.entries(before).flatMap(([key, value]) => {
    const here = [...path, key];
    if (!(key in after) || isMap(value) !== isMap(after[key])) return [here.join(".")];
    return isMap(value) && Object.keys(after[key]).length > 0 ? gone(value, after[key], here) : [];
  });
}

/** What differs of what lasts: that an object is gone, or that a field changed which nobody can change. Templates of claims hold nothing, and may go. */
export function identityProblems(before, manifests) {
  const after = identity(manifests);
  return Object.entries(before).flatMap(([name, fields]) => (name in after
    ? differences([[name, after[name], fields]])
    : name.startsWith("ResourceClaimTemplate/") ? [] : [`${name} is gone: its pods, its address or its data would go with it`]));
}

/** Checks of the way from a version that is kept to the chart as it is: [sentence, check] each; a check returns its problems. */
export function upgradeChecks({ version, values, scenarios, objects, refused }, folder = chart) {
  const all = { ...scenarios, "every value written out": values };
  return [
    ...Object.entries(all).map(([name, given]) => [`upgrade from ${version}: ${name}: nothing that lasts is replaced`, async () =>
      identityProblems(objects[name] ?? objects.default, await upgraded(given, refused, name, folder))]),
    ...refused.map((entry) => [`upgrade from ${version}: ${entry.key} is refused by a sentence, and what it says to do is taken`, async () => {
      const refusal = await rendered(entry.was, undefined, folder).then(() => "accepted", (error) => error.message);
      await rendered(over(entry.was, entry.now), undefined, folder);
      return names(entry, refusal) ? [] : [`not '${entry.says}' of ${entry.key}: ${refusal}`];
    }]),
    [`upgrade from ${version}: every key that is gone is refused, and UPGRADING.md names all that is`, async () => {
      const guide = await readFile(join(chart, "UPGRADING.md"), "utf8");
      return [
        ...gone(values, await read(chart, "values.yaml")).filter((key) => !refused.some((entry) => entry.key === key)).map((key) => `${key} is gone, and refused.yaml does not say so`),
        ...refused.filter(({ key }) => !guide.includes(`\`${key}`)).map(({ key }) => `UPGRADING.md does not name ${key}`),
      ];
    }],
  ];
}

/** What the checks of an upgrade must notice: each breaks a rendering in place. */
const faults = {
  "another selector": (m) => { ofKind(m, "Deployment")[0].spec.selector.matchLabels.version = "1"; },
  "a service without its Deployment": (m) => m.splice(m.indexOf(ofKind(m, "Deployment")[0]), 1),
  "another name of a Service": (m) => { ofKind(m, "Service")[0].metadata.name += "-new"; },
  "a Service without an address": (m) => { ofKind(m, "Service")[0].spec.clusterIP = "None"; },
};

/** Checks that the checks above notice what they are for. */
export const upgradeFaults = (manifests) => Object.entries(faults).map(([text, fault]) => [`upgrade check notices ${text}`, () => {
  const broken = structuredClone(manifests);
  fault(broken);
  return identityProblems(identity(manifests), broken).length > 0 ? [] : ["passed unnoticed"];
}]);
