import { fill, find, make } from "../shared/dom.js";
import { between, count, percent, signed } from "../shared/words.js";
import { Problem } from "../platform/problem.js";
import { Learned } from "./learned.js";
import { Panel } from "./panel.js";
import { Apprentice, inForce, policies } from "./policies.js";
import { Snapshots } from "./snapshots.js";

/** The policy in force and what it learned; what another would earn, and whether it may take its place. */
export class Policy extends Panel {
  #platform;
  #learned = new Learned();
  #snapshots = new Snapshots((version) => this.#trying(() => this.#rollBack(version)));
  #name = find("#policy-name");
  #amount = find("#policy-exploration");
  #takeOver = find("#policy-take-over");
  #freeze = find("#policy-freeze");
  #rule;
  #shown = "";
  #judged = "";
  #isFrozen = false;

  /** @param {import("../platform/platform.js").Platform} platform */
  constructor(platform) {
    super("policy");
    this.#platform = platform;
    this.#name.replaceChildren(...Object.keys(policies).map((name) => new Option(name, name)));
    this.#name.addEventListener("change", () => this.#explain());
    find("#policy form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#trying(event.submitter.value === "judge" ? () => this.#judge() : () => this.#put());
    });
    this.#freeze.addEventListener("click", () => this.#trying(() => this.#setFrozen(!this.#isFrozen)));
    find("#policy-keep").addEventListener("click", () => this.#trying(() => this.#keep()));
  }

  async read() {
    const [policy, kept] = await Promise.all([this.#platform.policy(), this.#platform.snapshots()]);
    this.#show(policy);
    this.#snapshots.show(kept);
  }

  #show(policy) {
    this.#isFrozen = policy.frozen !== undefined;
    fill(find("#policy"), {
      force: inForce(policy),
      takeOver: policy.takeOver && standing(policy.takeOver),
      frozen: this.#isFrozen && `Version ${policy.frozen} is frozen: it stays in force. Learning goes on, and counts once it is unfrozen.`,
    });
    this.#freeze.textContent = this.#isFrozen ? "Unfreeze it" : "Freeze it";
    this.#learned.show(policy.weights);

    // What somebody is about to set is left alone, until something else is in force.
    const now = JSON.stringify([policy.policy, policy.exploration, policy.takeOver]);
    if (now !== this.#shown) {
      this.#shown = now;
      this.#rule = policy.takeOver;
      this.#takeOver.checked = policy.takeOver !== undefined;
      this.#name.value = policy.policy;
      this.#amount.value = String(policy.exploration);
      this.#explain();
    }
  }

  #explain() {
    this.#takeOver.parentElement.hidden = this.#name.value !== Apprentice;
    find("#policy-meaning").textContent = `It ${policies[this.#name.value].does}. Exploration is ${policies[this.#name.value].amount}.`;
  }

  get #setting() {
    return { policy: this.#name.value, exploration: this.#amount.valueAsNumber };
  }

  /** What is put in force: an apprentice with the rule that stands, or a new one, unless nothing is to take over. */
  get #wanted() {
    const { policy, exploration } = this.#setting;
    const takesOver = policy === Apprentice && this.#takeOver.checked;
    return takesOver ? { policy, exploration, takeOver: this.#rule ?? { exploration } } : { policy, exploration };
  }

  async #judge() {
    const setting = this.#setting;
    const judgement = await this.#platform.evaluate(setting);
    this.#judged = judgement.promotable ? JSON.stringify(setting) : "";
    this.#say(judgement.reason, detailsOf(judgement));
  }

  async #put() {
    const setting = this.#setting;
    const put = JSON.stringify(setting) === this.#judged ? this.#platform.promote(setting) : this.#platform.explore(this.#wanted);
    await put.catch((problem) => {
      throw problem.status === 422 && this.#judged === "" ? new Problem("It is not put in force unjudged: ask first what it would earn.") : problem;
    });
    await this.read();
    this.#say(`${setting.policy} with exploration ${setting.exploration} is put in force.`);
  }

  async #setFrozen(isFrozen) {
    this.#show(await (isFrozen ? this.#platform.freeze() : this.#platform.unfreeze()));
    this.#say(isFrozen ? "It is frozen." : "It follows again what is learned.");
  }

  async #rollBack(version) {
    this.#show(await this.#platform.rollBack(version));
    this.#snapshots.show(await this.#platform.snapshots());
    this.#say(`Version ${version} is in force, and frozen.`);
  }

  async #keep() {
    const kept = await this.#platform.keep();
    this.#snapshots.show(kept);
    this.#say(kept.snapshots.length > 0 ? "It is kept as it is now." : "Nothing is learned yet, so there is nothing to keep.");
  }

  #trying(act) {
    return this.attempt((sentence) => this.#say(sentence), act);
  }

  #say(sentence, details = []) {
    find("#policy-outcome").textContent = sentence;
    find("#policy-details").replaceChildren(...details.map((detail) => make("li", "", detail)));
  }
}

const standing = ({ policy = "lin-ts", exploration, leastDecisions }) =>
  `${policy} with exploration ${exploration} takes over by itself once it has earned it, as looked at each ${leastDecisions} decisions or more.`;

const detailsOf = ({ decisions, skipped, effectiveSampleSize, gain, besideBaseline: { matchRate, covered, lift } }) => [
  `In ${percent(matchRate)} of decisions it puts first what the baseline does; the log tells of ${percent(covered)} of its first places.`,
  `At the first place it would earn ${signed(lift.value)} beside the baseline (${between(lift)}), and ${signed(gain.value)} beside what is earned now (${between(gain)}).`,
  `By ${count(decisions, "decision", "decisions")}, as telling as ${Math.round(effectiveSampleSize)} of its own${skipped > 0 ? `; ${skipped} could not be made again` : ""}.`,
];
