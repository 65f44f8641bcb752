import { Failure } from "@mostrador/engine";

import type { Database } from "./database.ts";
import type { Session } from "./session.ts";
import { notify } from "./wake.ts";

/** Moving the clock is for simulator and tests: in production it is refused with Failure `clock.production`. */
type ClockOptions = { production: boolean };

/** Milliseconds since 1970 by the one clock. */
export function readClock(database: Database): Promise<number> {
  return database.transaction({ role: "owner" }, async ({ now }) => now);
}

/** Goes on by `ms`, which may not be negative. Returns the new time. */
export function advanceClock(
  database: Database,
  ms: number,
  options: ClockOptions,
): Promise<number> {
  return move(database, options, ({ now }) => now + Math.max(0, ms));
}

/** Sets the clock to a moment; from there it goes on. Returns it. */
export function setClock(database: Database, now: number, options: ClockOptions): Promise<number> {
  return move(database, options, () => now);
}

/** Goes on from the last {@link keepClock}; null, and nothing moved, when there was none. */
export async function resumeClock(
  database: Database,
  options: ClockOptions,
): Promise<number | null> {
  const rows = await database.transaction({ role: "owner" }, (session) =>
    session.query<{ at: number | null }>("select last_seen_at as at from clock"),
  );
  const at = rows[0]?.at ?? null;
  return at === null ? null : setClock(database, at, options);
}

/** Writes down what time it is, so that {@link resumeClock} can go on from there. Call it every few seconds. */
export async function keepClock(database: Database): Promise<void> {
  await database.transaction({ role: "owner" }, (session) =>
    session.query("update clock set last_seen_at = $1::bigint", [session.now]),
  );
}

async function move(
  database: Database,
  { production }: ClockOptions,
  to: (session: Session) => number,
): Promise<number> {
  if (production) {
    throw new Failure("clock.production", {
      message: "In production the clock is not moved.",
      retry: "never",
    });
  }
  return database.transaction({ role: "owner" }, async (session) => {
    const now = Math.round(to(session));
    await session.query(
      "update clock set offset_ms = offset_ms + $1::bigint, last_seen_at = $2::bigint",
      [now - session.now, now],
    );
    await notify(session, "due");
    return now;
  });
}
