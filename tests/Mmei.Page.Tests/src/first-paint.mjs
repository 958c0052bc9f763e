// Prints how many milliseconds after it was asked for the page first shows something: the median of visits with nothing in the cache.
import { chromium } from "playwright-core";

const Visits = 9;

const [address] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.MMEI_CHROMIUM, args: ["--no-sandbox"] });
try {
  // The first visit of a browser pays for the browser.
  await paint();
  const times = [];
  for (let visit = 0; visit < Visits; visit++) {
    times.push(await paint());
  }
  times.sort((a, b) => a - b);
  console.log(times[Math.floor(Visits / 2)].toFixed(1));
} finally {
  await browser.close();
}

/** Milliseconds from the beginning of the navigation, which is the click, to the first paint. */
async function paint() {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(address);
    return await page.evaluate(
      () =>
        new Promise((painted) => {
          const take = (entries) => entries.filter(({ name }) => name === "first-contentful-paint").forEach((entry) => painted(entry.startTime));
          new PerformanceObserver((list) => take(list.getEntries())).observe({ type: "paint", buffered: true });
        }),
    );
  } finally {
    await context.close();
  }
}
