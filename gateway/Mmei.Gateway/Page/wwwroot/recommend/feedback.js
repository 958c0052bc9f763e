import { randomName } from "../shared/random.js";

/**
 * Tells the platform what a person did with an item.
 * @param {import("../platform/platform.js").Platform} platform
 * @param {string} decisionId Of the list that the item stands in.
 * @param {string} kind like, dislike, replay or skip.
 */
export const tellPlatform = (platform, decisionId, itemId, kind) =>
  platform.sendFeedback([{ id: randomName("page"), decisionId, itemId, kind, at: new Date().toISOString() }]);
