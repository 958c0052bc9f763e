import { find } from "../shared/dom.js";
import { Problem } from "../platform/problem.js";
import { currentKey, forgetKey, keepKey, takeKeyFromAddress } from "./key.js";

export const isOpen = () => document.body.dataset.access === "open";

/** Stands before the page until there is a key that the platform knows. */
export class Gate {
  #opened;
  #form = find("#gate form");
  #field = find("#gate input");
  #complaint = find("#gate-complaint");

  /** @param {() => Promise<void>} opened Called with a key in place; throws a `Problem` when it does not open. */
  constructor(opened) {
    this.#opened = opened;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      keepKey(this.#field.value.trim());
      this.#tryKey();
    });
    find("#forget-key").addEventListener("click", () => this.close());
    addEventListener("hashchange", () => {
      takeKeyFromAddress();
      if (currentKey() && !isOpen()) {
        this.#tryKey();
      }
    });
  }

  start() {
    takeKeyFromAddress();
    if (currentKey()) {
      this.#tryKey();
    } else {
      this.close();
    }
  }

  /** @param {string} complaint Why the page is closed, where that is not plain. */
  close(complaint = "") {
    forgetKey();
    document.body.dataset.access = "closed";
    this.#complain(complaint);
    this.#field.focus();
  }

  async #tryKey() {
    document.body.dataset.access = "trying";
    try {
      await this.#opened();
      this.#field.value = "";
      this.#complain("");
      document.body.dataset.access = "open";
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }

      this.close(problem.message);
    }
  }

  #complain(sentence) {
    this.#complaint.textContent = sentence;
    this.#field.setAttribute("aria-invalid", String(sentence !== ""));
  }
}
