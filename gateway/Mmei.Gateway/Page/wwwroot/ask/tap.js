const SamplesPerChunk = 2048;

/** Hands on what is heard, in chunks of a few hundredths of a second. Runs beside the page, where sound is made. */
class Tap extends AudioWorkletProcessor {
  #chunk = new Float32Array(SamplesPerChunk);
  #filled = 0;

  process([[samples]]) {
    for (const sample of samples ?? []) {
      this.#chunk[this.#filled++] = sample;
      if (this.#filled === SamplesPerChunk) {
        this.port.postMessage(this.#chunk.slice());
        this.#filled = 0;
      }
    }

    return true;
  }
}

registerProcessor("tap", Tap);
