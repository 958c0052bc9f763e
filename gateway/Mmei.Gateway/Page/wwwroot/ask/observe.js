const ItemsAsked = 10;
const DeadlineMs = 4000; // A person waits for a good answer rather than for half of one.

/**
 * Asks the platform what a person feels and wants, and what fits.
 * @param {import("../platform/platform.js").Platform} platform
 * @param {import("./composer.js").Said} said
 * @param {{ userId: string, sessionId?: string }} who
 */
export function observe(platform, said, who) {
  const request = {
    ...who,
    text: said.words || undefined,
    consent: { text: true, image: said.picture !== null, audio: said.sound !== null, purpose: "recommendation" },
    options: { k: ItemsAsked, mood: said.mood, explain: true, deadlineMs: DeadlineMs },
  };
  const form = new FormData();
  form.append("request", new Blob([JSON.stringify(request)], { type: "application/json" }));
  if (said.picture) {
    form.append("image", said.picture, "face.jpg");
  }

  if (said.sound) {
    form.append("audio", said.sound, "voice.wav");
  }

  return platform.observe(form);
}
