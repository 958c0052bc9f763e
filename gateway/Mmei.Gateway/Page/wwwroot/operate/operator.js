import { fill, find } from "../shared/dom.js";
import { count } from "../shared/words.js";
import { Problem } from "../platform/problem.js";
import { Span } from "./span.js";
import { rate, showStages } from "./stages.js";

const PauseMs = 2000;
const LooksBetween = 5; // What the panels read changes slowly, and is dear to read.
const Refusals = ["refused", "unavailable", "timeout", "failed"];

/** What an operator sees: how much is asked, how long it takes, and where it waits. It looks while it is looked at. */
export class Operator {
  #platform;
  #catalog;
  #panels;
  #span = new Span();
  #timer = null;
  #looks = 0;

  /** @param {import("./panel.js").Panel[]} panels What reads for itself. */
  constructor(platform, catalog, panels) {
    this.#platform = platform;
    this.#catalog = catalog;
    this.#panels = panels;
  }

  /** Takes the first look, against which the next ones are held. */
  start() {
    return this.#trying(() => this.#measure());
  }

  /** @param {boolean} isShown */
  show(isShown) {
    clearInterval(this.#timer);
    this.#timer = null;
    if (isShown) {
      this.#looks = 0;
      this.#panels.forEach((panel) => panel.open());
      this.#look();
      this.#timer = setInterval(() => document.hidden || this.#look(), PauseMs);
    }
  }

  #look() {
    if (this.#looks++ % LooksBetween === 0) {
      this.#panels.forEach((panel) => panel.look());
    }

    return this.#trying(async () => {
      await this.#measure();
      await this.#catalog.look();
      this.#fill();
      this.#complain("");
    });
  }

  async #measure() {
    this.#span.look(await this.#platform.metrics());
  }

  /** Says what did not work: a platform with a management port tells the public nothing of itself, and the page works all the same. */
  async #trying(work) {
    try {
      await work();
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
