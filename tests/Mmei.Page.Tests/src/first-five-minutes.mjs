import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ask, cards, say, tell, titles, turnOn } from "./actions.mjs";
import { stage } from "./stage.mjs";

describe("A person's first five minutes", () => {
  it("opens by the link that was printed, which leaves the key out of the address", () =>
    stage.visitOpened(async (page) => {
      assert.equal(page.url(), `${stage.platform.address}/`);
      assert.equal(await page.evaluate(() => sessionStorage.getItem("mmei-key")), stage.platform.key);
      assert.equal(await page.evaluate(() => localStorage.length + document.cookie.length), 0);
    }));

  it("understands a sentence, and shows what fits and why", () =>
    stage.visitOpened(async (page) => {
      await say(page, "I feel so lonely tonight. Please stay with me.");

      assert.match(await page.locator(".headline").textContent(), /You seem sad and to want to be comforted/);
      assert.equal(await page.locator("#emotion-bars li").count(), 7);
      assert.match(await page.locator("#weights").textContent(), /Your words\s*100 %/);
      assert.equal(await cards(page).count(), 10);
      assert.match(await cards(page).first().locator(".item-reason").textContent(), /^[A-Z]/);
      assert.equal(await page.locator("#timeline .moment").count(), 1);
    }));

  it("asks before it looks or listens, and shows that it does", () =>
    stage.visitOpened(async (page) => {
      await page.getByRole("switch", { name: "Show my face" }).click();
      assert.equal(await isCaptured(page), false);
      await page.getByRole("dialog").getByRole("button", { name: "Not now" }).click();
      assert.equal(await isCaptured(page), false);

      await turnOn(page, "Show my face");
      assert.equal(await isCaptured(page), true);
      await page.getByText("Camera on.").waitFor();

      await page.getByRole("switch", { name: "Show my face" }).click();
      await page.getByText("Camera on.").waitFor({ state: "hidden" });
      assert.equal(await isCaptured(page), false);
    }));

  it("reads words, face and voice together", () =>
    stage.visitOpened(async (page) => {
      await turnOn(page, "Show my face");
      await turnOn(page, "Let it hear me");
      await page.waitForTimeout(2500); // The person talks.
      await say(page, "We won the final! I want to dance.");

      assert.match(await page.locator(".headline").textContent(), /You seem joyful/);
      const counted = await page.locator("#weights li").evaluateAll((rows) => rows.map((row) => [row.dataset.status, row.textContent]));
      assert.deepEqual(counted.map(([status]) => status), ["used", "used", "used"], JSON.stringify(counted));
      await page.getByAltText("The picture of you that was read").waitFor();
      const face = await page.locator("#portrait .outline").boundingBox();
      const picture = await page.getByAltText("The picture of you that was read").boundingBox();
      assert.ok(Math.abs(face.x + face.width / 2 - picture.x - picture.width / 2) < picture.width / 10, JSON.stringify([face, picture]));

      await page.getByRole("switch", { name: "Show my face" }).click();
      await page.getByAltText("The picture of you that was read").waitFor({ state: "hidden" });
    }));

  it("listens to what they like and do not like", () =>
    stage.visitOpened(async (page) => {
      await say(page, "What a day. I just need to unwind.");
      const before = await titles(page);
      const liked = before[6];

      assert.match(await tell(page, "Like", liked), /moved up \d places?\.$/);
      const after = await titles(page);
      assert.ok(after.indexOf(liked) < 6, `${liked} is at ${after.indexOf(liked)} of ${after}`);
      await page.locator(".item-move", { hasText: /^Moved up/ }).first().waitFor();

      const disliked = after.find((title) => title !== liked);
      assert.match(await tell(page, "Not for me", disliked), /off your list/);
      assert.ok(!(await titles(page)).includes(disliked));
    }));

  it("sees how the feeling went", () =>
    stage.visitOpened(async (page) => {
      await say(page, "I feel so lonely tonight. Please stay with me.");
      await say(page, "We won the final! I want to dance.");
      await ask(page);

      assert.deepEqual(
        await page.locator("#timeline [data-text=feeling]").allTextContents(),
        ["Sadness", "Joy", "Joy"],
      );
    }));

  it("takes back all that is kept of them", () =>
    stage.visitOpened(async (page) => {
      await say(page, "What a day. I just need to unwind.");
      await tell(page, "Like", (await titles(page))[3]);
      assert.equal(await page.locator("#answer").isVisible(), true);

      const asked = page.waitForRequest((request) => request.method() === "DELETE");
      await page.getByRole("button", { name: "Erase it" }).click();
      await page.getByText(/^Erased: [1-9]\d* recommendations? and 1 reaction\./).waitFor();

      assert.equal(await page.locator("#answer").isVisible(), false);
      const known = await fetch((await asked).url(), { headers: { "X-Api-Key": stage.platform.key } });
      assert.deepEqual(await known.json().then(({ seen, liked, disliked }) => [seen, liked, disliked]), [[], [], []]);
    }));

  it("leaves nothing behind when the key is forgotten", () =>
    stage.visitOpened(async (page) => {
      await page.getByRole("button", { name: "Forget it now" }).click();

      await page.getByLabel("Key", { exact: true }).waitFor();
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    }));
});

const isCaptured = (page) => page.locator("#camera video").evaluate((video) => video.srcObject?.active ?? false);
