import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ort from 'onnxruntime-node';

/** A model's manifest, its session, and for an encoder run(feeds): the tokens of the one input, those that are valid. */
export async function openModel(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const session = await ort.InferenceSession.create(join(folder, manifest.model.file));
  const run = async (feeds) => {
    const { tokens, token_counts: counts } = await session.run(feeds, ['tokens', 'token_counts']);
    return tokens.data.subarray(0, Number(counts.data[0]) * tokens.dims[2]);
  };
  return { folder, manifest, session, run };
}
