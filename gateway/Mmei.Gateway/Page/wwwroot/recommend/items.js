import { announce } from "../shared/announce.js";
import { find } from "../shared/dom.js";
import { card } from "./card.js";
import { glide } from "./glide.js";
import { movesOf } from "./moves.js";

const Aims = {
  match: "Chosen to match your mood.",
  lift: "Chosen to lift your mood.",
  calm: "Chosen to calm you.",
};

/** The list of what fits. */
export class Items {
  #list = find("#items");
  #note = find("#items-note");
  #said = new Map();
  #tell;

  /** @param {(item: object, kind: string) => void} tell Called when a person says something about an item. */
  constructor(tell) {
    this.#tell = tell;
  }

  /** Shows the first answer to something, of which nothing has been said yet. */
  show(answer) {
    this.#said.clear();
    this.#fill(answer, new Map());
    this.note(noteOf(answer));
  }

  /** Shows the list anew after something was said about an item of it. */
  update(answer, before) {
    glide(this.#list, () => this.#fill(answer, movesOf(before.items, answer.items)));
  }

  /** Remembers what was said of an item, and shows that it was heard. */
  hear(item, kind) {
    this.#said.set(item.id, kind);
    for (const button of this.#cardOf(item)?.querySelectorAll("[data-tell]") ?? []) {
      button.setAttribute("aria-pressed", String(button.dataset.tell === kind));
    }
  }

  note(sentence) {
    this.#note.textContent = sentence;
    announce(sentence);
  }

  #fill(answer, moves) {
    find("#items-aim").textContent = answer.items.length > 0 ? Aims[answer.mood.goal] : "";
    const focused = document.activeElement?.closest("[data-id]")?.dataset.id;
    const button = document.activeElement?.dataset.tell;
    this.#list.replaceChildren(
      ...answer.items.map((item) =>
        card(item, answer, { move: moves.get(item.id), said: this.#said.get(item.id), tell: (kind) => this.#tell(item, kind) }),
      ),
    );
    if (focused) {
      const next = this.#cardOf({ id: focused }) ?? this.#list.firstElementChild;
      find(`[data-tell="${button}"]`, next ?? this.#list)?.focus({ preventScroll: true });
    }
  }

  #cardOf({ id }) {
    return [...this.#list.children].find((child) => child.dataset.id === id);
  }
}

function noteOf({ items, itemsBeingIndexed }) {
  if (items.length === 0) {
    return "Nothing in the catalog fits.";
  }

  return itemsBeingIndexed ? `The catalog is still being read: ${itemsBeingIndexed} items may be missing here.` : "Say what you think of them: the list listens.";
}
