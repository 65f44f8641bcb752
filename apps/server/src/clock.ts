import {
  advanceClock,
  type Database,
  keepClock,
  readClock,
  resumeClock,
  setClock,
} from "@mostrador/db";
import type { Log } from "./log.ts";

/** How often it is written down what time it is, so that a clock that was moved goes on from there. Milliseconds. */
const keepEveryMs = 1000;

/** `startAt` (ISO 8601): a clock of its own, which begins there once and goes on after a restart. */
export type ClockChoice = { startAt: string } | { real: true };

export type MovableClock = {
  now(): Promise<number>;
  advance(ms: number): Promise<void>;
  stop(): Promise<void>;
};

/** The clock of a development server. In production there is none to move: the database refuses. */
export async function startMovableClock(
  database: Database,
  choice: ClockChoice,
  log: Log,
): Promise<MovableClock> {
  const movable = { production: false };
  if ("real" in choice) await setClock(database, Date.now(), movable);
  else if ((await resumeClock(database, movable)) === null) {
    await setClock(database, Date.parse(choice.startAt), movable);
  }
  const keep = () =>
    keepClock(database).catch((error: unknown) => {
      log.warn({ event: "clock.not-kept", error: String(error) });
    });
  await keep();
  const keeping = setInterval(() => void keep(), keepEveryMs);
  return {
    now: () => readClock(database),
    advance: async (ms) => {
      await advanceClock(database, ms, movable);
    },
    stop: async () => {
      clearInterval(keeping);
      await keep();
    },
  };
}
