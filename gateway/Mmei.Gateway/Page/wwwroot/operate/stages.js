import { fill, find, stamp } from "../shared/dom.js";

/** Where the time goes: the stages of an observation, and which histogram tells of each. */
const Stages = [
  { name: "The whole", histogram: "mmei_gateway_observation_duration_seconds", labels: {} },
  { name: "Reading words", histogram: "mmei_encoder_duration_seconds", labels: { encoder: "text", stage: "total" } },
  { name: "Reading faces", histogram: "mmei_encoder_duration_seconds", labels: { encoder: "image", stage: "total" } },
  { name: "Hearing voices", histogram: "mmei_encoder_duration_seconds", labels: { encoder: "audio", stage: "total" } },
  { name: "Waiting for the slowest", histogram: "mmei_fusion_join_duration_seconds", labels: {} },
  { name: "Choosing items", histogram: "mmei_ranking_duration_seconds", labels: {} },
  { name: "Reading items", histogram: "mmei_encoder_duration_seconds", labels: { encoder: "content", stage: "total" } },
];

/** @param {import("./span.js").Span} span */
export function showStages(span) {
  find("#stages tbody").replaceChildren(
    ...Stages.map(({ name, histogram, labels }) => {
      const known = span.has(histogram);
      return fill(stamp("stage"), {
        name,
        rate: known ? rate(span.growth(`${histogram}_count`, labels) / span.seconds) : "elsewhere",
        median: known ? milliseconds(span.quantile(histogram, labels, 0.5)) : "–",
        slow: known ? milliseconds(span.quantile(histogram, labels, 0.95)) : "–",
      });
    }),
  );
}

export const rate = (perSecond) => (Number.isFinite(perSecond) ? perSecond.toFixed(perSecond < 10 ? 1 : 0) : "–");

const milliseconds = (seconds) => (seconds === null ? "–" : `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`);
