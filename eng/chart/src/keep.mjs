import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { kept } from "./identity.mjs";
import { chart, released } from "./paths.mjs";

/** Keeps a version of the chart for the upgrade checks of those after it: `node keep.mjs [FOLDER]`, by default the chart as it is. */
const { version, values, scenarios, objects } = await kept(process.argv[2] ?? chart);
const folder = join(released, version);
const lines = (map) => `{\n${Object.entries(map).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n")}\n  }`;

await mkdir(folder, { recursive: true });
await writeFile(join(folder, "values.yaml"), values);
await writeFile(join(folder, "scenarios.yaml"), stringify(scenarios, { lineWidth: 0, version: "1.1" }));
await writeFile(join(folder, "objects.json"), `{\n${Object.entries(objects).map(([name, map]) => `  ${JSON.stringify(name)}: ${lines(map)}`).join(",\n")}\n}\n`);
process.stdout.write(`${folder}\n`);
