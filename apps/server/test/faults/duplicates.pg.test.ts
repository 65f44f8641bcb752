import { afterEach, beforeEach, expect, test } from "vitest";

import { comesToPaying, confirmed, heard, isConfirmed } from "../customer.ts";
import { checkHistory } from "../history.ts";
import { openWorld } from "../world.ts";
import type { World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.startServer();
});
afterEach(() => world.close());

/** The next webhook with a message is delivered ten times at the same moment. */
const tenTimes = {
  on: "webhook",
  carries: "messages",
  do: { kind: "multiply", copies: 10 },
} as const;

test("the same message ten times in parallel is one turn and one answer", async () => {
  const marta = world.phone("Marta");
  await world.control.addFaults(tenTimes);
  await marta.says("hola");
  await world.settled();
  expect(await heard(marta)).toEqual([expect.stringContaining("asistente automático")]);
  expect(await world.query("select reading from journal")).toEqual([{ reading: "taken" }]);
  expect(await checkHistory(world)).toEqual([]);
});

test("the tap that confirms, ten times in parallel, is one order", async () => {
  const marta = world.phone("Marta");
  await comesToPaying(marta);
  await world.control.addFaults(tenTimes);
  await marta.taps("Efectivo");
  expect(await isConfirmed(marta)).toBe(1);
  await world.settled();
  expect(await confirmed(marta)).toEqual([1]);
  expect(await checkHistory(world)).toEqual([]);
});
