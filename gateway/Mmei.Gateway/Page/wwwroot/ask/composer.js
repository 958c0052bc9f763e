import { find, style } from "../shared/dom.js";
import { Camera } from "./camera.js";
import { Microphone } from "./microphone.js";
import { showPresets } from "./presets.js";
import { Sense } from "./sense.js";

/** Where a person says how they are: words, face, voice, and what the items should do for them. */
export class Composer {
  #form = find("#ask");
  #words = find("#words");
  #complaint = find("#ask-complaint");
  #camera = new Camera(find("#camera video"));
  #microphone = new Microphone();
  #turnedOff = () => {};

  /** @param {(said: Said) => Promise<void>} asked Called with what the person gave. */
  constructor(asked) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask(asked);
    });
    this.#words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#form.requestSubmit();
      }
    });
    showPresets(find("#presets"), (sentence) => {
      this.#words.value = sentence;
      this.#form.requestSubmit();
    });
    const meter = find("#microphone [data-level]");
    new Sense(
      find("#camera"),
      (lost) => this.#camera.turnOn(lost),
      () => {
        this.#camera.turnOff();
        this.#turnedOff("picture");
      },
    );
    new Sense(
      find("#microphone"),
      (lost) => this.#microphone.turnOn((level) => style(meter, "level", level), lost),
      () => {
        this.#microphone.turnOff();
        this.#turnedOff("sound");
      },
    );
  }

  /** @param {(medium: "picture" | "sound") => void} turnedOff Called when a sense is turned off: what came from it is to be forgotten. */
  set onTurnedOff(turnedOff) {
    this.#turnedOff = turnedOff;
  }

  async #ask(asked) {
    if (this.#form.getAttribute("aria-busy") === "true") {
      return;
    }

    this.#busy(true);
    this.complain("");
    try {
      const said = await this.#gather();
      if (said) {
        await asked(said);
      }
    } finally {
      this.#busy(false);
    }
  }

  /** @returns {Promise<Said | null>} Null when there is nothing, of which the person is told. */
  async #gather() {
    const words = this.#words.value.trim();
    const picture = this.#camera.isOn ? await this.#camera.takePicture() : null;
    const sound = this.#microphone.isOn ? this.#microphone.takeSound() : null;
    if (!words && !picture && !sound) {
      this.complain(this.#microphone.isOn ? "Say something first." : "Write something, or turn on the camera or the microphone.");
      this.#words.focus();
      return null;
    }

    return { words, picture, sound, mood: new FormData(this.#form).get("mood") || undefined };
  }

  complain(sentence) {
    this.#complaint.textContent = sentence;
  }

  #busy(isBusy) {
    this.#form.setAttribute("aria-busy", String(isBusy));
    document.body.classList.toggle("is-asking", isBusy);
  }
}

/** @typedef {{ words: string, picture: Blob | null, sound: Blob | null, mood?: string }} Said */
