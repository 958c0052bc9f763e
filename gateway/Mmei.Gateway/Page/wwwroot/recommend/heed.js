const Patience = 6;
const Pause = 400; // Learning is not part of the answer to feedback: it is done within a fraction of a second, mostly.

const pause = () => new Promise((resolve) => setTimeout(resolve, Pause));

/**
 * Asks for the list again until what a person said of an item shows in it.
 * @param {() => Promise<object>} ask
 * @param {object} before The answer that they spoke about.
 * @param {string} itemId
 * @returns {Promise<object>} The last answer, whether it shows or not.
 */
export async function heed(ask, before, itemId) {
  let answer = before;
  for (let tries = 0; tries < Patience && !shows(answer, before, itemId); tries++) {
    await pause();
    answer = await ask();
  }

  return answer;
}

function shows(answer, before, itemId) {
  const [is, was] = [answer, before].map(({ items }) => items.find(({ id }) => id === itemId));
  return answer !== before && (!is || is.explanation.affinity !== was?.explanation.affinity);
}
