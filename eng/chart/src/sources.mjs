import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import * as architecture from "./architecture.mjs";
import { component, env, workloads } from "./manifests.mjs";
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

/** Where each service's project and Dockerfile are. */
const projects = {
  gateway: "gateway/Mmei.Gateway",
  vision: "services/encoders/Mmei.Encoders.Vision",
  audio: "services/encoders/Mmei.Encoders.Audio",
  text: "services/encoders/Mmei.Encoders.Text",
  fusion: "services/fusion/Mmei.Fusion",
  ranking: "services/ranking/Mmei.Ranking",
  feedback: "services/feedback/Mmei.Feedback",
};

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

export function dockerfileProblems(name, text) {
  const problems = [];
  const demand = (holds, problem) => { if (!holds) problems.push(`${name}: ${problem}`); };
  const all = instructions(text);
  const stages = Math.max(...all.map((line) => line.stage));
  const last = all.filter((line) => line.stage === stages);
  const assembly = projects[name].split("/").at(-1);

  demand(stages > 1, "a single stage ships the SDK");
  demand(all.filter((line) => line.word === "FROM").every((line) => /^\$\{[A-Z_]+\}|^(build|natives)\b/.test(line.rest)), "a base image is fixed");
  demand(all.some((line) => line.word === "ARG" && line.rest === "PACKAGE_SET=full"), "the default package set is not full");
  demand(all.some((line) => line.word === "RUN" && line.rest.includes("-p:PackageSet=${PACKAGE_SET}") && line.rest.includes(`${projects[name]}/${assembly}.csproj`)), "does not publish its own project with the package set");
  demand(/^[1-9][0-9]*:[1-9][0-9]*$/.test(last.findLast((line) => line.word === "USER")?.rest ?? ""), "the user is root or not a number");
  demand(last.at(-1)?.word === "ENTRYPOINT" && last.at(-1).rest === JSON.stringify(["dotnet", `${assembly}.dll`]).replace(",", ", "), "the entry point is not the service itself");
  demand(last.some((line) => line.word === "COPY" && line.rest.includes("/models/")) === architecture.withModels.includes(name), "models are copied where they are not used, or not where they are");
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
    const names = new Set(workloads(manifests).flatMap((manifest) => Object.keys(env(manifest.spec.template.spec))).filter((name) => name.includes("__")));
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

  ...Object.fromEntries(Object.entries(projects).map(([name, folder]) =>
    [`Dockerfile of ${name}`, async () => dockerfileProblems(name, await read(`${folder}/Dockerfile`))])),

  "Dockerfile check notices faults": async () => {
    const good = await read(`${projects.text}/Dockerfile`);
    const faults = {
      "root user": good.replace(/^USER .*$/m, "USER 0:0"),
      "no user": good.replace(/^USER .*$/m, ""),
      "portable by default": good.replace("PACKAGE_SET=full", "PACKAGE_SET=portable"),
      "fixed base": good.replace(/^FROM \$\{RUNTIME_IMAGE\}/m, "FROM debian"),
      "shell entry point": good.replace(/^ENTRYPOINT .*$/m, "ENTRYPOINT dotnet Mmei.Encoders.Text.dll"),
      "no models": good.replace(/^COPY .*\/models\/.*$/gm, ""),
      "another project": good.replaceAll("Mmei.Encoders.Text", "Mmei.Encoders.Audio"),
    };
    return Object.entries(faults).filter(([, text]) => dockerfileProblems("text", text).length === 0).map(([fault]) => `${fault}: passed unnoticed`);
  },

  "Tiltfile parses and is formatted": async () => {
    try {
      await promisify(execFile)(buildifier, ["--type=default", "--mode=diff", "--diff_command=diff -u", "--lint=warn", "--warnings=-module-docstring,-function-docstring", join(root, "tilt/Tiltfile")]);
      return [];
    } catch (error) {
      return [(error.stdout + error.stderr).trim()];
    }
  },

  "Tiltfile builds every image of the chart": async (manifests) => {
    const tiltfile = await read("tilt/Tiltfile");
    const problems = [];
    for (const manifest of workloads(manifests)) {
      const name = component(manifest);
      const [repository] = manifest.spec.template.spec.containers[0].image.split(":");
      if (!tiltfile.includes(`"${repository}"`)) problems.push(`${name}: image ${repository} is not built`);
      if (!tiltfile.includes(`"${projects[name]}"`)) problems.push(`${name}: project ${projects[name]} is not named`);
    }
    return problems;
  },
};
