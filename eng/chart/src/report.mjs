import { availableParallelism } from "node:os";

/** Collects named checks and prints them: people read stderr, programs read one JSON document on stdout. */
export class Report {
  #checks = [];

  /** Records a check; `problems` is what is wrong, empty when it holds. */
  add(name, problems) {
    this.#checks.push({ name, ok: problems.length === 0, detail: problems.join("\n") });
  }

  /** Records a check by running it; an exception is a failure of that check, not of the run. */
  run(name, check) {
    return this.runAll([[name, check]]);
  }

  /** Runs many checks at once, a few at a time, and records them in their order: [name, check] each. */
  async runAll(checks) {
    const pending = [...checks.entries()];
    const problems = [];
    const worker = async () => {
      for (let next = pending.shift(); next; next = pending.shift()) {
        const [index, [, check]] = next;
        problems[index] = await Promise.resolve().then(check).then((found) => found ?? [], (error) => [error.message ?? String(error)]);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() * 4 }, worker));
    checks.forEach(([name], index) => this.add(name, problems[index]));
  }

  get failed() {
    return this.#checks.filter((check) => !check.ok).length;
  }

  print(json) {
    const passed = this.#checks.length - this.failed;
    for (const { name, ok, detail } of this.#checks) {
      process.stderr.write(`${ok ? "ok  " : "FAIL"} ${name}\n`);
      if (!ok) process.stderr.write(detail.replace(/^/gm, "     ") + "\n");
    }
    if (json) process.stdout.write(JSON.stringify({ passed, failed: this.failed, checks: this.#checks }) + "\n");
    else process.stdout.write(`${passed} passed, ${this.failed} failed\n`);
  }
}
