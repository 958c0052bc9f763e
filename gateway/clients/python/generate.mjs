// Writes mmei_client/api.py, the types of the API, and mmei_client/calls.py, its calls, from its description; `--check` says instead whether
// they are what is written there.
import { readFile, writeFile } from "node:fs/promises";
import { InputData, JSONSchemaInput, quicktype } from "quicktype-core";
import { callsOf } from "./calls.mjs";
import { definitionsOf } from "./definitions.mjs";

const head = "# Generated from the description of the API by generate.mjs: not to be edited.\n# flake8: noqa\n# isort: skip_file\n# fmt: off\n";
const description = JSON.parse(await readFile(new URL("../../Mmei.Gateway/openapi/v1.json", import.meta.url), "utf8"));

const files = { "api.py": await types(), "calls.py": callsOf(description) };
for (const [name, text] of Object.entries(files)) {
  const file = new URL(`mmei_client/${name}`, import.meta.url);
  if (!process.argv.includes("--check")) {
    await writeFile(file, head + text);
  } else if ((await readFile(file, "utf8")) !== head + text) {
    console.error(`mmei_client/${name} is not what the API's description says: npm run generate.`);
    process.exitCode = 1;
  }
}

async function types() {
  const definitions = definitionsOf(description.components.schemas);

  // Of several roots each would get copies of what they share; of one with all of them as its members none has a copy.
  const root = "Everything";
  const properties = Object.fromEntries(Object.keys(definitions).map((name) => [name, { $ref: `#/definitions/${name}` }]));
  const schema = new JSONSchemaInput(undefined);
  await schema.addSource({ name: root, schema: JSON.stringify({ title: root, type: "object", properties, definitions }) });
  const inputData = new InputData();
  inputData.addInput(schema);
  const { lines } = await quicktype({ inputData, lang: "python", rendererOptions: { "python-version": "3.7" } });
  const text = lines.join("\n");
  return `${text.slice(0, text.indexOf(`@dataclass\nclass ${root}:`)).trimEnd()}\n`;
}
