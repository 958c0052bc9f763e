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
await report.runAll(names.flatMap((name) => {
  const file = join(scenarios, `${name}-values.yaml`);
  return [
    [`${name}: lint`, async () => { await helm("lint", chart, "--strict", "--values", file); }],
    [`${name}: render`, async () => { rendered[name] = await render({ files: [file] }); }],
  ];
}));

if (names.some((name) => !(name in rendered))) finish();

// One compilation for all, as the compiler's start costs more than the manifests; the last one is broken on purpose.
const types = await typeProblems({ ...rendered, broken: withUnknownField(rendered.default) });
for (const name of names) {
  const manifests = rendered[name];
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

function withUnknownField(manifests) {
  const broken = structuredClone(manifests);
  broken.find((manifest) => manifest.kind === "Deployment").spec.template.spec.containers[0].livenessProb = {};
  return broken;
}

function noticed(assertion, manifests) {
  try {
    return assertion(manifests).length > 0;
  } catch {
    // An assertion that cannot even read the manifests has noticed as well: the run reports its exception as a failure.
    return true;
  }
}

report.add("type check notices an unknown field", types.broken.length > 0 ? [] : ["passed unnoticed"]);
await report.run("schema check notices a wrong type", async () => {
  const broken = structuredClone(rendered.default.find((manifest) => manifest.kind === "Deployment"));
  broken.spec.template.spec.terminationGracePeriodSeconds = "40";
  return (await schemaProblems(broken)).length > 0 ? [] : ["passed unnoticed"];
});

await report.runAll((await corpus()).map((entry) => [`refused: ${entry.name}`, () => refusalProblems(entry)]));

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
await report.runAll(Object.entries(sourceChecks).map(([name, check]) => [name, () => check(rendered.default)]));

finish();

/** Prints the report and ends the run: further checks need every rendering. */
function finish() {
  report.print(process.argv.includes("--json"));
  process.exit(report.failed === 0 ? 0 : 1);
}
