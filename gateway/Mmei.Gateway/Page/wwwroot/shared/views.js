import { find } from "./dom.js";

const Start = "you";

/** The views of the page, one shown at a time: the one that the address names. */
export class Views {
  #views = [...document.querySelectorAll("[data-view]")];
  #changed;

  /** The name of the one that is shown. */
  current = Start;

  /** @param {(name: string) => void} changed Called with the view that is shown. */
  constructor(changed = () => {}) {
    this.#changed = changed;
    addEventListener("hashchange", () => this.#show());
    this.#show();
  }

  #show() {
    const named = location.hash.slice(1).split("&")[0];
    const name = this.#views.some((view) => view.dataset.view === named) ? named : Start;
    for (const view of this.#views) {
      view.hidden = view.dataset.view !== name;
    }

    for (const link of document.querySelectorAll("nav a")) {
      link.ariaCurrent = link.hash === `#${name}` ? "page" : null;
    }

    this.current = name;
    document.title = find(`nav a[href="#${name}"]`).dataset.title;
    this.#changed(name);
  }
}
