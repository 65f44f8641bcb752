/** Where a value is not JSON ("$.cart.0.addedAt is a Date"), or null. Undefined properties pass: they vanish. */
export function jsonProblem(value: unknown, path = "$"): string | null {
  if (value === null || typeof value === "string" || typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : `${path} is ${value}`;
  if (typeof value !== "object") return `${path} is ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) {
    return `${path} is a ${value.constructor.name}`;
  }
  for (const [key, part] of Object.entries(value)) {
    const problem =
      part === undefined && !Array.isArray(value) ? null : jsonProblem(part, `${path}.${key}`);
    if (problem !== null) return problem;
  }
  return null;
}
