// What every store must do for the host: inputs once and in order, turns whole or not at all.
// `outbox.contract.ts` holds it to its word about sending, `schedule.contract.ts` about timers and jobs.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstanceRef } from "../src/store.ts";
import { delivery, says, turnsOf, waitingChat } from "./store-fixture.ts";
import type { StoreFixture } from "./store-fixture.ts";

export function testStore(name: string, open: () => Promise<StoreFixture>): void {
  describe(`${name} as a store`, () => {
    let fixture: StoreFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture.close());

    test("a message starts the instance in front of its chat, once", async () => {
      const { business, chat, ref } = await waitingChat(fixture);
      const [again] = await fixture.store.transaction([business], (tx) =>
        tx.remember([delivery(business, chat)]),
      );
      expect(again).toMatchObject({ instance: ref.id, duplicate: false });
      const [instance] = await fixture.store.transaction([business], (tx) =>
        tx.lockInstances([ref]),
      );
      expect(instance).toMatchObject({
        flow: "ordering",
        key: chat,
        snapshot: null,
        chat: { id: chat },
      });
      expect(instance?.chat?.lastInboundAt).toBeTypeOf("number");
    });

    test("the same message twice, in one call or later, is one row", async () => {
      const { business, chat, first, inboxId } = await waitingChat(fixture);
      const twice = delivery(business, chat);
      const remembered = await fixture.store.transaction([business], (tx) =>
        tx.remember([first, twice, twice]),
      );
      expect(remembered.map(({ duplicate }) => duplicate)).toEqual([true, false, true]);
      expect(remembered[0]?.inboxId).toBe(inboxId);
    });

    test("the same message through two connections at once is one row", async () => {
      const { business, chat, ref } = await waitingChat(fixture);
      const message = delivery(business, chat);
      const sides = [fixture.store, fixture.other, fixture.store, fixture.other];
      const remembered = await Promise.all(
        sides.map((store) => store.transaction([business], (tx) => tx.remember([message]))),
      );
      expect(remembered.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      let turns = 0;
      while ((await turnsOf(fixture.store, [ref])).turns.length > 0) turns += 1;
      expect(turns).toBe(2);
    });

    test("the same id from another source or for another business is another message", async () => {
      const one = await waitingChat(fixture);
      const two = await waitingChat(fixture);
      const [elsewhere] = await fixture.store.transaction([two.business], (tx) =>
        tx.remember([delivery(two.business, two.chat, { dedupeKey: one.first.dedupeKey })]),
      );
      const [otherSource] = await fixture.store.transaction([one.business], (tx) =>
        tx.remember([
          delivery(one.business, one.chat, { dedupeKey: one.first.dedupeKey, source: "telegram" }),
        ]),
      );
      expect([elsewhere?.duplicate, otherSource?.duplicate]).toEqual([false, false]);
    });

    test("a tap goes to the instance it names, unless that talks in another chat", async () => {
      const one = await waitingChat(fixture);
      const two = await waitingChat(fixture, one.business);
      const [own, foreign] = await fixture.store.transaction([one.business], (tx) =>
        tx.remember([
          delivery(one.business, one.chat, { instance: one.ref.id }),
          delivery(one.business, two.chat, { instance: one.ref.id }),
        ]),
      );
      expect(own?.instance).toBe(one.ref.id);
      expect(foreign?.instance).toBe(two.ref.id);
    });

    test("inputs are taken oldest first, one per turn", async () => {
      const { business, chat, ref, first } = await waitingChat(fixture);
      const second = delivery(business, chat);
      const third = delivery(business, chat);
      await fixture.store.transaction([business], (tx) => tx.remember([second, third]));
      const seen: unknown[] = [];
      for (let taken = await turnsOf(fixture.store, [ref]); taken.turns.length > 0;) {
        seen.push(...taken.turns.map(({ inbox }) => inbox.input));
        taken = await turnsOf(fixture.store, [ref]);
      }
      expect(seen).toEqual([first.input, second.input, third.input]);
    });

    test("a snapshot comes back as it was saved, with the order of its states", async () => {
      const { ref, business } = await waitingChat(fixture);
      const snapshot = {
        active: ["ordering.b", "ordering.a"],
        machine: machineWith({ z: 1, a: [null, "ñ", 0.5] }),
      };
      const { turns } = await turnsOf(fixture.store, [ref], { snapshot });
      const [instance] = await fixture.store.transaction([business], (tx) =>
        tx.lockInstances([ref]),
      );
      expect(instance?.snapshot).toEqual(turns[0]?.snapshot);
    });

    test("an instance that somebody holds is left out, and inputs can still come in beside it", async () => {
      const held = await waitingChat(fixture);
      const free = await waitingChat(fixture, held.business);
      await fixture.store.transaction([held.business], async (tx) => {
        await tx.lockInstances([held.ref]);
        const locked = await fixture.other.transaction([held.business], (second) =>
          second.lockInstances([held.ref, free.ref]),
        );
        expect(locked.map(({ id }) => id)).toEqual([free.ref.id]);
        const [beside] = await fixture.other.transaction([held.business], (second) =>
          second.remember([delivery(held.business, held.chat)]),
        );
        expect(beside?.duplicate).toBe(false);
      });
    });

    test("a transaction that throws leaves nothing, and the input is still new", async () => {
      const { ref, business } = await waitingChat(fixture);
      const broken = fixture.store.transaction([business], async (tx) => {
        const [instance] = await tx.lockInstances([ref]);
        const [inbox] = await tx.oldestInbox([ref]);
        if (instance === undefined || inbox === undefined) throw new Error("not found");
        await tx.remember([delivery(business, instance.key as never)]);
        throw new Error("the turn failed");
      });
      await expect(broken).rejects.toThrow("the turn failed");
      const { turns } = await turnsOf(fixture.store, [ref]);
      expect(turns).toHaveLength(1);
      expect((await turnsOf(fixture.store, [ref])).turns).toHaveLength(0);
    });

    test("a savepoint undoes its own work and no more", async () => {
      const { business, chat } = await waitingChat(fixture);
      const kept = delivery(business, chat);
      const undone = delivery(business, chat);
      await fixture.store.transaction([business], async (tx) => {
        await tx.remember([kept]);
        const refused = tx.savepoint(async () => {
          await tx.remember([undone]);
          throw new Error("refused");
        });
        await expect(refused).rejects.toThrow("refused");
      });
      const again = await fixture.store.transaction([business], (tx) =>
        tx.remember([kept, undone]),
      );
      expect(again.map(({ duplicate }) => duplicate)).toEqual([true, false]);
    });

    test("a signal starts the instance it names, once, in the chat it names", async () => {
      const { ref, business, chat } = await waitingChat(fixture);
      const signal = {
        kind: "signal" as const,
        id: `${ref.id}:1:0`,
        to: { flow: "order", key: "order-1", chat },
        event: { type: "order.placed" },
      };
      const { aftermath } = await turnsOf(fixture.store, [ref], { effects: () => [signal] });
      expect(aftermath.woken).toHaveLength(1);
      const [woken] = aftermath.woken as [InstanceRef];
      const { turns } = await turnsOf(fixture.store, [woken]);
      expect(turns[0]?.instance).toMatchObject({
        flow: "order",
        key: "order-1",
        chat: { id: chat },
      });
      expect(turns[0]?.inbox.input).toEqual({ kind: "signal", event: { type: "order.placed" } });

      await fixture.store.transaction([business], (tx) => tx.remember([delivery(business, chat)]));
      const later = { ...signal, id: `${ref.id}:2:0` };
      const second = await turnsOf(fixture.store, [ref], { effects: () => [later] });
      expect(second.aftermath.woken).toEqual([woken]);
    });

    test("one business's transaction sees and touches nothing of another", async () => {
      const mine = await waitingChat(fixture);
      const theirs = await waitingChat(fixture);
      await fixture.store.transaction([mine.business], async (tx) => {
        expect(await tx.lockInstances([theirs.ref])).toEqual([]);
        expect(await tx.oldestInbox([theirs.ref])).toEqual([]);
      });
      const foreign = fixture.store.transaction([mine.business], (tx) =>
        tx.remember([delivery(theirs.business, theirs.chat)]),
      );
      await expect(foreign).rejects.toThrow(/is not there|row-level security/);
    });

    test("a batch saves the turns of several businesses together", async () => {
      const chats = await Promise.all([
        waitingChat(fixture),
        waitingChat(fixture),
        waitingChat(fixture),
      ]);
      const { turns, aftermath } = await turnsOf(
        fixture.store,
        chats.map(({ ref }) => ref),
        { effects: (instance) => [says(instance, instance.id)] },
      );
      expect(turns).toHaveLength(3);
      expect(aftermath.outbox.map(({ business }) => business).toSorted()).toEqual(
        chats.map(({ business }) => business).toSorted(),
      );
    });

    test("a parked input is passed over and the next one is taken", async () => {
      const { ref, business, chat } = await waitingChat(fixture);
      const next = delivery(business, chat);
      await fixture.store.transaction([business], (tx) => tx.remember([next]));
      const [row] = await fixture.store.transaction([business], (tx) => tx.oldestInbox([ref]));
      if (row === undefined) throw new Error("no input");
      await fixture.store.poison(row, { message: "broken", stack: undefined });
      const { turns } = await turnsOf(fixture.store, [ref]);
      expect(turns[0]?.inbox.input).toEqual(next.input);
      expect((await turnsOf(fixture.store, [ref])).turns).toHaveLength(0);
    });

    test("a business with much waiting does not hide another", async () => {
      const busy = await waitingChat(fixture);
      for (let chats = 0; chats < 40; chats += 1) await waitingChat(fixture, busy.business);
      const quiet = await waitingChat(fixture);
      const found = await fixture.store.findWaiting(10_000);
      expect(found).toContainEqual(quiet.ref);
      const fair = await fixture.store.findWaiting(businessesIn(found) + 1);
      expect(fair).toContainEqual(quiet.ref);
    });

    test("another process hears that work was left", async () => {
      const { business, chat } = await waitingChat(fixture);
      let stop = async () => {};
      const woken = new Promise<string>((resolve) => {
        void fixture.other.listen(resolve).then(async (stopListening) => {
          stop = stopListening;
          await fixture.store.transaction([business], (tx) =>
            tx.remember([delivery(business, chat)]),
          );
        });
      });
      await expect(woken).resolves.toBe("inbox");
      await stop();
    });
  });
}

function businessesIn(refs: readonly InstanceRef[]): number {
  return new Set(refs.map(({ business }) => business)).size;
}

function machineWith(context: Record<string, unknown>) {
  return {
    status: "active" as const,
    value: { b: "c" },
    context,
    historyValue: {},
    children: {},
    output: null,
    error: null,
  };
}
