import { fill, find } from "../shared/dom.js";
import { count } from "../shared/words.js";
import { Problem } from "../platform/problem.js";
import { Span } from "./span.js";
import { rate, showStages } from "./stages.js";

const PauseMs = 2000;
const Refusals = ["refused", "unavailable", "timeout", "failed"];

/** What an operator sees: how much is asked, how long it takes, and where it waits. It looks while it is looked at. */
export class Operator {
  #platform;
  #catalog;
  #span = new Span();
  #timer = null;

  constructor(platform, catalog) {
    this.#platform = platform;
    this.#catalog = catalog;
  }

  /** Takes the first look, against which the next ones are held. */
  async start() {
    this.#span.look(await this.#platform.metrics());
  }

  /** @param {boolean} isShown */
  show(isShown) {
    clearInterval(this.#timer);
    this.#timer = null;
    if (isShown) {
      this.#look();
      this.#timer = setInterval(() => document.hidden || this.#look(), PauseMs);
    }
  }

  async #look() {
    try {
      this.#span.look(await this.#platform.metrics());
      await this.#catalog.look();
      this.#fill();
      this.#complain("");
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }

      this.#complain(problem.message);
    }
  }

  #fill() {
    find("#operator-span").textContent = `The last ${count(Math.round(this.#span.seconds), "second", "seconds")} of this platform, looked at every two.`;
    const observations = (labels) => this.#span.growth("mmei_gateway_observations_total", labels);
    const refused = Refusals.reduce((sum, outcome) => sum + observations({ outcome }), 0);
    fill(find("#figures"), {
      rate: rate(observations({}) / this.#span.seconds),
      pending: String(this.#span.current("mmei_gateway_observations_pending")),
      degraded: String(observations({ outcome: "degraded" })),
      refused: String(refused),
    });
    find("#elsewhere").hidden = this.#span.has("mmei_ranking_");
    showStages(this.#span);
  }

  #complain(sentence) {
    find("#operator-complaint").textContent = sentence;
  }
}
