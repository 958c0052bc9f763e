import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openOperator, say } from "./actions.mjs";
import { stage } from "./stage.mjs";

describe("What an operator sees", () => {
  it("tells where the time of an answer went, and what counted in it", () =>
    stage.visitOpened(async (page) => {
      await say(page, "Teach me how volcanoes work.");
      await openOperator(page);

      await page.locator("#stages tr", { hasText: "Reading words" }).filter({ hasText: / ms/ }).waitFor();
      assert.match(await page.locator("#answers tbody tr").first().textContent(), /100 %––\d+ ms/);
      assert.match(await page.locator("#operator-span").textContent(), /^The last \d+ seconds? of this platform/);
    }));

  it("makes a recommendation again, and says that it comes out the same", () =>
    stage.visitOpened(async (page) => {
      await say(page, "Teach me how volcanoes work.");
      await openOperator(page);
      await page.getByRole("button", { name: "Make it again" }).click();

      await page.getByText("It comes out the same again, to the last bit.").waitFor();
    }));

  it("says why an item was not recommended, and of one that nobody knows too", () =>
    stage.visitOpened(async (page) => {
      await say(page, "Teach me how volcanoes work.");
      await openOperator(page);
      const outcome = page.locator("#decision-outcome");
      for (const item of ["m-001", "no-such-item"]) {
        await page.getByLabel("An item that is not in it").fill(item);
        await page.getByRole("button", { name: "Why not?" }).click();
        await outcome.filter({ hasNotText: "Looking" }).filter({ hasText: /\w/ }).waitFor();
      }

      assert.match(await outcome.textContent(), /catalog|known|there is no/i);
    }));

  it("says so where there is no such recommendation", () =>
    stage.visitOpened(
      async (page) => {
        await openOperator(page);
        await page.getByLabel("Its decision").fill("0193f2a4-7c1e-7b3a-9d52-6f1e8a0c4b77");
        await page.getByRole("button", { name: "Make it again" }).click();

        await page.locator("#decision-outcome").filter({ hasText: /no such|not/i }).waitFor();
      },
      { expected: /404/ },
    ));

  it("takes a file of items, and names the rows that are wrong", () =>
    stage.visitOpened(async (page) => {
      await openOperator(page);
      const rows = [
        { id: "page-test-1", kind: "music", title: "A tune for a test" },
        { id: "page-test-2", kind: "smell", title: "No such kind" },
      ];
      await page.locator("#catalog-file").setInputFiles({
        name: "items.ndjson",
        mimeType: "application/x-ndjson",
        buffer: Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n")),
      });

      await page.getByText("1 item was taken, 1 row was not taken.").waitFor();
      assert.match(await page.locator("#catalog-errors").textContent(), /^Line 2: .*kind/);
    }));

  it("says why a file that is no list of items was not taken", () =>
    stage.visitOpened(
      async (page) => {
        await openOperator(page);
        await page.locator("#catalog-file").setInputFiles({ name: "items.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });

        await page.locator("#catalog-outcome").filter({ hasText: /header|column|id/i }).waitFor();
      },
      { expected: /400|415|422/ },
    ));
});
