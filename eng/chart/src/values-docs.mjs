import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, parseDocument } from "yaml";
import { chart } from "./paths.mjs";

const readme = join(chart, "README.md");
const [start, end] = ["<!-- values: start -->", "<!-- values: end -->"];

/** Rows of the table of values: each key that a "# --" comment documents. */
async function rows() {
  const document = parseDocument(await readFile(join(chart, "values.yaml"), "utf8"));
  const found = [];
  const undocumented = [];
  const visit = (map, path) => {
    for (const { key, value } of map.items) {
      const name = [...path, key.value];
      // The parser hands a map's leading comment to the map when it stands before its first key.
      const comment = key.commentBefore ?? (map.items[0].key === key ? map.commentBefore : undefined);
      const text = comment?.split("\n").map((line) => line.trim()).filter((line) => line.startsWith("-- ")).map((line) => line.slice(3)).join(" ");
      if (text) found.push({ name: name.join("."), text, value: JSON.stringify(value.toJS(document)) });
      else if (isMap(value)) visit(value, name);
      else undocumented.push(name.join("."));
    }
  };
  visit(document.contents, []);
  return { found, undocumented };
}

const table = (found) => ["| value | default | meaning |", "|---|---|---|",
  ...found.map(({ name, value, text }) => `| \`${name}\` | \`${value.replaceAll("|", "\\|")}\` | ${text.replaceAll("|", "\\|")} |`)].join("\n");

async function expected() {
  const text = await readFile(readme, "utf8");
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`README.md lacks ${start} or ${end}`);
  const { found, undocumented } = await rows();
  return { text, wanted: `${text.slice(0, from + start.length)}\n${table(found)}\n${text.slice(to)}`, undocumented };
}

export async function writeDocs() {
  await writeFile(readme, (await expected()).wanted);
}

export async function docsProblems() {
  const { text, wanted, undocumented } = await expected();
  return [
    ...undocumented.map((name) => `values.yaml: ${name} has no "# --" comment`),
    ...(text === wanted ? [] : ["README.md differs from values.yaml: run eng/scripts/chart.sh --write-docs"]),
  ];
}
