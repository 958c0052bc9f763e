// Writes src/api.ts, the types of the API, from its description; `--check` says instead whether they are what is written there.
import { readFile, writeFile } from "node:fs/promises";
import openapiTypes, { astToString, COMMENT_HEADER } from "openapi-typescript";

const description = JSON.parse(await readFile(new URL("../../Mmei.Gateway/openapi/v1.json", import.meta.url), "utf8"));
const file = new URL("src/api.ts", import.meta.url);

// "At least one of these members" has no type here: the generator would take each alternative for anything at all, and the whole with it.
for (const schema of Object.values(description.components.schemas)) {
  if (schema.properties && schema.anyOf?.every((alternative) => Object.keys(alternative).join() === "required")) {
    delete schema.anyOf;
  }
}

// A default is the platform's to fill in, so the member stays optional.
const types = COMMENT_HEADER + astToString(await openapiTypes(description, { defaultNonNullable: false }));
if (!process.argv.includes("--check")) {
  await writeFile(file, types);
} else if ((await readFile(file, "utf8")) !== types) {
  console.error("src/api.ts is not what the API's description says: npm run generate.");
  process.exitCode = 1;
}
