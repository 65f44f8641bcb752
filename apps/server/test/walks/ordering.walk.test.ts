import { coverageOf, memoryWalker, walkTours } from "@mostrador/engine/testing";
import type { Coverage } from "@mostrador/engine/testing";
import { orderingFlow } from "@mostrador/flows";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { createBackOffice } from "./back-office.ts";
import { openCounter } from "./counter.ts";
import { customerWalker } from "./customer-walker.ts";
import type { Stage } from "./customer-walker.ts";
import { defects } from "./defects.ts";
import { createTraces } from "./traces.ts";
import { evening, planTours } from "./tours.ts";
import type { Planned } from "./tours.ts";

/**
 * What no customer can bring about: queries that fail, and an order that the database refuses although the very
 * same turn found nothing wrong. A guard that is broken takes more transitions out of reach.
 */
const outOfReach = [
  "ordering.attending.placing --xstate.error.actor.placeOrder--> ordering.attending.proceeding",
  "ordering.readingOrder --xstate.error.actor.readLatestOrder--> ordering.attending.recent",
  "ordering.readingOrderToCancel --xstate.error.actor.readOrderToCancel--> ordering.attending.recent",
  "ordering.callingPerson --xstate.error.actor.findContact--> ordering.withPerson",
];

let stage: Stage;
const planned = planTours();
const tours = planned.map(({ tour }) => tour);

beforeAll(async () => {
  const counter = await openCounter();
  const { database } = counter;
  stage = { counter, traces: createTraces(database), office: createBackOffice(database) };
});
afterAll(() => stage.counter.close());

function walk(which: readonly Planned[]) {
  return walkTours(
    orderingFlow,
    which.map(({ tour }) => tour),
    (index) => customerWalker(stage, which[index]?.startsAt ?? evening),
  );
}

test(
  "what customers can do in a chat leads over the real thing where the chart says, and offers what its screens offer",
  { timeout: 120_000 },
  async () => {
    const { divergences, coverage } = await walk(planned);
    tell(coverage);
    expect(divergences).toEqual([]);
    expect(coverage).toEqual(coverageOf(orderingFlow, tours));
    expect(coverage.states.missed).toEqual([]);
    expect(coverage.transitions.missed).toEqual(outOfReach);
    const sends = await stage.counter.control.sends();
    expect(sends.length).toBeGreaterThan(tours.flat().length / 2);
    expect(sends.filter(({ outcome }) => !("id" in outcome))).toEqual([]);
    expect(await stage.traces.poisoned()).toEqual([]);
  },
);

describe("a walk over the real thing notices", () => {
  test.each(defects)("$name", { timeout: 60_000 }, async ({ breakIt }) => {
    const restore = breakIt(orderingFlow);
    try {
      const affected = await firstAffected();
      const { divergences } = await walk([affected]);
      expect(divergences).toHaveLength(1);
      expect(divergences[0]?.leg).toBeLessThan(affected.tour.length);
    } finally {
      restore();
    }
  });
});

/** The first tour that the defect shows in, in memory, as far as there. */
async function firstAffected(): Promise<Planned> {
  for (const { how, startsAt, tour } of planned) {
    const { divergences } = await walkTours(orderingFlow, [tour], async () =>
      memoryWalker(orderingFlow, how),
    );
    const [first] = divergences;
    if (first !== undefined) return { how, startsAt, tour: tour.slice(0, first.leg + 1) };
  }
  throw new Error("no tour goes where the defect shows");
}

function tell({ states, transitions }: Coverage): void {
  const count = ({ seen, missed }: Coverage["states"]) =>
    `${seen.length} of ${seen.length + missed.length}`;
  const lines = [
    `ordering: ${tours.length} tours of ${tours.flat().length} steps went through ${count(states)} states and ${count(transitions)} transitions`,
    ...states.missed.map((state) => `  not reached: ${state}`),
    ...transitions.missed.map((transition) => `  not taken: ${transition}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
