import ort from 'onnxruntime-node';

const headerBytes = 44;

/** As Wav2Vec2FeatureExtractor, on the samples of a mono 16-bit WAV file at the model's rate: zero mean and unit variance. */
export function audioEncoder({ manifest, run }) {
  const { sampleRate, minSeconds, maxSeconds } = manifest.preprocessing;
  return async (medium) => {
    if (medium.toString('latin1', 0, 4) !== 'RIFF' || medium.readUInt32LE(24) !== sampleRate || medium.readUInt16LE(34) !== 16) {
      throw new Error(`A mono 16-bit WAV file at ${sampleRate} Hz is expected.`);
    }
    const heard = Math.min((medium.length - headerBytes) >> 1, maxSeconds * sampleRate);
    const samples = new Float32Array(Math.max(heard, minSeconds * sampleRate));
    for (let i = 0; i < heard; i++) samples[i] = medium.readInt16LE(headerBytes + 2 * i) / 32768;
    return run({ input_values: new ort.Tensor('float32', normalised(samples), [1, samples.length]) });
  };
}

function normalised(samples) {
  let sum = 0;
  for (const sample of samples) sum += sample;
  const mean = sum / samples.length;
  let squares = 0;
  for (const sample of samples) squares += (sample - mean) ** 2;
  const scale = 1 / Math.sqrt(squares / samples.length + 1e-7);
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] - mean) * scale;
  return samples;
}
