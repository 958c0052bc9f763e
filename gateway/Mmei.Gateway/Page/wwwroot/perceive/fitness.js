import { count } from "../shared/words.js";

const Rejections = {
  noFace: "No face was found. Face the camera, with light on you.",
  noSpeech: "Nobody was heard speaking. Come closer to the microphone.",
  undecodable: "It could not be opened.",
  unsupported: "It is of a kind that is not read here.",
  tooLarge: "It is too large.",
  empty: "There was nothing in it.",
  overloaded: "There was too much to do to read it. Try again.",
  failed: "Reading it failed here. You did nothing wrong.",
};

const Warnings = {
  blurred: "The picture is blurred.",
  dark: "The picture is dark.",
  littleSpeech: "There is little speech in it.",
  clipped: "The recording is too loud.",
  shortened: "It is long: only a part of it was read.",
  unmeasuredLanguage: "This language is understood less well, so it counts half.",
};

/** Why a sense did not count, as a sentence; null where it did. */
export function whyNot({ status, code, reason }) {
  switch (status) {
    case "used":
      return null;
    case "withheld":
      return "You did not agree to it being read.";
    case "missing":
      return "It was not read in time.";
    default:
      return Rejections[code] ?? reason ?? "It could not be used.";
  }
}

/** What was found of a sense that counted: how many faces, how much speech, and what may make it wrong. */
export function remarks({ quality }) {
  if (!quality) {
    return "";
  }

  const { faces, seconds, warnings = [] } = quality;
  return [
    faces > 1 ? `${count(faces, "face", "faces")}; the largest was read.` : faces === 1 ? "One face." : "",
    seconds ? `${count(Math.round(seconds), "second", "seconds")} heard.` : "",
    ...warnings.map((warning) => Warnings[warning] ?? ""),
  ]
    .filter(Boolean)
    .join(" ");
}
