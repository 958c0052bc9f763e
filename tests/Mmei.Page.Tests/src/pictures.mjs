import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { say, tell, titles, turnOn } from "./actions.mjs";
import { root } from "./platform.mjs";
import { stage } from "./stage.mjs";

const wanted = process.env.MMEI_UPDATE_PICTURES === "1";
const folder = join(root, "docs", "images");
const desk = { viewport: { width: 1180, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

// The pictures of the page in the documentation: taken anew where they are asked for.
if (wanted) {
  describe("Pictures for the documentation", () => {
    for (const [name, options] of Object.entries({
      "page-light": { ...desk, colorScheme: "light" },
      "page-dark": { ...desk, colorScheme: "dark" },
      "page-phone": { ...phone, colorScheme: "light" },
    })) {
      it(`takes ${name}.png`, () =>
        stage.visitOpened(async (page) => {
          await mkdir(folder, { recursive: true });
          await say(page, "I feel so lonely tonight. Please stay with me.");
          await turnOn(page, "Show my face");
          await say(page, "What a day. I just need to unwind.");
          await tell(page, "Like", (await titles(page))[3]);
          await page.evaluate(() => scrollTo(0, 0));
          await page.screenshot({ path: join(folder, `${name}.png`) });
          await page.screenshot({ path: join(folder, `${name}-whole.png`), fullPage: true });
        }, options));
    }
  });
}
