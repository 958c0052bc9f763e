/** Why a call did not succeed, as a sentence for a person. `errors` says why by field, `trace` finds the call in the logs. */
export class Problem extends Error {
  constructor(sentence, { status = 0, errors = {}, trace } = {}) {
    super(sentence);
    this.status = status;
    this.errors = errors;
    this.trace = trace;
  }

  get isUnknownKey() {
    return this.status === 401;
  }
}

export const unreachable = () => new Problem("The platform does not answer. Is it still running?");

/** Reads an answer that is not a success. */
export async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  return new Problem(sentenceOf(response, body), { status: response.status, errors: body.errors, trace: body.traceId });
}

function sentenceOf(response, body) {
  const seconds = response.headers.get("Retry-After");
  switch (response.status) {
    case 401:
      return "This key is not known here.";
    case 413:
      return "That is more than is read at once. Try less of it.";
    case 422:
      // Of what a person sent, each medium says why; else it is something that an operator asked for.
      return body.errors ? "Nothing of this could be read." : (body.detail ?? body.title);
    case 429:
      return `That was too much at once. Try again in ${seconds === "1" ? "a second" : `${seconds} seconds`}.`;
    case 503:
      return "The platform has too much to do right now. Try again in a moment.";
    default:
      return body.detail ?? body.title ?? `Something went wrong (${response.status}).`;
  }
}
