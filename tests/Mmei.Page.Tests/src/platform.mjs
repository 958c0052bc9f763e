import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..");

const Pause = 250;

/** The platform as `./mmei up --demo` runs it, on a free port and with its own data, until it is stopped. */
export class Platform {
  #script;

  /** @param {string} folder Where it keeps its data. */
  static async start(folder) {
    const script = spawn(join(root, "mmei"), ["up", "--demo", "--port", "0", "--state", folder, "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(createInterface(script.stdout), "line");
    const platform = new Platform(script, JSON.parse(line));
    await platform.#untilIndexed();
    return platform;
  }

  constructor(script, { address, key }) {
    this.#script = script;
    this.address = address;
    this.key = key;
  }

  /** What `./mmei up` prints. */
  get link() {
    return `${this.address}/#key=${encodeURIComponent(this.key)}`;
  }

  async stop() {
    this.#script.kill("SIGTERM");
    await once(this.#script, "exit");
  }

  async #untilIndexed() {
    for (;;) {
      const answer = await fetch(`${this.address}/v1/items:status`, { headers: { "X-Api-Key": this.key } });
      const { items, indexed } = await answer.json();
      if (items > 0 && indexed === items) {
        return;
      }

      await new Promise((resolve) => setTimeout(resolve, Pause));
    }
  }
}
