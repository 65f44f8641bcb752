import { GraphError } from "./graph-error.ts";
import type { Settings } from "./settings.ts";

/** Throughput limits: refuses a send that comes too early, counts the ones that do not. */
export type Pace = { take(chat: { phoneNumberId: string; to: string }, nowMs: number): void };

/** A bucket of `burst` that refills by one every `everyMs`. */
type Bucket = { level: number; atMs: number };
type Limit = { everyMs: number; burst: number };

export function createPace(settings: Settings): Pace {
  const buckets = new Map<string, Bucket>();
  return {
    take: ({ phoneNumberId, to }, nowMs) => {
      const { perNumberPerSecond, pair } = settings.pace;
      if (perNumberPerSecond !== null) {
        const limit = { everyMs: 1000 / perNumberPerSecond, burst: perNumberPerSecond };
        if (!takeFrom(buckets, phoneNumberId, { limit, nowMs })) throw new GraphError(130429);
      }
      if (pair !== null && !takeFrom(buckets, `${phoneNumberId}/${to}`, { limit: pair, nowMs })) {
        throw new GraphError(131056);
      }
    },
  };
}

function takeFrom(
  buckets: Map<string, Bucket>,
  key: string,
  { limit, nowMs }: { limit: Limit; nowMs: number },
): boolean {
  const bucket = buckets.get(key) ?? { level: limit.burst, atMs: nowMs };
  const refilled = bucket.level + Math.max(0, nowMs - bucket.atMs) / limit.everyMs;
  const level = Math.min(limit.burst, refilled);
  const allowed = level >= 1;
  buckets.set(key, { level: allowed ? level - 1 : level, atMs: nowMs });
  return allowed;
}
