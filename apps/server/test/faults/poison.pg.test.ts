// An input that cannot be processed, among others that wait.

import { afterEach, beforeEach, expect, test } from "vitest";

import { comesToPaying, heard, isConfirmed } from "../customer.ts";
import { openWorld } from "../world.ts";
import type { World } from "../world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Whoever has said only hola says it again, as a server left it that died before it took the turn. */
const leaveAgain = `
insert into inbox (business_id, instance_id, source, dedupe_key, input, trace_id, received_at)
select business_id, instance_id, source, dedupe_key || '.again', input, 'again', received_at
from inbox order by inbox_id`;

/** Of the nth of them it is something else. */
const spoil = `
update inbox set input = $2::jsonb
where inbox_id = (select inbox_id from inbox where state = 'new' order by inbox_id offset $1::int limit 1)`;

const parked = `
select trace_id as trace, error ->> 'message' as message
from inbox where state = 'poison' order by inbox_id`;

test("an input that cannot be processed is parked; the others of its batch are answered, and its own person's next message", async () => {
  const first = await world.startServer();
  const people = ["Ana", "Beto", "Caro", "Dani"].map((name) => world.phone(name));
  for (const phone of people) {
    await phone.says("hola");
    await phone.waitFor("asistente automático");
  }
  await world.settled();
  expect(await first.stop()).toBe(0);
  await world.query(leaveAgain);
  await world.query(spoil, [0, `{"kind":"signal","event":{"type":"moon.risen"}}`]);
  await world.query(spoil, [1, `{"kind":"telepathy"}`]);

  const server = await world.startServer();
  await world.settled();
  const answers = await Promise.all(people.map(async (phone) => (await heard(phone)).length));
  expect(answers).toEqual([1, 1, 2, 2]);
  expect(await world.query(parked)).toEqual([
    { trace: "again", message: expect.stringContaining("moon.risen") },
    { trace: "again", message: expect.stringContaining("telepathy") },
  ]);
  // They were in one batch, which was redone one by one; of each parked one the operator is told once.
  const logged = (name: string) => server.log.filter(({ event }) => event === name);
  expect(logged("batch.redone")).toHaveLength(1);
  expect(logged("alert")).toHaveLength(2);

  for (const [index, phone] of people.slice(0, 2).entries()) {
    await comesToPaying(phone);
    await phone.taps("Efectivo");
    expect(await isConfirmed(phone)).toBe(index + 1);
  }
});
