import { fill, find, make, stamp, style } from "../shared/dom.js";
import { kinds } from "../shared/words.js";
import { nameOf } from "./moves.js";
import { partNames, partsOf, reasonOf } from "./reasons.js";

/**
 * An item as a card.
 * @param {object} item As it was answered.
 * @param {object} answer The whole, with what was perceived and what stands beside it.
 * @param {{ move?: number | "new", said?: string, tell: (kind: string) => void }} about What changed about it, what the person said of it,
 * and what to call when they say something.
 */
export function card(item, answer, { move = 0, said, tell }) {
  const root = fill(stamp("item"), {
    kind: kinds[item.kind] ?? item.kind,
    title: item.title,
    description: item.description,
    creator: item.creator && `by ${item.creator}`,
    reason: reasonOf(item, answer),
    move: nameOf(move),
  });
  root.dataset.id = item.id;
  root.dataset.kind = item.kind;
  root.dataset.move = move === "new" || move > 0 ? "up" : move < 0 ? "down" : "none";
  showPicture(root, item);
  showLink(root, item);
  showParts(root, item);
  for (const button of root.querySelectorAll("[data-tell]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tell === said));
    button.setAttribute("aria-label", `${button.dataset.label}: ${item.title}`);
    button.addEventListener("click", () => tell(button.dataset.tell));
  }

  return root;
}

// A catalog is anybody's: a picture comes from where nobody on the way can change it, and only what leads to a web page becomes a link.
function showPicture(root, { thumbnailUrl }) {
  const image = find("img", root);
  if (isAddress(thumbnailUrl, ["https:"])) {
    image.src = thumbnailUrl;
    image.hidden = false;
    image.addEventListener("error", () => (image.hidden = true), { once: true });
  }
}

function showLink(root, { mediaUrl, title }) {
  const link = find(".item-open", root);
  if (isAddress(mediaUrl, ["https:", "http:"])) {
    link.href = mediaUrl;
    link.setAttribute("aria-label", `Open: ${title}`);
    link.hidden = false;
  }
}

const isAddress = (text, protocols) => URL.canParse(text ?? "") && protocols.includes(new URL(text).protocol);

function showParts(root, { title, explanation, score }) {
  const parts = partsOf(explanation).filter(([, value]) => value !== 0);
  const most = Math.max(...parts.map(([, value]) => Math.abs(value)));
  const list = find(".item-parts", root);
  list.append(
    ...parts.map(([name, value]) => {
      const row = fill(stamp("part"), { name: partNames[name], value: signed(value) });
      row.dataset.sign = value < 0 ? "minus" : "plus";
      style(row, "share", Math.abs(value) / most);
      return row;
    }),
    make("li", "item-score", `Together ${score.toFixed(2)}`),
  );
  const why = find(".item-why", root);
  why.hidden = parts.length === 0;
  why.setAttribute("aria-label", `Why: ${title}`);
  why.addEventListener("click", () => {
    list.hidden = !list.hidden;
    why.ariaExpanded = String(!list.hidden);
  });
}

const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;
