import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api.js";
import { MmeiProblem } from "./problem.js";

export { MmeiProblem };

/** The bodies of the API by their names in its description, as `Schemas["ObservationAnswer"]`. */
export type Schemas = components["schemas"];

/** Every call of the API by method and path, as `mmei.GET("/v1/items/{id}", { params: { path: { id: "m-204" } } })`. */
export type Mmei = Client<paths>;

/** An observation with its media as they are, not as base64. */
export type Observation = Omit<Schemas["ObservationRequest"], "image" | "audio"> & { image?: Blob; audio?: Blob };

/** The platform at `url`, called with an API key. Nothing is sent again by itself. */
export function connect(url: string, key: string): Mmei {
  return createClient<paths>({
    baseUrl: url,
    headers: { "X-Api-Key": key },
    // What is text already (NDJSON, CSV) or parts stays as it is.
    bodySerializer: (body: unknown) => (typeof body === "string" || body instanceof FormData ? body : JSON.stringify(body)),
  });
}

/**
 * The body of an answer, as `answerOf(await mmei.GET("/v1/limits"))`.
 * @throws {MmeiProblem} The platform refused or failed.
 */
export function answerOf<T>(outcome: { data?: T; error?: unknown; response: Response }): T {
  if (!outcome.response.ok) {
    throw new MmeiProblem(outcome.response, outcome.error);
  }
  return outcome.data as T;
}

/**
 * Perceives and recommends, and waits for the answer.
 * @throws {MmeiProblem} The platform refused or failed.
 */
export async function observe(
  mmei: Mmei,
  { image, audio, ...request }: Observation,
  signal?: AbortSignal,
): Promise<Schemas["ObservationAnswer"]> {
  const parts = new FormData();
  parts.set("request", new Blob([JSON.stringify(request)], { type: "application/json" }));
  for (const [name, medium] of Object.entries({ image, audio })) {
    if (medium) {
      parts.set(name, medium, name);
    }
  }
  const outcome = await mmei.POST("/v1/observations", { body: image || audio ? parts : request, signal });
  return answerOf(outcome) as Schemas["ObservationAnswer"];
}
