import { find, make } from "../shared/dom.js";
import { count } from "../shared/words.js";
import { Problem } from "../platform/problem.js";

/** What an operator asks of a recommendation: why an item is not in it, and whether it comes out the same again. */
export class Decisions {
  #platform;
  #form = find("#decisions form");
  #id = find("#decision-id");
  #item = find("#decision-item");
  #outcome = find("#decision-outcome");
  #details = find("#decision-details");

  /** @param {import("../platform/platform.js").Platform} platform */
  constructor(platform) {
    this.#platform = platform;
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#trying(event.submitter.value === "replay" ? () => this.#replay() : () => this.#whyNot());
    });
  }

  /** The last answer of this page is what is most likely asked about. */
  suggest({ decisionId }) {
    this.#id.value = decisionId;
  }

  async #replay() {
    const { outcome, lacks, differences } = await this.#platform.replay(this.#id.value.trim());
    this.#say(outcomes[outcome], [
      ...lacks.map(({ what, id, problem }) => `${named[what]} ${id ?? ""} ${problems[problem]}.`),
      ...differences.map(({ position, part, recorded, replayed }) => `Place ${position}, ${part}: was ${recorded ?? "not there"}, is ${replayed ?? "not there"}.`),
    ]);
  }

  async #whyNot() {
    const item = this.#item.value.trim();
    if (item === "") {
      this.#say("Name the item that you miss.");
      this.#item.focus();
      return;
    }

    const { whyNot, candidates } = await this.#platform.decision(this.#id.value.trim(), item);
    this.#say(whyNot.reason, whyNot.rank ? [`It came at ${whyNot.rank} of ${count(candidates.count, "candidate", "candidates")}.`] : []);
  }

  async #trying(ask) {
    this.#say("Looking …");
    try {
      await ask();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }

      this.#say(problem.message);
    }
  }

  #say(sentence, details = []) {
    this.#outcome.textContent = sentence;
    this.#details.replaceChildren(...details.map((detail) => make("li", "", detail)));
  }
}

const outcomes = {
  identical: "It comes out the same again, to the last bit.",
  different: "It comes out otherwise.",
  impossible: "It cannot be made again.",
};

const named = { item: "The item", policy: "The policy", ranker: "The ranker", record: "The record" };

const problems = { changed: "was changed since", gone: "is gone", tooLarge: "was too large to be kept whole" };
