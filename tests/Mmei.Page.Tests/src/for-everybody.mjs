import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cards, openOperator, say } from "./actions.mjs";
import { passesAxe } from "./axe.mjs";
import { stage } from "./stage.mjs";

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

describe("For everybody", () => {
  for (const colorScheme of ["light", "dark"]) {
    it(`passes axe on the way in (${colorScheme})`, () =>
      stage.visit(async (page) => {
        await page.goto(stage.platform.address);
        await page.getByLabel("Key", { exact: true }).waitFor();
        await passesAxe(page);
      }, { colorScheme }));

    it(`passes axe in both views (${colorScheme})`, () =>
      stage.visitOpened(async (page) => {
        await passesAxe(page);
        await say(page, "I feel so lonely tonight. Please stay with me.");
        await cards(page).first().getByRole("button", { name: /^Why/ }).click();
        await passesAxe(page);
        await page.getByRole("switch", { name: "Show my face" }).click();
        await passesAxe(page);
        await page.keyboard.press("Escape");
        await openOperator(page);
        await passesAxe(page);
      }, { colorScheme }));
  }

  it("fits a phone without scrolling sideways", () =>
    stage.visitOpened(async (page) => {
      await say(page, "I feel so lonely tonight. Please stay with me.");
      await fitsItsWidth(page);
      await openOperator(page);
      await fitsItsWidth(page);
    }, phone));

  for (const [device, options] of Object.entries({ desk: {}, phone })) {
    it(`is laid out from right to left where the language is (${device})`, () =>
      stage.visit(async (page) => {
        await page.goto(`${stage.platform.address}/?dir=rtl#key=${encodeURIComponent(stage.platform.key)}`);
        await say(page, "I feel so lonely tonight. Please stay with me.");

        const middle = (await page.viewportSize()).width / 2;
        assert.ok((await page.locator(".brand img").boundingBox()).x > middle);
        assert.ok((await cards(page).first().locator("h3").evaluate((title) => getComputedStyle(title).direction)) === "rtl");
        await fitsItsWidth(page);
      }, options));
  }

  it("can be used with the keyboard alone, which stays where it was", () =>
    stage.visitOpened(async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), "Skip to the content");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.id), "words");
      await page.keyboard.type("What a day. I just need to unwind.");
      await page.keyboard.press("Enter");
      await cards(page).first().waitFor();

      const like = cards(page).nth(4).getByRole("button", { name: /^Like/ });
      const name = await like.getAttribute("aria-label");
      for (let presses = 0; presses < 60 && (await focused(page)) !== name; presses++) {
        await page.keyboard.press("Tab");
      }

      await page.keyboard.press("Enter");
      await page.locator("#items-note").filter({ hasText: /“.*” / }).waitFor();
      assert.equal(await focused(page), name);
    }));

  it("says to those who listen what others see", () =>
    stage.visitOpened(async (page) => {
      await say(page, "I feel so lonely tonight. Please stay with me.");

      await page.getByRole("status").filter({ hasText: "You seem sad and to want to be comforted. 10 items fit." }).waitFor();
    }));
});

async function fitsItsWidth(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(content <= window, `${content} pixels of content in ${window}`);
}

const focused = (page) =>
  page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());
