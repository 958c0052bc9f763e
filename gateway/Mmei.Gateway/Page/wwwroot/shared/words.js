// What the platform's words are called here. The sentences themselves stand with what they are about.

export const feelings = {
  anger: { name: "Anger", feels: "angry" },
  disgust: { name: "Disgust", feels: "disgusted" },
  fear: { name: "Fear", feels: "afraid" },
  joy: { name: "Joy", feels: "joyful" },
  neutral: { name: "Neutral", feels: "neither good nor bad" },
  sadness: { name: "Sadness", feels: "sad" },
  surprise: { name: "Surprise", feels: "surprised" },
};

export const wishes = {
  relax: { name: "Relax", wants: "to relax" },
  learn: { name: "Learn", wants: "to learn something" },
  create: { name: "Create", wants: "to make something" },
  entertain: { name: "Be entertained", wants: "to be entertained" },
  comfort: { name: "Be comforted", wants: "to be comforted" },
};

export const senses = {
  text: { name: "Your words" },
  image: { name: "Your face" },
  audio: { name: "Your voice" },
};

export const kinds = { music: "Music", image: "Picture", video: "Video", story: "Story" };

export const percent = (share) => `${Math.round(share * 100)} %`;

export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export const time = (date) => date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

export const moment = (instant) => new Date(instant).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });

export const plain = (number) => `${number < 0 ? "−" : ""}${Math.abs(number).toFixed(Math.abs(number) < 10 ? 3 : 1)}`;

/** A number of which it matters whether it is more or less than nothing. */
export const signed = (number) => `${number > 0 ? "+" : ""}${plain(number)}`;

export const between = ({ low, high }, written = signed) => `${written(low)} to ${written(high)}`;

/** Probabilities of emotions in one line, the likeliest first; those that round to nothing are left out. */
export const howMuch = (probabilities) =>
  Object.entries(probabilities)
    .filter(([, share]) => share >= 0.005)
    .sort(([, one], [, other]) => other - one)
    .map(([label, share]) => `${feelings[label].name} ${percent(share)}`)
    .join(", ");
