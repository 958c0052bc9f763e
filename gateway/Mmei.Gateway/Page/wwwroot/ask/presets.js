import { make } from "../shared/dom.js";

const Sentences = [
  "What a day. I just need to unwind.",
  "We won the final! I want to dance.",
  "I feel so lonely tonight. Please stay with me.",
  "Teach me how volcanoes work.",
  "Help me write a song of my own.",
];

/** Sentences for a first visit. */
export function showPresets(list, chosen) {
  for (const sentence of Sentences) {
    const button = make("button", "chip", sentence);
    button.type = "button";
    button.addEventListener("click", () => chosen(sentence));
    const entry = make("li");
    entry.append(button);
    list.append(entry);
  }
}
