import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { render } from "./helm.mjs";
import { tools } from "./paths.mjs";

/** The corpus of bad-values.yaml. */
export const corpus = async () => parse(await readFile(join(tools, "bad-values.yaml"), "utf8"), { merge: true });

/** Problems with how one bad value is refused: that it is not, or that the message does not say why. */
export async function refusalProblems({ values, message }, chartFolder) {
  const folder = await mkdtemp(join(tmpdir(), "mmei-values-"));
  try {
    const file = join(folder, "values.yaml");
    await writeFile(file, stringify(values));
    await render({ files: [file], folder: chartFolder });
    return [`accepted: ${JSON.stringify(values)}`];
  } catch (error) {
    return error.message.includes(message) ? [] : [`refused, but the message does not contain '${message}':\n${error.message}`];
  } finally {
    await rm(folder, { recursive: true });
  }
}
