import { Hono } from "hono";
import { z } from "zod";
import type { Log } from "../log.ts";
import { refuseLarger } from "./body-limit.ts";

export type DevClock = {
  /** Milliseconds since 1970. */
  now(): Promise<number>;
  advance(ms: number): Promise<void>;
  /** Told after a move: something may be due now. */
  moved(): void;
};

/** A year: nobody needs more, and timers stay within what the database can hold. */
const maxAdvanceMs = 366 * 24 * 60 * 60 * 1000;

const maxBodyBytes = 1024;

const advanceSchema = z.strictObject({ advanceMs: z.int().min(0).max(maxAdvanceMs) });

/** Moves the clock of a development server. The emulator has the same paths under its own root. */
export function devRoutes(clock: DevClock, log: Log): Hono {
  const routes = new Hono();
  routes.get("/clock", async (context) => context.json({ now: await clock.now() }));
  routes.post("/clock", refuseLarger(maxBodyBytes, log), async (context) => {
    const parsed = advanceSchema.safeParse(await context.req.json().catch(() => null));
    if (!parsed.success)
      return context.json({ error: 'expected {"advanceMs": milliseconds}' }, 400);
    await clock.advance(parsed.data.advanceMs);
    clock.moved();
    return context.json({ now: await clock.now() });
  });
  return routes;
}
