// Two processes on one database.

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { comesToPaying, confirmed, heard, isConfirmed } from "../customer.ts";
import { checkHistory } from "../history.ts";
import { openWorld } from "../world.ts";
import type { World } from "../world.ts";

const customers = 8;
const pending = "select count(*) from outbox where state = 'pending'";

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

test("what stands behind a send under way is given back at a stop, and the other server sends it without waiting", async () => {
  const [leaving, staying] = [await world.startServer(), await world.startServer()];
  world.sendWebhooksTo([leaving.url]);
  const marta = world.phone("Marta");
  await world.control.addFaults({ on: "send", do: { kind: "delay", ms: 1500 } });
  await marta.says("hola");
  await leaving.logged("turn.taken");
  await marta.says("una muzzarella");
  await vi.waitFor(async () => expect(await world.query(pending)).toEqual([{ count: 2 }]));

  const stopped = leaving.stop();
  world.sendWebhooksTo([staying.url]);
  expect(await stopped).toBe(0);
  // Long before a lease runs out.
  await marta.waitFor("Llevás", { timeoutMs: 5000 });
  await world.settled();
  expect(staying.log.filter(({ event }) => event === "message.sent")).toHaveLength(1);
  // Given back, not taken over: nobody needs to fear that it went out already.
  expect(await world.query("select effect_id from outbox where unanswered")).toEqual([]);
  expect(await checkHistory(world)).toEqual([]);
});
