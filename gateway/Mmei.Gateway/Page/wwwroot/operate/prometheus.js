const Sample = /^(\w+)(?:\{(.*)\})? (\S+)/;
const Label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/**
 * Reads what a service measures.
 * @param {string} text In the format of Prometheus.
 * @returns {{ name: string, labels: Record<string, string>, value: number }[]}
 */
export const readSamples = (text) =>
  text
    .split("\n")
    .map((line) => Sample.exec(line))
    .filter(Boolean)
    .map(([, name, labels = "", value]) => ({
      name,
      labels: Object.fromEntries([...labels.matchAll(Label)].map(([, label, content]) => [label, content])),
      value: Number(value),
    }));
