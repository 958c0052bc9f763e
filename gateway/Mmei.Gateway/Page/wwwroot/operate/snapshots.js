import { fill, find, replaceChanged, stamp } from "../shared/dom.js";
import { count, moment } from "../shared/words.js";

const MostShown = 10;
const reasons = { scheduled: "as it is every so often", asked: "as somebody asked for it", frozen: "as it was frozen" };

/** The policies that are kept, the latest first, and the way back to each. */
export class Snapshots {
  #list = find("#snapshots tbody");

  /** @param {(version: number) => void} rollBack Called with the version that somebody wants in force again. */
  constructor(rollBack) {
    this.#list.addEventListener("click", ({ target }) => target.dataset.version && rollBack(Number(target.dataset.version)));
  }

  show({ snapshots }) {
    find("#no-snapshots").hidden = snapshots.length > 0;
    find("#snapshots").hidden = snapshots.length === 0;
    replaceChanged(this.#list, snapshots.slice(0, MostShown).map(rowOf));
  }
}

function rowOf({ version, reason, rewards, madeAt, inForce }) {
  const row = fill(stamp("snapshot"), {
    version: `Version ${version}`,
    made: `${moment(madeAt)}, ${reasons[reason] ?? reason}`,
    rewards: count(rewards, "reward", "rewards"),
  });
  const button = find("button", row);
  button.dataset.version = String(version);
  button.disabled = inForce;
  button.textContent = inForce ? "In force" : `Go back to version ${version}`;
  return row;
}
