const unitMs: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads `90m`, `+2h`, `1d 2h 30m` as milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!/^\+?\s*(?:\d+\s*(?:ms|s|m|h|d)\s*)+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)\s*(ms|s|m|h|d)/g)];
  return parts.reduce((sum, part) => sum + Number(part[1]) * (unitMs[part[2] ?? ""] ?? 0), 0);
}
