/** A name that nobody has yet: 128 random bits. Pages over plain HTTP have no `crypto.randomUUID`. */
export function randomName(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
