import { find } from "../shared/dom.js";
import { Problem } from "../platform/problem.js";

/** A part of the operator's view that reads for itself, and says for itself why it cannot. */
export class Panel {
  #known;
  #complaint;
  #mayNot = false;

  /** @param {string} id Of its section; what stands in `[data-known]` is shown once it was read. */
  constructor(id) {
    this.#known = find(`#${id} [data-known]`);
    this.#complaint = find(`#${id} [data-complaint]`);
  }

  /** Tries anew what was refused before: another key may have been given. */
  open() {
    this.#mayNot = false;
  }

  async look() {
    if (this.#mayNot) {
      return;
    }

    try {
      await this.read();
      this.#show("");
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }

      // Asked again, it is refused again.
      this.#mayNot = problem.status === 403;
      this.#show(problem.message);
    }
  }

  /**
   * Does what an operator asked for, and says what became of it, or why nothing did.
   * @param {(sentence: string) => void} say
   * @param {() => Promise<void>} act
   */
  async attempt(say, act) {
    say("Looking …");
    try {
      await act();
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }

      const [field, [reason] = []] = Object.entries(problem.errors)[0] ?? [];
      say(reason ? `${field} ${reason}.` : problem.message);
    }
  }

  #show(complaint) {
    this.#known.hidden = complaint !== "";
    this.#complaint.textContent = complaint;
  }
}
