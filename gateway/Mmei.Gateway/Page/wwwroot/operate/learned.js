import { fill, find, stamp, style } from "../shared/dom.js";
import { percent, signed } from "../shared/words.js";

const Strongest = 10;

/** What the policy learned: what each feature adds to the reward that is expected, the strongest first. */
export class Learned {
  #weights = [];
  #isWhole = false;
  #more = find("#learned-more");

  constructor() {
    this.#more.addEventListener("click", () => {
      this.#isWhole = !this.#isWhole;
      this.#fill();
    });
  }

  /** @param {{ feature: string, mean: number, doubt: number }[]} weights */
  show(weights) {
    this.#weights = [...weights].sort((one, other) => Math.abs(other.mean) - Math.abs(one.mean));
    this.#fill();
  }

  #fill() {
    const most = Math.abs(this.#weights[0]?.mean ?? 0) || 1;
    find("#learned tbody").replaceChildren(
      ...this.#weights.slice(0, this.#isWhole ? undefined : Strongest).map(({ feature, mean, doubt }) => {
        const row = fill(stamp("learned-weight"), { feature: feature.replaceAll(" x ", " × "), mean: signed(mean), doubt: percent(doubt) });
        row.classList.toggle("is-against", mean < 0);
        style(row, "share", Math.abs(mean) / most);
        return row;
      }),
    );
    this.#more.ariaExpanded = String(this.#isWhole);
    this.#more.textContent = this.#isWhole ? "Show the strongest" : `Show all ${this.#weights.length}`;
  }
}
