import { fill, stamp, style } from "../shared/dom.js";
import { percent } from "../shared/words.js";

/**
 * Shows probabilities as bars, the likeliest first.
 * @param {HTMLElement} list
 * @param {Record<string, number>} probabilities
 * @param {Record<string, { name: string }>} names
 */
export function showBars(list, probabilities, names) {
  const likeliestFirst = Object.entries(probabilities).sort(([, one], [, other]) => other - one);
  list.replaceChildren(
    ...likeliestFirst.map(([label, share]) => {
      const bar = fill(stamp("bar"), { name: names[label]?.name ?? label, share: percent(share) });
      bar.dataset.label = label;
      style(bar, "share", share);
      return bar;
    }),
  );
}
