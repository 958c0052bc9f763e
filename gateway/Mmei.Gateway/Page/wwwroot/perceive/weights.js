import { fill, stamp, style } from "../shared/dom.js";
import { percent, senses } from "../shared/words.js";
import { remarks, whyNot } from "./fitness.js";

/** Shows how much words, face and voice counted, and why one did not. */
export function showWeights(list, modalities) {
  list.replaceChildren(
    ...Object.entries(modalities).map(([sense, modality]) => {
      const used = modality.status === "used";
      const row = fill(stamp("weight"), {
        name: senses[sense].name,
        share: used ? percent(modality.weight) : "not used",
        remark: whyNot(modality) ?? remarks(modality),
      });
      row.dataset.status = modality.status;
      style(row, "share", used ? modality.weight : 0);
      return row;
    }),
  );
}
