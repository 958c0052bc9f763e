import { join } from "node:path";
import { describe, it } from "node:test";
import { openOperator, say, tell, titles, turnOn } from "./actions.mjs";
import { root } from "./platform.mjs";
import { stage } from "./stage.mjs";

const folder = join(root, "docs", "images");
const desk = { viewport: { width: 1120, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

// The pictures of the page in the documentation: taken anew where they are asked for.
if (process.env.MMEI_UPDATE_PICTURES === "1") {
  describe("Pictures for the documentation", () => {
    for (const [name, options] of Object.entries({
      "page-light": { ...desk, colorScheme: "light" },
      "page-dark": { ...desk, colorScheme: "dark" },
      "page-phone": { ...phone, colorScheme: "light" },
    })) {
      it(`takes ${name}.png`, () =>
        stage.visitOpened(async (page) => {
          await turnOn(page, "Show my face");
          await say(page, "What a day. I just need to unwind.");
          await tell(page, "Like", (await titles(page))[3]);
          await page.locator("#answer").evaluate((answer) => answer.scrollIntoView());
          await page.screenshot({ path: join(folder, `${name}.png`) });
        }, options));
    }

    for (const colorScheme of ["light", "dark"]) {
      it(`takes operator-${colorScheme}.png`, () =>
        stage.visitOpened(async (page) => {
          await turnOn(page, "Show my face");
          for (const words of ["What a day. I just need to unwind.", "Teach me how volcanoes work.", "We won the final! I want to dance."]) {
            await say(page, words);
          }

          await page.getByRole("link", { name: "Operator" }).click();
          await page.locator("#stages tr", { hasText: "Reading faces" }).filter({ hasText: / ms/ }).waitFor();
          await page.screenshot({ path: join(folder, `operator-${colorScheme}.png`) });
        }, { ...desk, colorScheme }));
    }

    for (const [name, options] of Object.entries({
      "learning-light": { ...desk, colorScheme: "light" },
      "learning-dark": { ...desk, colorScheme: "dark" },
      "learning-phone": { ...phone, colorScheme: "light" },
    })) {
      it(`takes ${name}.png`, () =>
        stage.visitOpened(async (page) => {
          await openOperator(page);
          await page.locator("#policy").getByRole("button", { name: "What would it earn?" }).click();
          await page.locator("#policy-details li").first().waitFor();
          await page.locator("#policy").evaluate((policy) => policy.scrollIntoView());
          await page.screenshot({ path: join(folder, `${name}.png`) });
        }, options));
    }
  });
}
