import ort from 'onnxruntime-node';
import { speechFinder } from './voice.mjs';

const headerBytes = 44;

/** What is speech in a mono 16-bit WAV file at the model's rate, then as Wav2Vec2FeatureExtractor: zero mean and unit variance. */
export function audioEncoder({ manifest, run }, detector) {
  const speech = speechFinder(detector);
  const { sampleRate, minSeconds, maxSeconds } = manifest.preprocessing;
  return async (medium) => {
    if (medium.toString('latin1', 0, 4) !== 'RIFF' || medium.readUInt32LE(24) !== sampleRate || medium.readUInt16LE(34) !== 16) {
      throw new Error(`A mono 16-bit WAV file at ${sampleRate} Hz is expected.`);
    }
    const whole = new Float32Array((medium.length - headerBytes) >> 1);
    for (let i = 0; i < whole.length; i++) whole[i] = medium.readInt16LE(headerBytes + 2 * i) / 32768;
    const spoken = (await speech(whole)).subarray(0, maxSeconds * sampleRate);
    if (!spoken.length) throw new Error('Nobody speaks.');
    const samples = new Float32Array(Math.max(spoken.length, minSeconds * sampleRate));
    samples.set(spoken);
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
