import { find } from "../shared/dom.js";
import { count } from "../shared/words.js";
import { Problem } from "../platform/problem.js";

const Pause = 1000;

/** The catalog as far as the page needs it: whether there is anything to recommend, and how to fill it. */
export class Catalog {
  #platform;
  #input = find("#catalog-file");
  #drop = find("#catalog-drop");
  #outcome = find("#catalog-outcome");
  #errors = find("#catalog-errors");

  /** @param {import("../platform/platform.js").Platform} platform */
  constructor(platform) {
    this.#platform = platform;
    this.#input.addEventListener("change", () => this.#import(this.#input.files[0]));
    for (const [event, isOver] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
      this.#drop.addEventListener(event, (dragged) => {
        dragged.preventDefault();
        this.#drop.classList.toggle("is-over", isOver);
      });
    }

    this.#drop.addEventListener("drop", (dropped) => this.#import(dropped.dataTransfer.files[0]));
  }

  /** Looks how much there is. Throws a `Problem` where the platform does not say. */
  async look() {
    const { items, indexed } = await this.#platform.catalog();
    document.body.dataset.catalog = items === 0 ? "empty" : indexed < items ? "growing" : "filled";
    find("#catalog-count").textContent =
      items === 0 ? "The catalog is empty." : `${count(indexed, "item", "items")} of ${items} can be recommended.`;
  }

  async #import(file) {
    if (!file) {
      return;
    }

    this.#say(`Reading ${file.name} …`);
    try {
      const report = await this.#platform.importItems(file);
      this.#say(outcomeOf(report), report.errors);
      await this.#untilRead();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }

      this.#say(Object.values(problem.errors).flat()[0] ?? problem.message);
    } finally {
      this.#input.value = "";
    }
  }

  async #untilRead() {
    await this.look();
    while (document.body.dataset.catalog === "growing") {
      await new Promise((resolve) => setTimeout(resolve, Pause));
      await this.look();
    }
  }

  #say(sentence, errors = []) {
    this.#outcome.textContent = sentence;
    this.#errors.replaceChildren(
      ...errors.map(({ line, reason }) => {
        const row = document.createElement("li");
        row.textContent = `Line ${line}: ${reason}`;
        return row;
      }),
    );
  }
}

function outcomeOf({ accepted, unchanged, rejected }) {
  const parts = [count(accepted, "item was taken", "items were taken")];
  if (unchanged > 0) {
    parts.push(`${unchanged} were here already`);
  }

  if (rejected > 0) {
    parts.push(`${count(rejected, "row was", "rows were")} not taken`);
  }

  return `${parts.join(", ")}.`;
}
