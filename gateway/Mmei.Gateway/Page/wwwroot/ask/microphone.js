import { close, open } from "./device.js";
import { wav } from "./wav.js";

const SecondsKept = 10;
const SecondsNeeded = 0.5;
const Tap = new URL("./tap.js", import.meta.url);

/** The microphone: hears, keeps the last seconds in memory, and gives them when it is asked to. */
export class Microphone {
  #stream = null;
  #context = null;
  #chunks = [];
  #samples = 0;

  get isOn() {
    return this.#stream !== null;
  }

  /**
   * @param {(level: number) => void} heard Called with how loud it is, 0 to 1.
   * @param {() => void} lost Called when the microphone goes away by itself.
   */
  async turnOn(heard, lost) {
    this.#stream = await open("microphone", { audio: { channelCount: 1 } });
    this.#stream.getAudioTracks()[0].addEventListener("ended", lost);
    this.#context = new AudioContext();
    await this.#context.audioWorklet.addModule(Tap);
    const tap = new AudioWorkletNode(this.#context, "tap", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    tap.port.addEventListener("message", ({ data }) => {
      this.#keep(data);
      heard(level(data));
    });
    tap.port.start();
    this.#context.createMediaStreamSource(this.#stream).connect(tap);
  }

  turnOff() {
    if (this.#stream) {
      close(this.#stream);
      this.#context?.close();
      this.#stream = this.#context = null;
      this.#forget();
    }
  }

  /** @returns {Blob | null} What was heard since the last time, as WAV; null when that is too short to be anything. */
  takeSound() {
    const rate = this.#context.sampleRate;
    const sound = this.#samples < SecondsNeeded * rate ? null : wav(this.#chunks, rate);
    this.#forget();
    return sound;
  }

  #keep(chunk) {
    this.#chunks.push(chunk);
    this.#samples += chunk.length;
    while (this.#samples > SecondsKept * this.#context.sampleRate) {
      this.#samples -= this.#chunks.shift().length;
    }
  }

  #forget() {
    this.#chunks = [];
    this.#samples = 0;
  }
}

// Speech lies around a tenth of full scale; the root makes quiet voices visible.
function level(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.sqrt(Math.sqrt(power) * 2));
}
