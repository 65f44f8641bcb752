// A store's word about time: a timer fires once and not before its time, a job's late result reaches nobody.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Effect } from "../src/effect.ts";
import type { InstanceRef } from "../src/store.ts";
import { delivery, turnsOf, waitingChat } from "./store-fixture.ts";
import type { StoreFixture } from "./store-fixture.ts";

const jobLeaseMs = 60_000;

export function testSchedule(name: string, open: () => Promise<StoreFixture>): void {
  describe(`${name} as a schedule`, () => {
    let fixture: StoreFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture.close());

    const chatWith = async (effects: readonly Effect[]) => {
      const waiting = await waitingChat(fixture);
      const taken = await turnsOf(fixture.store, [waiting.ref], { effects: () => effects });
      return { ...waiting, aftermath: taken.aftermath };
    };
    const anotherTurn = async (
      { business, chat, ref }: Awaited<ReturnType<typeof chatWith>>,
      effects: readonly Effect[],
    ) => {
      await fixture.store.transaction([business], (tx) => tx.remember([delivery(business, chat)]));
      return turnsOf(fixture.store, [ref], { effects: () => effects });
    };
    const fired = async (ref: InstanceRef) => {
      const refs = await fixture.store.fireTimers(1000);
      return refs.some(({ id }) => id === ref.id);
    };
    const claimedJob = async (ref: InstanceRef) => {
      const jobs = await fixture.store.claimJobs(1000, jobLeaseMs);
      return jobs.find(({ instance }) => instance === ref.id);
    };
    const inputs = async (ref: InstanceRef) =>
      (await turnsOf(fixture.store, [ref])).turns.map(({ inbox }) => inbox.input);

    test("a timer fires once, not before its time, with its event and generation", async () => {
      const { ref, aftermath } = await chatWith([timer({ generation: 3 })]);
      expect(aftermath.dueInMs).toBe(5000);
      expect(await fired(ref)).toBe(false);
      await fixture.advanceClock(5001);
      expect(await fired(ref)).toBe(true);
      expect(await fired(ref)).toBe(false);
      expect(await inputs(ref)).toEqual([
        { kind: "timer", timerId: "abandoned", generation: 3, event: { type: "xstate.after" } },
      ]);
    });

    test("a cancelled timer does not fire", async () => {
      const chat = await chatWith([timer({})]);
      await anotherTurn(chat, [{ kind: "timer.cancel", timerId: "abandoned" }]);
      await fixture.advanceClock(5001);
      expect(await fired(chat.ref)).toBe(false);
    });

    test("a timer set anew has one life, the last", async () => {
      const chat = await chatWith([timer({ generation: 1 })]);
      await fixture.advanceClock(4000);
      await anotherTurn(chat, [
        { kind: "timer.cancel", timerId: "abandoned" },
        timer({ generation: 2 }),
      ]);
      await fixture.advanceClock(2000);
      expect(await fired(chat.ref)).toBe(false);
      await fixture.advanceClock(3001);
      expect(await fired(chat.ref)).toBe(true);
      expect(await inputs(chat.ref)).toMatchObject([{ generation: 2 }]);
    });

    test("two processes that fire at once fire a timer once", async () => {
      const { ref } = await chatWith([timer({})]);
      await fixture.advanceClock(5001);
      await Promise.all([fixture.store.fireTimers(1000), fixture.other.fireTimers(1000)]);
      expect(await inputs(ref)).toHaveLength(1);
      expect(await inputs(ref)).toHaveLength(0);
    });

    test("a job is worked on by one, and its result becomes an input", async () => {
      const { ref } = await chatWith([job({})]);
      const [mine, theirs] = await Promise.all([
        fixture.store.claimJobs(1000, jobLeaseMs),
        fixture.other.claimJobs(1000, jobLeaseMs),
      ]);
      const claims = [...mine, ...theirs].filter(({ instance }) => instance === ref.id);
      expect(claims).toHaveLength(1);
      const [claim] = claims;
      if (claim === undefined) throw new Error("no job");
      expect(claim).toMatchObject({ job: "readReceipt", input: { media: "1" }, attempts: 0 });
      expect(await fixture.store.finishJob(claim, { ok: true, output: { total: 1 } })).toEqual(ref);
      expect(await fixture.store.finishJob(claim, { ok: true, output: { total: 2 } })).toBeNull();
      expect(await inputs(ref)).toEqual([
        {
          kind: "job",
          jobId: "reading",
          generation: 1,
          outcome: { ok: true, output: { total: 1 } },
        },
      ]);
    });

    test("a job whose worker died is found again when its lease is over", async () => {
      const { ref } = await chatWith([job({})]);
      expect(await claimedJob(ref)).toBeDefined();
      expect(await claimedJob(ref)).toBeUndefined();
      await fixture.advanceClock(jobLeaseMs + 1);
      expect(await claimedJob(ref)).toMatchObject({ attempts: 1 });
    });

    test("a job to be tried again waits for its time and counts its tries", async () => {
      const { ref } = await chatWith([job({})]);
      const claim = await claimedJob(ref);
      if (claim === undefined) throw new Error("no job");
      await fixture.store.retryJob(claim, 2000);
      expect(await claimedJob(ref)).toBeUndefined();
      await fixture.advanceClock(2001);
      expect(await claimedJob(ref)).toMatchObject({ attempts: 1 });
    });

    test("the result of a job that was cancelled or started anew reaches nobody", async () => {
      const chat = await chatWith([job({ generation: 1 })]);
      const late = await claimedJob(chat.ref);
      if (late === undefined) throw new Error("no job");
      await anotherTurn(chat, [{ kind: "job.cancel", jobId: "reading" }, job({ generation: 2 })]);
      expect(await fixture.store.finishJob(late, { ok: true, output: "old" })).toBeNull();
      expect(await inputs(chat.ref)).toEqual([]);
      const current = await claimedJob(chat.ref);
      expect(current).toMatchObject({ generation: 2 });
    });
  });
}

function timer(change: { generation?: number }): Effect {
  const generation = change.generation ?? 1;
  return {
    kind: "timer.set",
    id: `timer:${generation}`,
    timerId: "abandoned",
    generation,
    event: { type: "xstate.after" },
    delayMs: 5000,
  };
}

function job(change: { generation?: number }): Effect {
  const generation = change.generation ?? 1;
  return {
    kind: "job.start",
    id: `job:${generation}`,
    jobId: "reading",
    generation,
    job: "readReceipt",
    input: { media: "1" },
  };
}
