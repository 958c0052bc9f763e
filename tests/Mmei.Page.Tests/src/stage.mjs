import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { fakeMedia } from "./media.mjs";
import { Platform } from "./platform.mjs";

const Patience = 30_000; // A busy machine reads a first face slowly.

/** A running platform, and a browser with a camera and a microphone that show and say always the same. */
class Stage {
  async open() {
    this.folder = await mkdtemp(join(tmpdir(), "mmei-page."));
    const { camera, microphone } = await fakeMedia(this.folder, "joy");
    this.platform = await Platform.start(join(this.folder, "state"));
    this.browser = await chromium.launch({
      executablePath: process.env.MMEI_CHROMIUM,
      args: [
        "--no-sandbox", // Tests may run as root, where Chromium has none.
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${camera}`,
        `--use-file-for-fake-audio-capture=${microphone}`,
      ],
    });
  }

  async close() {
    await this.browser?.close();
    await this.platform?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /**
   * Lets somebody do something in a fresh browser, and fails when the page complained to the console meanwhile.
   * @param {(page: import("playwright-core").Page) => Promise<void>} act
   * @param {import("playwright-core").BrowserContextOptions & { expected?: RegExp }} options `expected`: complaints that belong to it.
   */
  async visit(act, { expected, ...options } = {}) {
    const context = await this.browser.newContext({ permissions: ["camera", "microphone"], reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(Patience);
    const page = await context.newPage();
    const complaints = [];
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.stack));
    try {
      await act(page);
      assert.deepEqual(complaints.filter((complaint) => !expected?.test(complaint)), []);
    } finally {
      await context.close();
    }
  }

  /** The same, with the page open. */
  visitOpened(act, options) {
    return this.visit(async (page) => {
      await page.goto(this.platform.link);
      await page.getByRole("heading", { name: "How are you?" }).waitFor();
      await act(page);
    }, options);
  }
}

export const stage = new Stage();
