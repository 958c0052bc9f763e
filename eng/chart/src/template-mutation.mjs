import { createHash } from "node:crypto";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { corpus, refusalProblems } from "./bad-values.mjs";
import { render } from "./helm.mjs";
import { naming } from "./naming.mjs";
import { chart, scenarios } from "./paths.mjs";
import { checksOf, notices } from "./rendering.mjs";
import { typeProblems } from "./types.mjs";

/** So many mutants that helm can read are tried in each run, unless others are asked for. */
const Sampled = 100;

/** What must be noticed of them, in percent. */
export const LeastScore = 95;

/** Changes of a line that keep it a line of its kind; the first that applies is made. Another indentation of the same data is no change. */
const changes = [
  [/^(\s*\{\{-? (?:else )?if )(.*?)( -?\}\}.*)$/, (_, start, condition, end) => `${start}not (${condition})${end}`],
  [/\b(true|false)\b(?!.*\b(true|false)\b)/, (word) => (word === "true" ? "false" : "true")],
  [/(?<=[\s:])(?<!nindent )\d+(?=\s*(?:\}|,|$))/, (number) => String(Number(number) + 1)],
  [/(?<=: )[A-Za-z/][\w./-]*$/, (word) => `${word}x`],
  [/(?<=: )[A-Za-z/][\w./-]*(?=,| \})/, (word) => `${word}x`],
  [/(?<=")[A-Za-z][\w./-]*(?=")/, (word) => `${word}x`],
  [/(?<=\$?\.Values\.)([\w.]+)\.(\w+)/, (_, path, key) => `${path}.${key}x`],
];

const isComment = (line) => /^\s*(#|$)/.test(line) || /^\{\{\/?-? ?\/\*|^(\{\{|\*\/)/.test(line) && line.includes("/*") || /\*\/\s*-?\}\}\s*$/.test(line);

/** Every mutant of a template: its text with one line deleted or changed. Comments are none, and neither are blank lines. */
function mutantsOf(path, text) {
  const lines = text.split("\n");
  let isInside = false;
  return lines.flatMap((line, index) => {
    const opens = line.includes("/*");
    const skipped = isInside || isComment(line);
    isInside = (isInside || opens) && !line.includes("*/");
    if (skipped) return [];
    const changed = changes.map(([pattern, change]) => line.replace(pattern, change)).find((result) => result !== line);
    return [["deleted", undefined], ["changed", changed]].filter(([kind, result]) => kind === "deleted" || result !== undefined).map(([kind, result]) => ({
      path, line: index + 1, kind, shown: (result ?? line).trim(),
      text: [...lines.slice(0, index), ...(result === undefined ? [] : [result]), ...lines.slice(index + 1)].join("\n"),
    }));
  });
}

/** All in an order of chance that is the same for the same templates: another whenever the chart changes. */
function shuffled(all) {
  const keyed = all.map((mutant) => [createHash("sha256").update(`${all.length}:${mutant.path}:${mutant.text}`).digest("hex"), mutant]);
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mutant]) => mutant);
}

const isUnreadable = (error) => /parse error at|unexpected EOF|unexpected \{\{end\}\}/.test(error.message);

/** What a mutant in a folder comes to: `noticed`, `unreadable` (helm does not take it for a template), or its renderings. */
async function judge(folder, names, values) {
  const renderings = {};
  for (const name of names) {
    try {
      renderings[name] = await render({ folder, files: [join(scenarios, `${name}-values.yaml`)], scenario: name });
    } catch (error) {
      return isUnreadable(error) ? "unreadable" : "noticed";
    }
    for (const [, check] of checksOf(name, renderings[name], values[name])) if (await notices(check)) return "noticed";
  }
  for (const check of Object.values(naming)) if (await notices(() => check(folder))) return "noticed";
  for (const entry of (await corpus()).filter(({ template }) => template)) if ((await refusalProblems(entry, folder)).length > 0) return "noticed";
  return renderings;
}

/**
 * Deletes or changes single lines of the templates, and asks the checks of this folder whether they notice.
 * @param {string | undefined} which `all`, a template's path, or nothing for a sample
 * @returns {Promise<{ tried: number, noticed: number, unreadable: number, of: number, score: number, survivors: string[] }>}
 */
export async function mutateTemplates(names, values, which) {
  const templates = join(chart, "templates");
  const paths = (await readdir(templates, { recursive: true })).filter((path) => /\.(yaml|tpl)$/.test(path)).sort();
  const every = (await Promise.all(paths.map(async (path) => mutantsOf(path, await readFile(join(templates, path), "utf8"))))).flat();
  const pending = which ? every.filter(({ path }) => which === "all" || path === which) : shuffled(every);
  const most = which ? every.length : Sampled;
  const counts = { noticed: 0, unreadable: 0 };
  const alive = [];

  const worker = async () => {
    const folder = await mkdtemp(join(tmpdir(), "mmei-chart-"));
    try {
      await cp(chart, folder, { recursive: true });
      for (let mutant = pending.shift(); mutant && counts.noticed + alive.length < most; mutant = pending.shift()) {
        const file = join(folder, "templates", mutant.path);
        const good = await readFile(file, "utf8");
        await writeFile(file, mutant.text);
        const verdict = await judge(folder, names, values);
        await writeFile(file, good);
        if (typeof verdict === "string") counts[verdict] += 1;
        else alive.push({ ...mutant, renderings: verdict });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));

  const survivors = await withoutTypeErrors(alive);
  const noticed = counts.noticed + alive.length - survivors.length;
  const tried = noticed + survivors.length;
  return {
    tried, noticed, unreadable: counts.unreadable, of: every.length, score: tried === 0 ? 100 : (100 * noticed) / tried,
    survivors: survivors.map(({ path, line, kind, shown }) => `${path}:${line} ${kind}: ${shown}`),
  };
}

/** Fields that a type does not have, which only the compiler sees; one compilation for all. */
async function withoutTypeErrors(alive) {
  if (alive.length === 0) return [];
  const named = Object.fromEntries(alive.flatMap(({ renderings }, index) =>
    Object.entries(renderings).map(([name, manifests]) => [`mutant-${index}-${name}`, manifests])));
  const problems = await typeProblems(named);
  return alive.filter((_, index) => !Object.entries(problems).some(([name, found]) => name.startsWith(`mutant-${index}-`) && found.length > 0));
}
