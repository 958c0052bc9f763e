import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { compiler, output, tools } from "./paths.mjs";

const packages = {
  "keda.sh": "@kubernetes-models/keda",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
};

/** The module that models a manifest's kind, for example kubernetes-models/apps/v1. */
function moduleOf({ apiVersion }) {
  const [group] = apiVersion.split("/");
  return `${packages[group] ?? "kubernetes-models"}/${apiVersion}`;
}

/** Validates a manifest against the schema of its kind. Kinds without a model are a problem, not a pass. */
export async function schemaProblems(manifest) {
  const where = `${manifest.kind}/${manifest.metadata?.name}`;
  try {
    const Model = (await import(moduleOf(manifest)))[manifest.kind];
    if (!Model) return [`${where}: no model of ${manifest.apiVersion} ${manifest.kind}`];
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [`${where}: ${error.message}`];
  }
}

/**
 * Compiles every manifest as a constant of its type, which also refuses fields that the type does not have.
 * @param {Record<string, object[]>} scenarios manifests by scenario
 * @returns {Promise<Record<string, string[]>>} problems by scenario
 */
export async function typeProblems(scenarios) {
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const names = Object.keys(scenarios);
  for (const name of names) await writeFile(join(output, `${name}.ts`), source(scenarios[name]));
  await writeFile(join(output, "tsconfig.json"), JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, module: "nodenext", moduleResolution: "nodenext", target: "es2022", skipLibCheck: true, types: [] },
    files: names.map((name) => `${name}.ts`),
  }));

  const problems = Object.fromEntries(names.map((name) => [name, []]));
  try {
    await promisify(execFile)(process.execPath, [compiler, "--project", output, "--pretty", "false"], { cwd: tools, maxBuffer: 16 << 20 });
  } catch (error) {
    const lines = (error.stdout || error.stderr || error.message).trim().split("\n");
    for (const line of lines) {
      const name = names.find((candidate) => line.includes(`${candidate}.ts(`));
      for (const target of name ? [name] : names) problems[target].push(line.trim());
    }
  }
  return problems;
}

function source(manifests) {
  const lines = ["export {};"];
  manifests.forEach((manifest, index) => {
    lines.push(`import type { I${manifest.kind} as T${index} } from "${moduleOf(manifest)}";`);
    lines.push(`const m${index}: T${index} = ${JSON.stringify(manifest)}; // ${manifest.kind}/${manifest.metadata?.name}`, `void m${index};`);
  });
  return lines.join("\n") + "\n";
}
