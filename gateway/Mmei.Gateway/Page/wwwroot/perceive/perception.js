import { fill, find } from "../shared/dom.js";
import { feelings, wishes } from "../shared/words.js";
import { showBars } from "./bars.js";
import { howSure } from "./confidence.js";
import { Portrait } from "./portrait.js";
import { showWeights } from "./weights.js";

/** What was understood of a person: emotion, intent, and what that was seen from. */
export class Perception {
  #root = find("#perception");
  #portrait = new Portrait(find("#portrait"));

  /**
   * @param {object} answer The platform's.
   * @param {Blob | null} picture The one that was read.
   */
  show({ emotion, intent, modalities, session, degraded }, picture) {
    this.#root.dataset.emotion = emotion.label;
    fill(this.#root, {
      feels: feelings[emotion.label].feels,
      sure: howSure(emotion.confidence),
      wants: wishes[intent.label].wants,
      change: session?.changed ? changeOf(session.changed) : "",
      degraded: degraded ? "Not everything was read in time, so this rests on what was." : "",
    });
    showBars(find("#emotion-bars"), emotion.probabilities, feelings);
    showBars(find("#intent-bars"), intent.probabilities, wishes);
    showWeights(find("#weights"), modalities);
    this.#portrait.show(modalities.image?.status === "used" ? picture : null, modalities.image?.quality?.face);
  }

  /** Takes the picture off the page. */
  forgetPicture() {
    this.#portrait.show(null);
  }
}

const changeOf = ({ from, to }) => `Since you began, you went from ${feelings[from].feels} to ${feelings[to].feels}.`;
