/** What was looked up lately: so many entries at the most, each for so long. The oldest entry goes first. */
export function createBoundedCache<Value>(options: {
  entries: number;
  ttlMs: number;
  monotonicMs: () => number;
}): {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  clear(): void;
} {
  const { entries, ttlMs, monotonicMs } = options;
  const kept = new Map<string, { value: Value; until: number }>();
  return {
    get: (key) => {
      const entry = kept.get(key);
      if (entry === undefined || entry.until > monotonicMs()) return entry?.value;
      kept.delete(key);
      return undefined;
    },
    set: (key, value) => {
      kept.delete(key);
      kept.set(key, { value, until: monotonicMs() + ttlMs });
      const [oldest] = kept.keys();
      if (kept.size > entries && oldest !== undefined) kept.delete(oldest);
    },
    clear: () => kept.clear(),
  };
}
