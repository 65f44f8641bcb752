/** A value as it comes back out of Postgres: JSON, its keys in jsonb's order (by length, then by bytes). */
export function asStored<Value>(value: Value): Value {
  return reorder(JSON.parse(JSON.stringify(value) ?? "null")) as Value;
}

function reorder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reorder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]): [string, unknown] => [
    key,
    reorder(part),
  ]);
  entries.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
