import { feelings, wishes } from "../shared/words.js";

const MostReasons = 2;
const LeastShare = 0.08;
const Emphasis = 4; // What sets an item apart says more than what all of them share.

/** What each part of a score says of an item; null says nothing. */
const Sentences = {
  said: () => "close to what you asked for",
  congruence: ({ mood, feels }) =>
    ({ calm: "made to calm", lift: "made to lift the mood", match: `fits feeling ${feels}` })[mood],
  intent: ({ wants }) => `for somebody who wants ${wants}`,
  affinity: () => "like what you liked",
  quality: () => "others liked it",
  policy: () => "others chose it in moments like this",
  boost: () => "put forward here",
  diversity: () => null,
};

/** What the parts of a score are called. */
export const partNames = {
  congruence: "Fits the mood",
  intent: "Fits what you want",
  said: "Near to your words",
  affinity: "Your taste",
  quality: "Liked by others",
  policy: "Chosen in moments like this",
  boost: "Put forward by the request",
  diversity: "Unlike what stands above",
};

/** The parts of an item's score by name: the numbers of its explanation that add up to it. */
export const partsOf = (explanation) => Object.entries(explanation ?? {}).filter(([name]) => name in partNames);

/**
 * Why an item is here, in one line: the parts of its score that are large, and larger than those of the items beside it.
 * @param {{ explanation?: object }} item
 * @param {{ emotion: { label: string }, intent: { label: string }, items: object[] }} answer The whole that it is of.
 */
export function reasonOf({ explanation }, { emotion, intent, items }) {
  const parts = partsOf(explanation).filter(([, value]) => value > 0);
  const whole = parts.reduce((sum, [, value]) => sum + value, 0);
  const about = { mood: explanation?.mood, feels: feelings[emotion.label].feels, wants: wishes[intent.label].wants };
  const telling = ([name, value]) => value + Emphasis * (value - meanOf(name, items));
  const reasons = parts
    .filter(([, value]) => value >= LeastShare * whole)
    .sort((one, other) => telling(other) - telling(one))
    .map(([name]) => Sentences[name](about))
    .filter(Boolean)
    .slice(0, MostReasons);
  return capitalised(reasons.join(", and "));
}

const meanOf = (part, items) => items.reduce((sum, { explanation }) => sum + (explanation?.[part] ?? 0), 0) / items.length;

const capitalised = (sentence) => sentence && sentence[0].toUpperCase() + sentence.slice(1);
