import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { assertions } from "./assertions.mjs";
import { corpus, refusalProblems } from "./bad-values.mjs";
import { expectations } from "./expectations.mjs";
import { helm, render } from "./helm.mjs";
import { monitoring } from "./monitoring.mjs";
import { mutations } from "./mutations.mjs";
import { chart, newerHelmBinary, scenarios } from "./paths.mjs";
import { naming } from "./naming.mjs";
import { notes } from "./notes.mjs";
import { checksOf, notices } from "./rendering.mjs";
import { Report } from "./report.mjs";
import { sourceChecks } from "./sources.mjs";
import { LeastScore, mutateTemplates } from "./template-mutation.mjs";
import { schemaProblems, typeProblems } from "./types.mjs";
import { upgradeChecks, upgradeFaults, versions } from "./upgrade.mjs";
import { valuesOf } from "./values.mjs";
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
    [`${name}: render`, async () => { rendered[name] = await render({ files: [file], scenario: name }); }],
  ];
}));

if (names.some((name) => !(name in rendered))) finish();

await report.runAll(names.map((name) => [`${name}: the same by a newer helm`, async () => {
  const newer = await render({ files: [join(scenarios, `${name}-values.yaml`)], scenario: name, binary: newerHelmBinary });
  return isDeepStrictEqual(newer, rendered[name]) ? [] : ["its manifests differ"];
}]));

// One compilation for all, as the compiler's start costs more than the manifests; the last one is broken on purpose.
const types = await typeProblems({ ...rendered, broken: withUnknownField(rendered.default) });
const values = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await valuesOf(name)])));
for (const name of names) {
  report.add(`${name}: type of every manifest (${rendered[name].length})`, types[name]);
  for (const [text, check] of checksOf(name, rendered[name], values[name])) await report.run(`${name}: ${text}`, check);
}

for (const [text, assertion] of Object.entries(assertions)) {
  const faults = mutations[text] ?? [];
  report.add(`fault corpus: some fault for '${text}'`, faults.length > 0 ? [] : ["none"]);
  for (const [index, fault] of faults.entries()) {
    await report.run(`fault corpus: '${text}' notices fault ${index + 1} (${fault.toString().replace(/^\(m\) => /, "")})`, async () => {
      const broken = structuredClone(rendered.default);
      fault(broken);
      return (await notices(() => assertion(broken, values.default))) ? [] : ["passed unnoticed"];
    });
  }
}

function withUnknownField(manifests) {
  const broken = structuredClone(manifests);
  broken.find((manifest) => manifest.kind === "Deployment").spec.template.spec.containers[0].livenessProb = {};
  return broken;
}

report.add("type check notices an unknown field", types.broken.length > 0 ? [] : ["passed unnoticed"]);
await report.run("schema check notices a wrong type", async () => {
  const broken = structuredClone(rendered.default.find((manifest) => manifest.kind === "Deployment"));
  broken.spec.template.spec.terminationGracePeriodSeconds = "40";
  return (await schemaProblems(broken)).length > 0 ? [] : ["passed unnoticed"];
});

await report.runAll((await corpus()).map((entry) => [`refused: ${entry.name}`, () => refusalProblems(entry)]));

await report.runAll([...(await versions()).flatMap((version) => upgradeChecks(version)), ...upgradeFaults(rendered.default)]);
await report.runAll(Object.entries({ ...naming, ...notes, ...monitoring }).map(([text, check]) => [text, () => check()]));
await report.run("a Kubernetes that is too old is refused", async () => {
  const error = await render({ version: "1.29.0" }).then(() => undefined, (refusal) => refusal);
  return error?.message.includes("kubeVersion") ? [] : [error?.message ?? "accepted"];
});
await report.run("README.md documents every value", docsProblems);
await report.runAll(Object.entries(sourceChecks).map(([name, check]) => [name, () => check(rendered.default)]));

if (report.failed === 0) {
  const mutation = await mutateTemplates(names, values, process.argv[process.argv.indexOf("--mutants") + 1 || process.argv.length]);
  const { score, noticed, tried, of } = mutation;
  report.add(`of ${tried} template lines deleted or changed (of ${of}) ${noticed} are noticed: ${score.toFixed(1)} %, at least ${LeastScore}`,
    score >= LeastScore ? [] : mutation.survivors);
  for (const survivor of mutation.survivors) process.stderr.write(`unnoticed ${survivor}\n`);
}

finish();

/** Prints the report and ends the run: further checks need every rendering. */
function finish() {
  report.print(process.argv.includes("--json"));
  process.exit(report.failed === 0 ? 0 : 1);
}
