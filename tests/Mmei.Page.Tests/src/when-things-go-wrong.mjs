import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { say, titles } from "./actions.mjs";
import { stage } from "./stage.mjs";

const problem = (status, body = {}, headers = {}) => ({
  status,
  contentType: "application/problem+json",
  headers,
  body: JSON.stringify({ title: "A title", status, ...body }),
});

describe("When things go wrong", () => {
  it("asks for the key, and says when it is not known", () =>
    stage.visit(
      async (page) => {
        await page.goto(stage.platform.address);
        await page.getByLabel("Key", { exact: true }).fill("not-a-key");
        await page.getByRole("button", { name: "Open" }).click();
        await page.getByText("This key is not known here.").waitFor();

        await page.getByLabel("Key", { exact: true }).fill(stage.platform.key);
        await page.getByRole("button", { name: "Open" }).click();
        await page.getByRole("heading", { name: "How are you?" }).waitFor();
      },
      { expected: /401/ },
    ));

  it("says that there is nothing to read", () =>
    stage.visitOpened(async (page) => {
      await page.getByRole("button", { name: "See what fits" }).click();

      await page.getByText("Write something, or turn on the camera or the microphone.").waitFor();
    }));

  it("says that the platform has too much to do, and works again afterwards", () =>
    stage.visitOpened(
      async (page) => {
        await page.route("**/v1/observations", (route) => route.fulfill(problem(503, {}, { "Retry-After": "1" })), { times: 1 });
        await say(page, "Teach me how volcanoes work.");
        await page.getByText("The platform has too much to do right now.").waitFor();

        await say(page, "Teach me how volcanoes work.");
        await page.getByRole("heading", { name: "What fits" }).waitFor();
      },
      { expected: /503/ },
    ));

  it("says that the platform is gone", () =>
    stage.visitOpened(
      async (page) => {
        await page.route("**/v1/observations", (route) => route.abort());
        await page.getByLabel("In your words").fill("Is anybody there?");
        await page.getByLabel("In your words").press("Enter");

        await page.getByText("The platform does not answer. Is it still running?").waitFor();
      },
      { expected: /ERR_FAILED/ },
    ));

  it("says how to fill an empty catalog", () =>
    stage.visit(async (page) => {
      await page.route("**/v1/items:status", (route) => route.fulfill({ json: { items: 0, indexed: 0 } }));
      await page.goto(stage.platform.link);

      await page.getByRole("heading", { name: "There is nothing to recommend yet" }).waitFor();
    }));

  it("shows a title that looks like markup as the text it is", () =>
    stage.visitOpened(async (page) => {
      const title = '<img src=x onerror="document.title=1">';
      await page.route("**/v1/observations", async (route) => {
        const response = await route.fetch();
        const answer = await response.json();
        answer.items[0] = { ...answer.items[0], title, description: title, url: "javascript:document.title=1" };
        await route.fulfill({ response, json: answer });
      });
      await say(page, "Teach me how volcanoes work.");

      assert.equal((await titles(page))[0], title);
      assert.equal(await page.locator("#items .item-open:visible").count(), 0);
      assert.equal(await page.title(), "Mmei");
    }));
});
