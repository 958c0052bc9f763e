import { after, before } from "node:test";
import { stage } from "./stage.mjs";

before(() => stage.open(), { timeout: 600_000 });
after(() => stage.close());

// One after the other, in one process: they share the platform and the browser.
await import("./first-five-minutes.mjs");
await import("./when-things-go-wrong.mjs");
await import("./what-an-operator-sees.mjs");
await import("./what-an-operator-learns.mjs");
await import("./the-api-is-read.mjs");
await import("./for-everybody.mjs");
await import("./pictures.mjs");
