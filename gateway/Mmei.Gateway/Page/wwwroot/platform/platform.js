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
    const body = new Blob([JSON.stringify({ signals })], { type: "application/json" });
    return this.#call("v1/feedback", { method: "POST", body });
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
