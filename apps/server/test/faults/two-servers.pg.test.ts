// Two processes on one database.

import { afterEach, beforeEach, expect, test } from "vitest";

import { comesToPaying, confirmed, heard, isConfirmed } from "../customer.ts";
import { checkHistory } from "../history.ts";
import { openWorld } from "../world.ts";
import type { World } from "../world.ts";

const customers = 8;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("webhooks that go to one and the other in turn make each order once, numbered without a gap", async () => {
  const [one, two] = [await world.startServer(), await world.startServer()];
  world.sendWebhooksTo([one.url, two.url]);
  const people = Array.from({ length: customers }, (_, index) => world.phone(`Cliente ${index}`));
  const numbers = await Promise.all(
    people.map(async (phone) => {
      await comesToPaying(phone);
      await phone.taps("Efectivo");
      return isConfirmed(phone);
    }),
  );
  await world.settled();
  expect(numbers.toSorted((a, b) => a - b)).toEqual(people.map((_, index) => index + 1));
  expect(await checkHistory(world)).toEqual([]);
  // Both have worked, or this has shown nothing.
  for (const server of [one, two]) {
    expect(server.log.some(({ event }) => event === "turn.taken")).toBe(true);
  }
});

test("every webhook delivered to both at the same instant is acted on once", async () => {
  const [one, two] = [await world.startServer(), await world.startServer()];
  world.sendWebhooksTo([one.url, two.url], { each: true });
  const people = Array.from({ length: 4 }, (_, index) => world.phone(`Cliente ${index}`));
  await Promise.all(
    people.map(async (phone) => {
      await comesToPaying(phone);
      await phone.taps("Efectivo");
      await isConfirmed(phone);
    }),
  );
  await world.settled();
  for (const phone of people) {
    expect(await confirmed(phone)).toHaveLength(1);
    expect(await heard(phone)).toHaveLength(5);
  }
  expect(await checkHistory(world)).toEqual([]);
});

test("a server that is told to stop under load finishes or gives back what it holds, and the other goes on at once", async () => {
  const [leaving, staying] = [await world.startServer(), await world.startServer()];
  world.sendWebhooksTo([leaving.url, staying.url]);
  const people = Array.from({ length: customers }, (_, index) => world.phone(`Cliente ${index}`));
  const orders = people.map(async (phone) => {
    await comesToPaying(phone);
    await phone.taps("Efectivo");
    return isConfirmed(phone);
  });
  await leaving.logged("turn.taken");
  const startedAt = performance.now();
  const stopped = leaving.stop();
  world.sendWebhooksTo([staying.url]);
  expect(await stopped).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(8000);
  await Promise.all(orders);
  await world.settled();
  expect(await checkHistory(world)).toEqual([]);
});
