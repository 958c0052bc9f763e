import { fill, find, make, stamp, style } from "../shared/dom.js";
import { feelings, howMuch, time } from "../shared/words.js";

const LongestShown = 24;

/** How the emotion went since the page was opened. It is in memory, and gone when the page is closed. */
export class Timeline {
  #root = find("#timeline");
  #list = find("#timeline ol");

  clear() {
    this.#list.replaceChildren();
    this.#root.hidden = true;
  }

  /** @param {{ probabilities: Record<string, number>, label: string }} emotion */
  add(emotion, at = new Date()) {
    const moment = fill(stamp("moment"), { at: time(at), feeling: feelings[emotion.label].name });
    moment.title = howMuch(emotion.probabilities);
    find(".moment-bar", moment).replaceChildren(
      ...Object.keys(feelings).map((label) => {
        const part = make("span");
        part.dataset.label = label;
        style(part, "share", emotion.probabilities[label]);
        return part;
      }),
    );
    this.#list.append(moment);
    while (this.#list.children.length > LongestShown) {
      this.#list.firstElementChild.remove();
    }

    this.#root.hidden = false;
    this.#list.scrollTo({ left: this.#list.scrollWidth * (getComputedStyle(this.#list).direction === "rtl" ? -1 : 1) });
  }
}
