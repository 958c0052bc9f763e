import type { components } from "./api.js";

type Problem = components["schemas"]["Problem"];

/** The platform answered with a problem (RFC 9457), or with a failure that carries none. */
export class MmeiProblem extends Error {
  override readonly name = "MmeiProblem";

  /** The HTTP status. */
  readonly status: number;

  /** What the platform said; empty where what failed was something else at its address. */
  readonly problem: Partial<Problem>;

  /** Seconds to wait before the same call makes sense again; undefined where it does not say. */
  readonly retryAfter: number | undefined;

  constructor(response: Response, body: unknown) {
    const problem: Partial<Problem> = typeof body === "object" && body !== null ? body : {};
    super(describe(response, problem));
    this.status = response.status;
    this.problem = problem;
    this.retryAfter = Number(response.headers.get("Retry-After") ?? NaN) || undefined;
  }
}

function describe({ status, statusText }: Response, { title = statusText, detail = title, errors = {} }: Partial<Problem>): string {
  const fields = Object.entries(errors).flatMap(([field, reasons]) => reasons.map((reason) => `${field}: ${reason}`));
  return fields.length > 0 ? `${status} ${title.replace(/\.$/, "")}: ${fields.join("; ")}` : `${status} ${detail}`;
}
