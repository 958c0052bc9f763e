import { count } from "../shared/words.js";

/**
 * What changed from one list to the next.
 * @param {{ id: string, position: number }[]} before
 * @param {{ id: string, position: number }[]} after
 * @returns {Map<string, number | "new">} By item: how many places it rose (fell, where negative), or that it is new.
 */
export function movesOf(before, after) {
  const was = new Map(before.map((item) => [item.id, item.position]));
  return new Map(after.map((item) => [item.id, was.has(item.id) ? was.get(item.id) - item.position : "new"]));
}

/** A move in two words; empty where there is none. */
export function nameOf(move) {
  if (move === "new") {
    return "New here";
  }

  return move > 0 ? `Moved up ${move}` : move < 0 ? `Moved down ${-move}` : "";
}

/** What became of an item that a person said something about. */
export function outcomeOf(item, before, after) {
  const move = movesOf(before, after).get(item.id);
  if (move === undefined) {
    return `“${item.title}” is off your list.`;
  }

  if (move === "new" || move === 0) {
    return `“${item.title}” stays where it is.`;
  }

  return `“${item.title}” moved ${move > 0 ? "up" : "down"} ${count(Math.abs(move), "place", "places")}.`;
}
