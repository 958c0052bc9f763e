import { fill, find, stamp } from "../shared/dom.js";
import { feelings, percent, time } from "../shared/words.js";

const MostShown = 12;

/** The last answers that this page was given: what counted in each, and how long it took. */
export class Answers {
  #rows = find("#answers tbody");

  add({ emotion, modalities, timingsMs, policy }, at = new Date()) {
    this.#rows.prepend(
      fill(stamp("answered"), {
        at: time(at),
        feeling: `${feelings[emotion.label].name} ${percent(emotion.confidence)}`,
        words: weightOf(modalities.text),
        face: weightOf(modalities.image),
        voice: weightOf(modalities.audio),
        took: `${Math.round(timingsMs.total)} ms`,
        policy: `${policy.version}${policy.explored ? ", exploring" : ""}`,
      }),
    );
    while (this.#rows.children.length > MostShown) {
      this.#rows.lastElementChild.remove();
    }

    find("#answers").hidden = false;
    find("#no-answers").hidden = true;
  }
}

const weightOf = (modality) => (modality === undefined ? "–" : modality.status === "used" ? percent(modality.weight) : modality.status);
