/** The one beside which another is tried. */
export const Apprentice = "apprentice";

/** The policies that the platform knows: what each does, and what its exploration is a number of. */
export const policies = {
  "lin-ts": { does: "draws the whole order by what it believes", amount: "what a deviation counts; 1 is as it believes" },
  "lin-ucb": { does: "puts first what may be the best", amount: "how many deviations count for an item" },
  "epsilon-greedy": { does: "puts first any item in a share of decisions", amount: "that share, 0 to 1" },
  softmax: { does: "puts first the better items more often", amount: "the temperature: the higher, the more alike" },
  "square-cb": { does: "puts first the worse items the more seldom", amount: "the higher, the more it tries" },
  random: { does: "puts first any item", amount: "of no meaning here" },
  congruence: { does: "is the baseline: what was learned does not count", amount: "of no meaning here" },
  [Apprentice]: { does: "serves the baseline, and tries lin-ts beside it in a share of decisions", amount: "that share" },
};

export const inForce = ({ policy, exploration, version, rewards }) =>
  `${policy} is in force: it ${policies[policy]?.does ?? "is not known to this page"}. ` +
  `Exploration ${exploration}, version ${version}, ${rewards === 0 ? "nothing learned yet" : `learned from ${rewards} reward${rewards === 1 ? "" : "s"}`}.`;
