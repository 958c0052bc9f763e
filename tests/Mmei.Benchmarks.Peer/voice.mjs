import ort from 'onnxruntime-node';

/** Leaves of samples [-1..1] at the model's rate what is speech, with a margin; nothing where nobody speaks. */
export function speechFinder({ manifest, session }) {
  const { sampleRate, window, context, threshold, minWindows, marginSeconds } = manifest.preprocessing;
  return async (samples) => {
    const count = Math.max(1, Math.ceil(samples.length / window));
    const padded = new Float32Array(context + count * window);
    padded.set(samples, context);
    const windows = new Float32Array(count * (context + window));
    for (let i = 0; i < count; i++) windows.set(padded.subarray(i * window, (i + 1) * window + context), i * (context + window));
    const { speech } = await session.run({ windows: new ort.Tensor('float32', windows, [count, context + window]) });
    const spoken = [...speech.data.keys()].filter((place) => speech.data[place] >= threshold);
    if (spoken.length < minWindows) return samples.subarray(0, 0);
    const margin = Math.round(marginSeconds * sampleRate);
    const kept = new Uint8Array(samples.length);
    for (const place of spoken) kept.fill(1, Math.max(0, place * window - margin), (place + 1) * window + margin);
    return samples.filter((_, i) => kept[i]);
  };
}
