import { Erasure } from "./access/erasure.js";
import { announce } from "./shared/announce.js";
import { find } from "./shared/dom.js";
import { randomName } from "./shared/random.js";
import { feelings, senses, wishes } from "./shared/words.js";
import { Composer } from "./ask/composer.js";
import { observe } from "./ask/observe.js";
import { Perception } from "./perceive/perception.js";
import { Timeline } from "./perceive/timeline.js";
import { Problem } from "./platform/problem.js";
import { tellPlatform } from "./recommend/feedback.js";
import { heed } from "./recommend/heed.js";
import { Items } from "./recommend/items.js";
import { outcomeOf } from "./recommend/moves.js";

/**
 * A person's visit: they say how they are, are answered, and say what they think of the answer. Nothing of it outlives the page, and what the
 * platform keeps of it they can take back.
 */
export class Visit {
  #platform;
  #person;
  #session;
  #composer = new Composer((said) => this.#ask(said));
  #perception = new Perception();
  #timeline = new Timeline();
  #items = new Items((item, kind) => this.#tell(item, kind));
  #said = null;
  #answer = null;
  #lookedAgain = Promise.resolve();
  #onAnswer;

  /**
   * @param {import("./platform/platform.js").Platform} platform
   * @param {(answer: object) => void} onAnswer Called with every answer to something new.
   */
  constructor(platform, onAnswer = () => {}) {
    this.#platform = platform;
    this.#onAnswer = onAnswer;
    this.#composer.onTurnedOff = (medium) => this.#forget(medium);
    new Erasure(() => this.#erase());
    this.#begin();
  }

  /** From now on it is somebody whom nobody knows. */
  #begin() {
    this.#person = randomName("visitor");
    this.#session = randomName("visit");
    this.#said = null;
    this.#answer = null;
    this.#perception.forgetPicture();
    this.#timeline.clear();
    document.body.classList.remove("has-answer");
  }

  async #erase() {
    try {
      const receipt = await this.#platform.erase(this.#person);
      this.#begin();
      return receiptOf(receipt);
    } catch (problem) {
      return sentenceOf(problem);
    }
  }

  async #ask(said) {
    announce("Looking.");
    try {
      const answer = await observe(this.#platform, said, { userId: this.#person, sessionId: this.#session });
      this.#said = said;
      this.#answer = answer;
      this.#perception.show(answer, said.picture);
      this.#timeline.add(answer.emotion);
      this.#items.show(answer);
      this.#onAnswer(answer);
      document.body.classList.add("has-answer");
      announce(summaryOf(answer));
      find("#answer").scrollIntoView({ behavior: "smooth", block: "nearest" });
    } catch (problem) {
      this.#composer.complain(sentenceOf(problem));
    }
  }

  async #tell(item, kind) {
    this.#items.hear(item, kind);
    try {
      await tellPlatform(this.#platform, this.#answer.decisionId, item.id, kind);
      this.#items.note("Heard. Looking again …");

      // One after the other: each change is shown against the list before it.
      const mine = this.#lookedAgain.then(() => this.#lookAgain(item));
      this.#lookedAgain = mine.catch(() => {});
      await mine;
    } catch (problem) {
      this.#items.note(sentenceOf(problem));
    }
  }

  async #lookAgain(item) {
    const [said, before] = [this.#said, this.#answer];
    if (!said.words && !said.picture && !said.sound) {
      this.#items.note("Heard. It counts from the next time you ask.");
      return;
    }

    // Outside the session: the same words again are not a new moment of it.
    const after = await heed(() => observe(this.#platform, said, { userId: this.#person }), before, item.id);
    if (this.#answer === before) {
      this.#answer = after;
      this.#items.update(after, before);
      this.#items.note(outcomeOf(item, before.items, after.items));
    }
  }

  #forget(medium) {
    if (this.#said) {
      this.#said = { ...this.#said, [medium]: null };
    }

    if (medium === "picture") {
      this.#perception.forgetPicture();
    }
  }
}

function sentenceOf(problem) {
  if (!(problem instanceof Problem)) {
    throw problem;
  }

  const bySense = Object.entries(problem.errors ?? {})
    .filter(([field]) => field in senses)
    .map(([field, [reason]]) => `${senses[field].name} ${reason}.`);
  return [problem.message, ...bySense].join(" ");
}

const counted = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

function receiptOf({ complete, decisions, signals }) {
  const erased = `Erased: ${counted(decisions, "recommendation")} and ${counted(signals, "reaction")}.`;
  return complete ? `${erased} From now on you are somebody new here.` : `${erased} The rest follows in moments.`;
}

const summaryOf = ({ emotion, intent, items }) =>
  `You seem ${feelings[emotion.label].feels} and to want ${wishes[intent.label].wants}. ${items.length} items fit.`;
