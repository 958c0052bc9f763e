import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { openOperator, say, tell, titles } from "./actions.mjs";
import { passesAxe } from "./axe.mjs";
import { stage } from "./stage.mjs";

describe("What an operator learns of the policy", () => {
  // The others that walk the page are recommended to as at first.
  after(() => ask("PUT", "/v1/policy/exploration?force=true", { policy: "lin-ts", exploration: 0.05 }));

  it("tells which one is in force, and what it learned, the strongest first", () =>
    stage.visitOpened(async (page) => {
      await say(page, "What a day. I just need to unwind.");
      await tell(page, "Like", (await titles(page))[3]);
      await openOperator(page);

      await policy(page).getByText(/^lin-ts is in force: it draws .* version \d+, learned from \d+ rewards?\.$/).waitFor();
      const strongest = await learned(page).evaluateAll((rows) => rows.map((row) => row.textContent));
      assert.equal(strongest.length, 10);
      assert.match(strongest[0], /^\D+[+−]\d\.\d+\d+ %$/);
      await policy(page).getByRole("button", { name: "Show all 68" }).click();
      assert.equal(await learned(page).count(), 68);
    }));

  it("freezes it and unfreezes it, by the keyboard too, which stays where it was", () =>
    stage.visitOpened(async (page) => {
      await openOperator(page);
      await policy(page).getByRole("button", { name: "Freeze it" }).click();

      await policy(page).getByText(/^Version \d+ is frozen: it stays in force\./).waitFor();
      assert.equal(typeof (await ask("GET", "/v1/policy")).frozen, "number");

      await page.keyboard.press("Enter");
      await policy(page).getByText("It follows again what is learned.").waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Freeze it");
      assert.equal((await ask("GET", "/v1/policy")).frozen, undefined);
    }));

  it("says what another would earn, and puts none in force unjudged", () =>
    stage.visitOpened(
      async (page) => {
        await openOperator(page);
        await policy(page).getByText(/^lin-ts is in force/).waitFor();
        await policy(page).getByLabel("Policy").selectOption("random");
        await policy(page).getByText("It puts first any item.").waitFor();
        await policy(page).getByRole("button", { name: "Put it in force" }).click();
        await policy(page).getByText("It is not put in force unjudged: ask first what it would earn.").waitFor();

        await policy(page).getByRole("button", { name: "What would it earn?" }).click();
        await policy(page).getByText(/^In \d+ % of decisions it puts first what the baseline does/).waitFor();
        await policy(page).getByText(/beside the baseline \([+−]?[\d.]+ to [+−]?[\d.]+\)/).waitFor();
        assert.equal((await ask("GET", "/v1/policy")).policy, "lin-ts");
      },
      { expected: /422/ },
    ));

  it("changes how much is explored, and says what cannot be", () =>
    stage.visitOpened(
      async (page) => {
        await openOperator(page);
        await policy(page).getByText(/^lin-ts is in force/).waitFor();
        await policy(page).getByLabel("Exploration").fill("0.02");
        await policy(page).getByRole("button", { name: "Put it in force" }).click();
        await policy(page).getByText("lin-ts with exploration 0.02 is put in force.").waitFor();
        await policy(page).getByText(/ Exploration 0\.02, version/).waitFor();

        await policy(page).getByLabel("Policy").selectOption("apprentice");
        await policy(page).getByLabel("Exploration").fill("2");
        await policy(page).getByRole("button", { name: "Put it in force" }).click();
        await policy(page).getByText("exploration must be a number from 0 to 0.5 for apprentice.").waitFor();
      },
      { expected: /400/ },
    ));

  it("lets an apprentice take over by itself, and keeps the rule until it is told otherwise", () =>
    stage.visitOpened(async (page) => {
      await ask("PUT", "/v1/policy/exploration", { policy: "apprentice", exploration: 0.05, takeOver: { exploration: 0.02, leastDecisions: 300 } });
      await openOperator(page);
      await policy(page).getByText("lin-ts with exploration 0.02 takes over by itself once it has earned it, as looked at each 300 decisions or more.").waitFor();

      await policy(page).getByLabel("Exploration").fill("0.1");
      await policy(page).getByRole("button", { name: "Put it in force" }).click();
      await policy(page).getByText("apprentice with exploration 0.1 is put in force.").waitFor();
      assert.equal((await ask("GET", "/v1/policy")).takeOver.leastDecisions, 300);

      await policy(page).getByLabel("takes over by itself").uncheck();
      await policy(page).getByRole("button", { name: "Put it in force" }).click();
      await policy(page).getByText(/takes over by itself once/).waitFor({ state: "hidden" });
      assert.equal((await ask("GET", "/v1/policy")).takeOver, undefined);

      await policy(page).getByLabel("Policy").selectOption("congruence");
      await policy(page).getByLabel("takes over by itself").waitFor({ state: "hidden" });
    }));

  it("keeps it as it is, and goes back to it", () =>
    stage.visitOpened(async (page) => {
      await say(page, "What a day. I just need to unwind.");
      await tell(page, "Like", (await titles(page))[2]);
      await openOperator(page);
      await policy(page).getByRole("button", { name: "Keep it as it is" }).click();
      await policy(page).getByText("It is kept as it is now.").waitFor();
      const [{ version }] = (await ask("GET", "/v1/policy/snapshots")).snapshots;

      await policy(page).getByRole("button", { name: `Go back to version ${version}`, exact: true }).click();
      await policy(page).getByText(`Version ${version} is in force, and frozen.`).waitFor();
      await policy(page).getByRole("row", { name: `Version ${version}` }).getByRole("button", { name: "In force" }).waitFor();
      assert.equal((await ask("GET", "/v1/policy")).frozen, version);

      await policy(page).getByRole("button", { name: "Unfreeze it" }).click();
      await policy(page).getByText("It follows again what is learned.").waitFor();
    }));

  it("says what the key lacks, and asks no more", () =>
    stage.visitOpened(
      async (page) => {
        const detail = "This call needs the scope 'admin'; the credential has: observe.";
        const body = JSON.stringify({ title: "Forbidden", status: 403, detail });
        await page.route(/\/v1\/(policy|policy\/snapshots|experiments)$/, (route) =>
          route.fulfill({ status: 403, contentType: "application/problem+json", body }));
        await openOperator(page);

        await policy(page).getByText(detail).waitFor();
        await page.locator("#experiments").getByText(detail).waitFor();
        assert.equal(await policy(page).getByRole("button").count(), 0);
      },
      { expected: /403/ },
    ));
});

describe("What an operator learns of an experiment", () => {
  const arms = [
    { name: "as-ever", weight: 0.5 },
    { name: "calmer", weight: 0.5, mood: "calm" },
  ];

  it("shows its arms while it runs, and when it ran", () =>
    stage.visitOpened(async (page) => {
      await ask("PUT", "/v1/experiments/page-test", { arms, followMinutes: 1440 });
      await say(page, "What a day. I just need to unwind.");
      await openOperator(page);

      await experiment(page).getByText(/^Running since .*\. Each person is followed for a day\.$/).waitFor();
      assert.match(await experiment(page).getByRole("row", { name: /^calmer/ }).textContent(), /^calmer50 % of people, mood: calm0 of \d+–{5}$/);

      await ask("POST", "/v1/experiments/page-test:stop");
      await experiment(page).getByText(/^Ran from .* to /).waitFor();
    }));

  it("is started and stopped from here, and nobody stops it by accident", () =>
    stage.visitOpened(async (page) => {
      await openOperator(page);
      await experiments(page).getByLabel("Name").fill("from-the-page");
      // What is emptied and hidden again does not keep the form from being sent.
      await experiments(page).getByLabel("Policy").selectOption("softmax");
      await experiments(page).getByLabel("Exploration").fill("");
      await experiments(page).getByLabel("Policy").selectOption("as ever");
      assert.equal(await page.locator("#experiment-start").evaluate((form) => form.checkValidity()), true);
      await experiments(page).getByLabel("Mood").selectOption("lift");
      await experiments(page).getByLabel("Policy").selectOption("congruence");
      await experiments(page).getByLabel("Exploration").fill("0");
      await experiments(page).getByRole("button", { name: "Start it" }).click();
      await experiments(page).getByText("from-the-page is started.").waitFor();

      const started = await ask("GET", "/v1/experiments/from-the-page");
      assert.deepEqual(started.arms, [
        { name: "as-ever", weight: 0.5 },
        { name: "other", weight: 0.5, policy: "congruence", exploration: 0, mood: "lift" },
      ]);
      assert.equal(started.followMinutes, 1440);
      assert.equal(await experiments(page).getByRole("button", { name: "Start it" }).count(), 0);
      await passesAxe(page);

      const answers = [(dialog) => dialog.dismiss(), (dialog) => dialog.accept()];
      page.on("dialog", (dialog) => answers.shift()(dialog));
      await experiments(page).getByRole("button", { name: "Stop from-the-page" }).click();
      assert.equal((await ask("GET", "/v1/experiments/from-the-page")).running, true);
      await experiments(page).getByRole("button", { name: "Stop from-the-page" }).click();
      await experiments(page).getByText("from-the-page is stopped. What came of it stays.").waitFor();
      assert.equal((await ask("GET", "/v1/experiments/from-the-page")).running, false);
    }));

  it("says why one cannot be started", () =>
    stage.visitOpened(
      async (page) => {
        await openOperator(page);
        await experiments(page).getByLabel("Name").fill("too-much");
        await experiments(page).getByLabel("Policy").selectOption("apprentice");
        await experiments(page).getByLabel("Exploration").fill("2");
        await experiments(page).getByRole("button", { name: "Start it" }).click();
        await experiments(page).getByText(/exploration must be a number from 0 to 0\.5 for apprentice\./).waitFor();
      },
      { expected: /400/ },
    ));

  it("shows where an outcome lies, and says when two arms differ", () =>
    stage.visitOpened(async (page) => {
      const none = {};
      const reward = (mean, difference) => ({ mean, interval: { low: mean - 0.02, high: mean + 0.02 }, difference });
      const result = (arm, outcome) => ({
        arm, exposed: 90, counted: 80, reward: outcome, satisfaction: none, engagementSeconds: none, retention: none, diversity: none,
      });
      const results = [
        result("as-ever", reward(0.1)),
        result("calmer", reward(0.2, { mean: 0.1, interval: { low: 0.06, high: 0.14 } })),
      ];
      await page.route(/\/v1\/experiments(\/|$)/, (route) => {
        const known = { name: "page-test", running: true, startedAt: "2026-01-02T03:04:05Z", followMinutes: 60, arms };
        return route.fulfill({ json: route.request().url().endsWith("experiments") ? { experiments: [known] } : { ...known, results } });
      });
      await openOperator(page);

      await experiment(page).getByText("+0.100 (+0.060 to +0.140)").waitFor();
      await experiment(page).getByText("0.080 to 0.120").waitFor();
      assert.equal(await experiment(page).getByText("it differs").count(), 1);
    }));
});

const policy = (page) => page.locator("#policy");

const learned = (page) => page.locator("#learned tbody tr");

const experiments = (page) => page.locator("#experiments");

const experiment = (page) => experiments(page).locator("article").first();

async function ask(method, path, content) {
  const response = await fetch(`${stage.platform.address}${path}`, {
    method,
    headers: { "X-Api-Key": stage.platform.key, "Content-Type": "application/json" },
    body: content && JSON.stringify(content),
  });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.json();
}
