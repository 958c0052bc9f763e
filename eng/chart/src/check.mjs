import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { assertions } from "./assertions.mjs";
import { corpus, refusalProblems } from "./bad-values.mjs";
import { expectations } from "./expectations.mjs";
import { helm, render } from "./helm.mjs";
import { mutations } from "./mutations.mjs";
import { chart, scenarios } from "./paths.mjs";
import { Report } from "./report.mjs";
import { sourceChecks } from "./sources.mjs";
import { schemaProblems, typeProblems } from "./types.mjs";
import { docsProblems, writeDocs } from "./values-docs.mjs";

if (process.argv.includes("--write-docs")) {
  await writeDocs();
  process.exit(0);
}

const report = new Report();
const files = (await readdir(scenarios)).filter((file) => file.endsWith("-values.yaml")).sort();
const names = files.map((file) => file.replace(/-values\.yaml$/, ""));
report.add("every scenario has expectations, and the other way round",
  [...names.filter((name) => !(name in expectations)), ...Object.keys(expectations).filter((name) => !names.includes(name))]);

const rendered = {};
for (const name of names) {
  const file = join(scenarios, `${name}-values.yaml`);
  await report.run(`${name}: lint`, async () => { await helm("lint", chart, "--strict", "--values", file); });
  await report.run(`${name}: render`, async () => { rendered[name] = await render({ files: [file] }); });
}

const types = await typeProblems(rendered);
for (const [name, manifests] of Object.entries(rendered)) {
  report.add(`${name}: schema of every manifest (${manifests.length})`, (await Promise.all(manifests.map(schemaProblems))).flat());
  report.add(`${name}: type of every manifest (${manifests.length})`, types[name]);
  for (const [text, assertion] of Object.entries(assertions)) await report.run(`${name}: ${text}`, () => assertion(manifests));
  for (const [text, holds] of Object.entries(expectations[name] ?? {})) await report.run(`${name}: ${text}`, () => holds(manifests) ? [] : ["does not hold"]);
}

for (const [text, assertion] of Object.entries(assertions)) {
  const faults = mutations[text] ?? [];
  report.add(`fault corpus: some fault for '${text}'`, faults.length > 0 ? [] : ["none"]);
  for (const [index, fault] of faults.entries()) {
    await report.run(`fault corpus: '${text}' notices fault ${index + 1} (${fault.toString().replace(/^\(m\) => /, "")})`, () => {
      const broken = structuredClone(rendered.default);
      fault(broken);
      return noticed(assertion, broken) ? [] : ["passed unnoticed"];
    });
  }
}

function noticed(assertion, manifests) {
  try {
    return assertion(manifests).length > 0;
  } catch {
    // An assertion that cannot even read the manifests has noticed as well: the run reports its exception as a failure.
    return true;
  }
}

await report.run("type check notices an unknown field", async () => {
  const broken = structuredClone(rendered.default);
  broken.find((manifest) => manifest.kind === "Deployment").spec.template.spec.containers[0].livenessProb = {};
  return (await typeProblems({ broken })).broken.length > 0 ? [] : ["passed unnoticed"];
});
await report.run("schema check notices a wrong type", async () => {
  const broken = structuredClone(rendered.default.find((manifest) => manifest.kind === "Deployment"));
  broken.spec.template.spec.terminationGracePeriodSeconds = "40";
  return (await schemaProblems(broken)).length > 0 ? [] : ["passed unnoticed"];
});

for (const entry of await corpus()) await report.run(`refused: ${entry.name}`, () => refusalProblems(entry));

await report.run("a release name without the chart's is put before it", async () =>
  (await render({ release: "shop" })).every((manifest) => manifest.metadata.name.startsWith("shop-mmei")) ? [] : ["another name"]);
await report.run("the longest release name still gives valid names", async () => {
  const manifests = await render({ release: "r".repeat(53) });
  return [...assertions["names and standard labels"](manifests), ...assertions["selectors pick exactly their own pods"](manifests)];
});
await report.run("a Kubernetes that is too old is refused", async () => {
  const error = await render({ version: "1.29.0" }).then(() => undefined, (refusal) => refusal);
  return error?.message.includes("kubeVersion") ? [] : [error?.message ?? "accepted"];
});
await report.run("README.md documents every value", docsProblems);
for (const [name, check] of Object.entries(sourceChecks)) await report.run(name, () => check(rendered.default));

report.print(process.argv.includes("--json"));
process.exitCode = report.failed === 0 ? 0 : 1;
