import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import { chart, helmBinary, kubeVersionOf } from "./paths.mjs";

const execute = promisify(execFile);

/** Runs helm; rejects with what it printed. */
export const helm = (...args) => run(helmBinary, args);

async function run(binary, args) {
  try {
    const { stdout, stderr } = await execute(binary, args, { maxBuffer: 64 << 20 });
    return { stdout, stderr };
  } catch (error) {
    throw new Error(`helm ${args[0]}: ${(error.stderr || error.stdout || error.message).trim()}`);
  }
}

/** Renders the chart, for the oldest Kubernetes of a scenario, and returns its manifests. Throws helm's message when the values are refused. */
export async function render({ files = [], release = "mmei", scenario, version = kubeVersionOf(scenario), folder = chart, binary = helmBinary } = {}) {
  const values = files.flatMap((file) => ["--values", file]);
  const { stdout } = await run(binary, ["template", release, folder, "--kube-version", version, ...values]);
  return parseManifests(stdout);
}

/** YAML 1.1, as Kubernetes reads it: an unquoted `off` is a boolean there. */
export function parseManifests(text) {
  const documents = parseAllDocuments(text, { version: "1.1", uniqueKeys: true });
  const broken = documents.flatMap((document) => document.errors);
  if (broken.length > 0) throw new Error(`rendered YAML: ${broken.map((error) => error.message).join("; ")}`);
  return documents.map((document) => document.toJS()).filter((manifest) => manifest !== null);
}
