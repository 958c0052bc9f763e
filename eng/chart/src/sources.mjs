import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as architecture from "./architecture.mjs";
import { env, secrets, workload, workloads } from "./manifests.mjs";
import { buildifier, root } from "./paths.mjs";

const read = (path) => readFile(join(root, path), "utf8");

/** Settings by configuration section: the properties of every options class, of its base class, and of the classes in its folder that it may nest. */
async function declaredSections() {
  const files = new Map();
  for (const top of ["gateway", "services"]) {
    for (const path of (await readdir(join(root, top), { recursive: true })).filter((file) => file.endsWith(".cs") && !/(^|\/)(bin|obj)\//.test(file))) {
      files.set(join(top, path), await read(join(top, path)));
    }
  }
  const sections = new Map();
  for (const [path, source] of files) {
    for (const [, section] of source.matchAll(/const string Section = "([^"]+)"/g)) {
      const bases = [...source.matchAll(/class \w+ : (\w+)/g)].map((match) => match[1]);
      const related = [...files].filter(([other, text]) => dirname(other) === dirname(path) || bases.some((base) => new RegExp(`class ${base}\\b`).test(text)));
      const properties = related.flatMap(([, text]) => [...text.matchAll(/public (?:required )?[\w<>?]+ (\w+) \{ get/g)].map((match) => match[1]));
      sections.set(section, new Set([...(sections.get(section) ?? []), ...properties]));
    }
  }
  return sections;
}

/** The section that a setting's name begins with, the longest one where several do, and what it names in there. */
function placed(name, sections) {
  const parts = name.split("__").filter((part) => !/^\d+$/.test(part));
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const section = parts.slice(0, length).join(":");
    if (sections.has(section)) return { section, path: parts.slice(length) };
  }
  return { section: undefined, path: parts };
}

const settingsOf = (pod) => [...Object.keys(env(pod)), ...Object.keys(secrets(pod))];

/** Each instruction of a Dockerfile, continuation lines joined, by stage. */
function instructions(text) {
  const lines = text.replace(/\\\n\s*/g, " ").split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  let stage = 0;
  return lines.map((line) => {
    const [, word, rest] = /^(\S+)\s+(.*)$/.exec(line) ?? [undefined, line, ""];
    if (word === "FROM") stage += 1;
    return { stage, word, rest };
  });
}

export function dockerfileProblems(text) {
  const problems = [];
  const demand = (holds, problem) => { if (!holds) problems.push(problem); };
  const all = instructions(text);
  const stages = Math.max(...all.map((line) => line.stage));
  const last = all.filter((line) => line.stage === stages);
  const environment = last.filter((line) => line.word === "ENV").map((line) => line.rest).join(" ");

  demand(stages > 1, "a single stage ships the SDK");
  demand(all.filter((line) => line.word === "FROM").every((line) => /^\$\{[A-Z_]+\}/.test(line.rest)), "a base image is fixed");
  demand(all.some((line) => line.word === "ARG" && line.rest === "ONNX_RUNTIME=cpu"), "the default is not an image that runs everywhere");
  demand(/^[1-9][0-9]*:[1-9][0-9]*$/.test(last.findLast((line) => line.word === "USER")?.rest ?? ""), "the user is root or not a number");
  demand(last.at(-1)?.word === "ENTRYPOINT" && last.at(-1).rest === '["/app/service"]', "the entry point is not the service itself");
  demand(/\bORT_DISABLE_TELEMETRY=1\b/.test(environment) && /\bDOTNET_CLI_TELEMETRY_OPTOUT=1\b/.test(environment), "the image calls home");
  demand(!/^(ADD|VOLUME|HEALTHCHECK)$/m.test(all.map((line) => line.word).join("\n")), "uses ADD, VOLUME or HEALTHCHECK");
  demand(!all.some((line) => ["ENV", "ARG"].includes(line.word) && /password|secret|token/i.test(line.rest)), "a secret in ENV or ARG");
  return problems;
}

/** Checks of files beside the chart; each takes the default rendering and returns its problems. */
export const sourceChecks = {
  "queue names are those the code declares": async () => {
    const source = await read("services/shared/Mmei.Messaging/Queues.cs");
    const declared = [...source.matchAll(/const string \w+ = "([^"]+)"/g)].map((match) => match[1]);
    const watched = Object.values(architecture.queues).flat();
    const encode = declared.filter((queue) => queue.startsWith("mmei.encode-"));
    return [
      ...watched.filter((queue) => !declared.includes(queue)).map((queue) => `${queue} is scaled by but not declared`),
      ...encode.filter((queue) => !watched.includes(queue)).map((queue) => `${queue} is declared but no encoder is scaled by it`),
      ...(declared.length === 0 ? ["no queue found in Queues.cs"] : []),
    ];
  },

  "settings names are those the code reads": async (manifests) => {
    const sections = await declaredSections();
    const names = new Set(workloads(manifests).flatMap((manifest) => settingsOf(manifest.spec.template.spec)).filter((name) => name.includes("__")));
    return [...names].flatMap((name) => {
      const { section, path } = placed(name, sections);
      if (!section) return [`${name}: no options class declares its section`];
      return path.filter((property) => !sections.get(section).has(property)).map((property) => `${name}: ${section} has no ${property}`);
    });
  },

  "settings check notices a wrong name": async (manifests) => {
    const broken = structuredClone(manifests);
    broken.find((manifest) => manifest.kind === "Deployment").spec.template.spec.containers[0].env.push({ name: "Bus__Hostname", value: "x" });
    const problems = await sourceChecks["settings names are those the code reads"](broken);
    return problems.includes("Bus__Hostname: Bus has no Hostname") ? [] : ["passed unnoticed"];
  },

  "facts of the services are true": async (manifests) => {
    const problems = [];
    const lines = (await read("charts/mmei/files/services.json")).split("\n").slice(1, -2);
    if (!lines.every((line) => /^  "[a-z]+": \{.*\},?$/.test(line))) problems.push("services.json: not one service to a line, as scripts read it");
    for (const [name, { project, image, models, calls }] of Object.entries(architecture.facts)) {
      const [repository] = workload(manifests, name).spec.template.spec.containers[0].image.split(":");
      if (repository !== image) problems.push(`${name}: values.yaml names the image ${repository}`);
      if (!existsSync(join(root, project, `${project.split("/").at(-1)}.csproj`))) problems.push(`${name}: no project in ${project}`);
      problems.push(...models.filter((model) => !existsSync(join(root, "models/artifacts", model))).map((model) => `${name}: no model ${model}`));
      problems.push(...calls.filter((callee) => !(callee in architecture.facts)).map((callee) => `${name} calls ${callee}, which is no service`));
    }
    return problems;
  },

  "the chart's appVersion is what the programs say": async () => {
    const [, app] = /^appVersion: (.*)$/m.exec(await read("charts/mmei/Chart.yaml"));
    const [, programs] = /<InformationalVersion>(.*)<\/InformationalVersion>/.exec(await read("Directory.Build.props"));
    return app === programs ? [] : [`${app} in Chart.yaml, ${programs} in Directory.Build.props`];
  },

  "Dockerfile": async () => dockerfileProblems(await read("eng/Dockerfile")),

  "Dockerfile check notices faults": async () => {
    const good = await read("eng/Dockerfile");
    const faults = {
      "root user": good.replace(/^USER .*$/m, "USER 0:0"),
      "no user": good.replace(/^USER .*$/m, ""),
      "a GPU by default": good.replace("ONNX_RUNTIME=cpu", "ONNX_RUNTIME=gpu"),
      "fixed base": good.replace(/^FROM \$\{RUNTIME_IMAGE\}/m, "FROM debian"),
      "shell entry point": good.replace(/^ENTRYPOINT .*$/m, "ENTRYPOINT /app/service"),
      "ONNX Runtime's telemetry": good.replace("ORT_DISABLE_TELEMETRY=1", ""),
    };
    return Object.entries(faults).filter(([, text]) => dockerfileProblems(text).length === 0).map(([fault]) => `${fault}: passed unnoticed`);
  },

  "Tiltfile parses and is formatted": async () => {
    try {
      await promisify(execFile)(buildifier, ["--type=default", "--mode=diff", "--diff_command=diff -u", "--lint=warn", "--warnings=-module-docstring,-function-docstring", join(root, "tilt/Tiltfile")]);
      return [];
    } catch (error) {
      return [(error.stdout + error.stderr).trim()];
    }
  },
};
