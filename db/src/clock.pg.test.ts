import { afterAll, beforeAll, expect, test } from "vitest";

import { freshDatabase } from "../testing/index.ts";
import { advanceClock, keepClock, readClock, resumeClock, setClock } from "./clock.ts";
import { openDatabase } from "./database.ts";
import type { Database } from "./database.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
const play = { production: false };
const fridayEvening = Date.parse("2026-11-27T20:30:00-03:00");

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

test("a clock that nobody moved is the database's", async () => {
  expect(await resumeClock(database, play)).toBeNull();
  expect(Math.abs((await readClock(database)) - Date.now())).toBeLessThan(2000);
});

test("a clock that is set goes on from there, and again after a while away", async () => {
  await setClock(database, fridayEvening, play);
  expect((await readClock(database)) - fridayEvening).toBeLessThan(2000);
  await advanceClock(database, 3_600_000, play);
  await keepClock(database);
  const kept = await readClock(database);
  expect(kept - fridayEvening).toBeGreaterThanOrEqual(3_600_000);

  // An hour passes with nobody there.
  await database.transaction({ role: "owner" }, ({ query }) =>
    query("update clock set offset_ms = offset_ms + 3600000"),
  );
  await resumeClock(database, play);
  expect((await readClock(database)) - kept).toBeLessThan(2000);
});

test("the clock never goes back by an advance, and whoever waits for a time is told", async () => {
  const before = await readClock(database);
  let stop = async () => {};
  const heard = new Promise<string | null>((resolve) => {
    void database.listen("mostrador_work", resolve).then(async (stopListening) => {
      stop = stopListening;
      await advanceClock(database, -5000, play);
    });
  });
  await expect(heard).resolves.toBe("due");
  await stop();
  expect(await readClock(database)).toBeGreaterThanOrEqual(before);
});

test("in production the clock is not moved", async () => {
  const production = { production: true };
  const refused = { code: "clock.production", retry: "never" };
  const before = await readClock(database);
  await expect(setClock(database, 0, production)).rejects.toMatchObject(refused);
  await expect(advanceClock(database, 60_000, production)).rejects.toMatchObject(refused);
  await expect(resumeClock(database, production)).rejects.toMatchObject(refused);
  expect((await readClock(database)) - before).toBeLessThan(2000);
});
