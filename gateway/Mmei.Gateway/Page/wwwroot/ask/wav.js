const HeaderBytes = 44;
const BytesPerSample = 2;
const Loudest = 32767;

/**
 * Writes a sound file that every platform reads: one channel of 16-bit samples.
 * @param {Float32Array[]} chunks Samples from -1 to 1.
 * @param {number} rate Samples per second.
 */
export function wav(chunks, rate) {
  const samples = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const file = new DataView(new ArrayBuffer(HeaderBytes + samples * BytesPerSample));
  writeHeader(file, samples * BytesPerSample, Math.round(rate));
  let at = HeaderBytes;
  for (const chunk of chunks) {
    for (const sample of chunk) {
      file.setInt16(at, Math.max(-1, Math.min(1, sample)) * Loudest, true);
      at += BytesPerSample;
    }
  }

  return new Blob([file], { type: "audio/wav" });
}

function writeHeader(file, bytes, rate) {
  const text = (at, letters) => [...letters].forEach((letter, i) => file.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  file.setUint32(4, HeaderBytes - 8 + bytes, true);
  text(8, "WAVEfmt ");
  file.setUint32(16, 16, true); // bytes of the format that follows
  file.setUint16(20, 1, true); // plain samples
  file.setUint16(22, 1, true); // channels
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * BytesPerSample, true);
  file.setUint16(32, BytesPerSample, true);
  file.setUint16(34, BytesPerSample * 8, true);
  text(36, "data");
  file.setUint32(40, bytes, true);
}
