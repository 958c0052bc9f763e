// Made by hand in client.py, for media; and what is not one request with one answer.
const notHere = new Set(["observe", "stream", "followObservation"]);
const json = "application/json";

/** A Python module with a method for each call of an OpenAPI document. */
export function callsOf({ paths }) {
  const used = new Set();
  const methods = Object.entries(paths).flatMap(([path, calls]) =>
    Object.entries(calls)
      .filter(([, call]) => call.operationId && !notHere.has(call.operationId))
      .map(([method, call]) => methodOf(method.toUpperCase(), path, call, used)),
  );
  return `from typing import Any, Dict, Optional, Union

from .api import ${[...used].sort().join(", ")}
from .transport import Transport, part


class Calls(Transport):
    """The calls of the API, each by its name in the description."""

${methods.join("\n")}`;
}

function methodOf(method, path, call, used) {
  const parameters = call.parameters ?? [];
  const body = bodyOf(call, used);
  const answers = answersOf(call, used);
  const names = parameters.map(({ name, in: place, schema }) => ({ name, place, python: snake(name), type: typeOf(schema, used) }));
  const required = names.filter(({ place }) => place === "path").map(({ python }) => `${python}: str`);
  const optional = names.filter(({ place }) => place !== "path").map(({ python, type }) => `${python}: Optional[${type}] = None`);
  const signature = ["self", ...required, ...body.parameters, ...(optional.length > 0 ? ["*", ...optional] : [])];
  const sent = ["query", "header"].flatMap((place) => {
    const entries = names.filter((each) => each.place === place).map(({ name, python }) => `"${name}": ${python}`);
    return entries.length > 0 ? [`${place === "query" ? "query" : "headers"}={${entries.join(", ")}}`] : [];
  });
  const address = path.includes("{") ? `f"${path.replace(/\{(\w+)\}/g, (_, name) => `{part(${snake(name)})}`)}"` : `"${path}"`;
  const given = [`"${method}"`, address, ...answers.parse, ...body.given, ...sent];
  return `    def ${snake(call.operationId)}(${signature.join(", ")}) -> ${answers.type}:
        """${call.summary.replace(/\.$/, "")}."""
        return self.${answers.method}(${given.join(", ")})
`;
}

/** What is answered, and which member of Transport reads it. */
function answersOf({ responses }, used) {
  const good = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const types = [...new Set(good.map(([, { content }]) => content?.[json]?.schema.$ref && nameOf(content[json].schema.$ref, used)))];
  if (types[0]) {
    const byStatus = good.map(([status, { content }]) => `${status}: ${nameOf(content[json].schema.$ref, used)}.from_dict`);
    const type = types.length > 1 ? `Union[${types.join(", ")}]` : types[0];
    return types.length > 1
      ? { method: "one_of", type, parse: [`{${byStatus.join(", ")}}`] }
      : { method: "one", type, parse: [`${type}.from_dict`] };
  }
  return good.some(([, { content }]) => content) ? { method: "text", type: "str", parse: [] } : { method: "nothing", type: "None", parse: [] };
}

function bodyOf({ requestBody }, used) {
  const [[type, { schema } = {}] = []] = Object.entries(requestBody?.content ?? {});
  switch (type) {
    case undefined:
      return { parameters: [], given: [] };
    case json: {
      const name = nameOf(schema.$ref, used);
      return { parameters: [`body: ${name}`], given: ["body=body.to_dict()"] };
    }
    case "application/merge-patch+json":
      // Null takes a member away, which a type whose None is "not said" cannot say.
      return { parameters: ["body: Dict[str, Any]"], given: ["body=body", `content_type="${type}"`] };
    default:
      return { parameters: ["rows: str", `content_type: str = "${type}"`], given: ["body=rows", "content_type=content_type"] };
  }
}

function typeOf(schema, used) {
  return schema.$ref ? nameOf(schema.$ref, used) : { string: "str", integer: "int", boolean: "bool" }[schema.type];
}

function nameOf(reference, used) {
  const name = reference.split("/").at(-1);
  used.add(name);
  return name;
}

const snake = (name) => name.replace(/-/g, "_").replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
