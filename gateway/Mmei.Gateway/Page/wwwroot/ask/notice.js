import { find } from "../shared/dom.js";

/** Says what happens to a picture or a voice, once a visit and sense, before the browser asks. */
export class Notice {
  #dialog;
  #agreed = false;

  /** @param {string} id The dialog's. */
  constructor(id) {
    this.#dialog = document.getElementById(id);
  }

  /** @returns {Promise<boolean>} Whether the person agrees. */
  async agree() {
    if (!this.#agreed) {
      this.#agreed = await this.#ask();
    }

    return this.#agreed;
  }

  #ask() {
    this.#dialog.returnValue = "";
    this.#dialog.showModal();
    find("[data-agree]", this.#dialog).focus();
    return new Promise((resolve) => {
      const answer = (agreed) => () => {
        controller.abort();
        this.#dialog.close();
        resolve(agreed);
      };
      const controller = new AbortController();
      const until = { signal: controller.signal };
      find("[data-agree]", this.#dialog).addEventListener("click", answer(true), until);
      find("[data-decline]", this.#dialog).addEventListener("click", answer(false), until);
      this.#dialog.addEventListener("cancel", answer(false), until);
    });
  }
}
