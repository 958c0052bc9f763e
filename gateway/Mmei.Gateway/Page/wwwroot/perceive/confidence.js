const Steps = [
  [0.8, "Quite sure"],
  [0.6, "Fairly sure"],
  [0.4, "Not very sure"],
  [0, "A guess"],
];

/** How sure the platform is, in words. Its confidence is calibrated, so it can be said as how often it is right. */
export function howSure(confidence) {
  const words = Steps.find(([least]) => confidence >= least)[1];
  const rightInTen = Math.round(confidence * 10);
  return `${words}: right about ${rightInTen} times in 10 when it looks like this.`;
}
