/** Deeper than anything that the platform sends. */
const maxDepth = 24;
/** UTF-16 units. A person's text has at most 65,536. */
const maxText = 65_536;
const maxKey = 256;

/**
 * A copy that is safe to walk and to store: nesting beyond 24 levels becomes null, text is cut at 65,536
 * units, and what a database refuses in text (NUL, halves of surrogate pairs) is taken out.
 */
export function bounded(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return storable(value, maxText);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return null;
  if (Array.isArray(value)) return value.map((item) => bounded(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "__proto__")
      .map(([key, field]) => [storable(key, maxKey), bounded(field, depth + 1)]),
  );
}

function storable(value: string, limit: number): string {
  return value.slice(0, limit).replaceAll("\0", "").toWellFormed();
}
