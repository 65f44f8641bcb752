// SIGKILL from outside at each named point while a customer's tap places the order; then another server goes on.

import type { HostSettings } from "@mostrador/engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { comesToPaying, confirmed, isConfirmed } from "../customer.ts";
import { checkHistory } from "../history.ts";
import type { Point, ServerProcess } from "../server-process.ts";
import { openWorld } from "../world.ts";
import type { World, WorldOptions } from "../world.ts";

/** A dead sender's chats are taken over after lease and settling, milliseconds. */
const hasty = { leaseMs: 1500, settleMs: 1000, pollMs: 100 };

const points = [
  "inbox.before",
  "inbox.after",
  "lock.before",
  "lock.after",
  "turn.before",
  "turn.after",
  "commit.before",
  "commit.after",
  "ack.before",
  "send.before",
  "send.after",
  "sent.before",
  "sent.after",
] as const satisfies readonly Point[];

/** Where the provider has taken the message and its answer is not written down. */
const answerLost: readonly Point[] = ["send.after", "sent.before"];

type Phone = ReturnType<World["phone"]>;
type Stage = {
  world: World;
  server: ServerProcess;
  paying: Phone[];
  settings: Partial<HostSettings>;
};

/** A shop with customers who have only the tap on "Efectivo" left to do. */
async function openStage(
  customers: number,
  options: WorldOptions & { settings: Partial<HostSettings> },
): Promise<Stage> {
  const { settings } = options;
  const world = await openWorld(options);
  const server = await world.startServer({ settings });
  const paying = Array.from({ length: customers }, () => world.phone("Marta"));
  await Promise.all(paying.map((phone) => comesToPaying(phone)));
  await world.settled();
  return { world, server, paying, settings };
}

/** Kills the server when the next customer's tap has brought it to the point. */
async function killAt(stage: Stage, point: Point): Promise<Phone> {
  const customer = stage.paying.pop();
  if (customer === undefined) throw new Error("no customer is left");
  await stage.server.stopAt(point);
  await customer.taps("Efectivo");
  await stage.server.reached(point);
  await stage.server.kill();
  return customer;
}

async function goOn(stage: Stage, stopAt?: Point): Promise<void> {
  const { settings } = stage;
  stage.server = await stage.world.startServer({ settings, ...(stopAt && { stopAt }) });
}

/** The order is there once and confirmed once, and all else holds. Returns how many messages came twice so far. */
async function checkOrder({ world }: Stage, customer: Phone): Promise<number> {
  const number = await isConfirmed(customer);
  await world.settled();
  expect(new Set(await confirmed(customer))).toEqual(new Set([number]));
  return (await checkHistory(world)).length;
}

describe("without a word of the provider on what it has delivered", () => {
  let stage: Stage;
  let repeated = 0;
  beforeAll(async () => {
    const statuses = { sentAfterMs: null, deliveredAfterMs: null };
    stage = await openStage(points.length + 2, { statuses, settings: hasty });
  });
  afterAll(() => stage.world.close());

  test.each(points)("a server killed at %s loses no order and doubles none", async (point) => {
    const customer = await killAt(stage, point);
    await goOn(stage);
    repeated += answerLost.includes(point) ? 1 : 0;
    expect(await checkOrder(stage, customer)).toBe(repeated);
  });

  test.each(["claim.before", "claim.after"] as const)(
    "a message that was left over survives a server killed at %s",
    async (point) => {
      const customer = await killAt(stage, "commit.after");
      await goOn(stage, point);
      await stage.server.reached(point);
      await stage.server.kill();
      await goOn(stage);
      expect(await checkOrder(stage, customer)).toBe(repeated);
    },
  );
});

describe("with the provider's statuses", () => {
  let stage: Stage;
  beforeAll(async () => {
    // They come while no server is there, and again once one is: time enough for a busy machine to start it.
    const settings = { ...hasty, settleMs: 6000 };
    stage = await openStage(1, {
      statuses: { sentAfterMs: 200, deliveredAfterMs: 250 },
      settings,
    });
  });
  afterAll(() => stage.world.close());

  test("a message whose answer was lost is known to be there, and not repeated", async () => {
    const customer = await killAt(stage, "send.after");
    await goOn(stage);
    expect(await checkOrder(stage, customer)).toBe(0);
  });
});
