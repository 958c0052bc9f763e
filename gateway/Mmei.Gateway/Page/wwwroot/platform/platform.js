import { problemOf, unreachable } from "./problem.js";

/** The platform's calls. Every failure is a `Problem`. */
export class Platform {
  #key;
  #refused;

  /**
   * @param {() => string | null} key The key to call with.
   * @param {() => void} refused Called when the platform does not know it.
   */
  constructor(key, refused) {
    this.#key = key;
    this.#refused = refused;
  }

  /** @param {FormData} form The parts `request`, and `image` and `audio` where they were given. */
  observe(form) {
    return this.#call("v1/observations", { method: "POST", body: form });
  }

  sendFeedback(signals) {
    return this.#call("v1/feedback", { method: "POST", body: json({ signals }) });
  }

  /** Takes back all that is kept of a person, and tells how much that was. */
  erase(person) {
    return this.#call(`v1/users/${encodeURIComponent(person)}`, { method: "DELETE" });
  }

  /** What led to a recommendation, and why an item is not in it. */
  decision(id, item) {
    return this.#call(`v1/decisions/${encodeURIComponent(id)}?whyNot=${encodeURIComponent(item)}`);
  }

  /** Makes a recommendation again, and tells whether it is the same. */
  replay(id) {
    return this.#call(`v1/decisions/${encodeURIComponent(id)}:replay`, { method: "POST" });
  }

  /** The policy in force, and what it learned. */
  policy() {
    return this.#call("v1/policy");
  }

  /** @param {{ policy: string, exploration: number, takeOver?: { exploration: number } }} setting */
  explore(setting) {
    return this.#call("v1/policy/exploration", { method: "PUT", body: json(setting) });
  }

  /** What this setting would have earned, and whether it may be put in force by that. */
  evaluate(setting) {
    return this.#call("v1/policy:evaluate", { method: "POST", body: json(setting) });
  }

  /** Puts it in force by what it would have earned. */
  promote(setting) {
    return this.#call("v1/policy:promote", { method: "POST", body: json(setting) });
  }

  freeze() {
    return this.#call("v1/policy:freeze", { method: "POST" });
  }

  unfreeze() {
    return this.#call("v1/policy:unfreeze", { method: "POST" });
  }

  /** The policies that are kept. */
  snapshots() {
    return this.#call("v1/policy/snapshots");
  }

  /** Keeps the policy as it is now. */
  keep() {
    return this.#call("v1/policy/snapshots", { method: "POST" });
  }

  /** Holds a kept policy in force. */
  rollBack(version) {
    return this.#call("v1/policy:rollback", { method: "POST", body: json({ version }) });
  }

  experiments() {
    return this.#call("v1/experiments");
  }

  /** @param {{ followMinutes: number, arms: object[] }} experiment */
  startExperiment(name, experiment) {
    return this.#call(`v1/experiments/${encodeURIComponent(name)}`, { method: "PUT", body: json(experiment) });
  }

  stopExperiment(name) {
    return this.#call(`v1/experiments/${encodeURIComponent(name)}:stop`, { method: "POST" });
  }

  /** An experiment with what came of each arm. */
  experiment(name) {
    return this.#call(`v1/experiments/${encodeURIComponent(name)}`);
  }

  /** How many items there are, and how many of them can be recommended. */
  catalog() {
    return this.#call("v1/items:status");
  }

  /** @param {File} file NDJSON, or CSV by its name. */
  importItems(file) {
    const type = file.name.toLowerCase().endsWith(".csv") ? "text/csv" : "application/x-ndjson";
    return this.#call("v1/items:import", { method: "POST", body: file, headers: { "Content-Type": type } });
  }

  /** What the gateway measures, as text for Prometheus. */
  async metrics() {
    const response = await this.#fetch("metrics");
    return response.text();
  }

  async #call(path, request) {
    const response = await this.#fetch(path, request);
    return response.json();
  }

  async #fetch(path, { headers, ...request } = {}) {
    const response = await fetch(path, { ...request, headers: { ...headers, "X-Api-Key": this.#key() ?? "" } }).catch(() => {
      throw unreachable();
    });
    if (response.ok) {
      return response;
    }

    const problem = await problemOf(response);
    if (problem.isUnknownKey) {
      this.#refused();
    }

    throw problem;
  }
}

const json = (content) => new Blob([JSON.stringify(content)], { type: "application/json" });
