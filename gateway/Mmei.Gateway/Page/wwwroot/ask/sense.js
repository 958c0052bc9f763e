import { announce } from "../shared/announce.js";
import { find } from "../shared/dom.js";
import { DeviceRefusal } from "./device.js";
import { Notice } from "./notice.js";

/** One sense of the page, seeing or hearing: its switch, its notice, and what it says when it is on or cannot be. */
export class Sense {
  #root;
  #switch;
  #notice;
  #turnOn;
  #turnOff;

  /**
   * @param {HTMLElement} root
   * @param {(lost: () => void) => Promise<void>} turnOn
   * @param {() => void} turnOff
   */
  constructor(root, turnOn, turnOff) {
    this.#root = root;
    this.#turnOn = turnOn;
    this.#turnOff = turnOff;
    this.#switch = find("[role=switch]", root);
    this.#notice = new Notice(root.dataset.notice);
    this.#switch.addEventListener("click", () => this.#toggle());
  }

  #toggle() {
    switch (this.#root.dataset.state) {
      case "on":
        return this.#off();
      case "off":
        return this.#on();
    }
  }

  async #on() {
    this.#complain("");
    if (!(await this.#notice.agree())) {
      return;
    }

    this.#root.dataset.state = "starting";
    try {
      await this.#turnOn(() => this.#off());
      this.#show("on");
    } catch (error) {
      this.#off();
      if (!(error instanceof DeviceRefusal)) {
        throw error;
      }

      this.#complain(error.message);
    }
  }

  #off() {
    this.#turnOff();
    this.#show("off");
  }

  #show(state) {
    this.#root.dataset.state = state;
    this.#switch.setAttribute("aria-checked", String(state === "on"));
    announce(`${this.#root.dataset.name} is ${state}.`);
  }

  #complain(sentence) {
    find("[data-complaint]", this.#root).textContent = sentence;
  }
}
