import { find } from "../shared/dom.js";

/** The button with which a person takes back all that is kept of them, and what became of it. */
export class Erasure {
  #button = find("#erase");
  #outcome = find("#erase-outcome");

  /** @param {() => Promise<string>} erase Says in a sentence what became of it. */
  constructor(erase) {
    this.#button.addEventListener("click", async () => {
      this.#button.disabled = true;
      this.#outcome.textContent = "Erasing …";
      this.#outcome.textContent = await erase();
      this.#button.disabled = false;
    });
  }
}
