// What a type is made of. Bounds and formats are the platform's to check, and instants and ids stay as they are on the wire.
const kept = new Set(["type", "properties", "required", "items", "additionalProperties", "enum", "description"]);

/** The schemas of an OpenAPI document as JSON Schema of which quicktype makes one type each, under its own name. */
export function definitionsOf(schemas) {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, { ...plain(schema), title: name }]));
}

function plain(schema) {
  if (typeof schema !== "object") {
    return schema;
  }
  // What stands beside a reference would make a type of its own of it.
  if (schema.$ref) {
    return { $ref: schema.$ref.replace("#/components/schemas/", "#/definitions/") };
  }
  // A member that may be null is one that may be left out.
  const [only, ...others] = schema.oneOf?.filter(({ type }) => type !== "null") ?? [];
  if (only && others.length === 0) {
    return plain(only);
  }
  return Object.fromEntries(Object.entries(schema).filter(([key]) => kept.has(key)).map(([key, value]) => [key, part(key, value)]));
}

function part(key, value) {
  switch (key) {
    case "properties":
      return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, plain(schema)]));
    case "items":
    case "additionalProperties":
      return plain(value);
    default:
      return value;
  }
}
