import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./stage.mjs";

test("the API's description is a page that asks nobody else for anything", async () => {
  await stage.visit(async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(`${stage.platform.address}/docs/`);
    await page.getByRole("heading", { name: "Mmei.Platform" }).waitFor();
    await page.getByRole("heading", { name: "The limits in force" }).first().waitFor();

    assert.ok(asked.some((address) => address.endsWith("/openapi/v1.json")));
    assert.deepEqual(asked.filter((address) => !address.startsWith(stage.platform.address) && !address.startsWith("data:")), []);
  });
});
