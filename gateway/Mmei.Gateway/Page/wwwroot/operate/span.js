import { readSamples } from "./prometheus.js";

const LongestMs = 60_000;

/** What was measured over about the last minute, from counters and histograms that only ever grow. */
export class Span {
  #looks = [];

  /** @param {string} text What is measured now. */
  look(text, now = performance.now()) {
    this.#looks.push({ now, samples: readSamples(text) });
    while (this.#looks.length > 2 && now - this.#looks[1].now >= LongestMs) {
      this.#looks.shift();
    }
  }

  get seconds() {
    return (this.#looks.at(-1).now - this.#looks[0].now) / 1000;
  }

  has(name) {
    return this.#looks.at(-1).samples.some((sample) => sample.name.startsWith(name));
  }

  /** A gauge as it stands. */
  current(name, labels = {}) {
    return sum(this.#looks.at(-1).samples, name, labels);
  }

  /** By how much a counter grew. */
  growth(name, labels = {}) {
    return sum(this.#looks.at(-1).samples, name, labels) - sum(this.#looks[0].samples, name, labels);
  }

  /**
   * The value that a share of what was measured stays below, read off a histogram's buckets: exact to the bucket.
   * @param {number} share 0.5 for the median.
   * @returns {number | null} Null where nothing was measured.
   */
  quantile(name, labels, share) {
    const buckets = this.#buckets(`${name}_bucket`, labels);
    const rank = share * (buckets.at(-1)?.count ?? 0);
    if (rank === 0) {
      return null;
    }

    const at = buckets.findIndex(({ count }) => count >= rank);
    const below = at === 0 ? { bound: 0, count: 0 } : buckets[at - 1];
    const { bound, count } = buckets[at];
    return Number.isFinite(bound) ? below.bound + ((bound - below.bound) * (rank - below.count)) / (count - below.count) : below.bound;
  }

  #buckets(name, labels) {
    const bounds = new Set(this.#looks.at(-1).samples.filter((sample) => sample.name === name).map(({ labels: { le } }) => le));
    return [...bounds]
      .map((le) => ({ bound: le === "+Inf" ? Infinity : Number(le), count: this.growth(name, { ...labels, le }) }))
      .sort((one, other) => one.bound - other.bound);
  }
}

const sum = (samples, name, labels) =>
  samples
    .filter((sample) => sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
    .reduce((total, { value }) => total + value, 0);
