// A store's word about sending: in order per chat, by one sender at a time, at least once.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OutboxRow } from "../src/channel.ts";
import type { DeliveryStatus, Instance } from "../src/store.ts";
import { delivery, lease, says, settleMs, turnsOf, waitingChat } from "./store-fixture.ts";
import type { StoreFixture } from "./store-fixture.ts";

const other = { sender: "two", leaseMs: 30_000, settleMs };

export function testOutbox(name: string, open: () => Promise<StoreFixture>): void {
  describe(`${name} as an outbox`, () => {
    let fixture: StoreFixture;
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(() => fixture.close());

    /** A chat whose turn said these texts; the lease is `one`'s. */
    const saidInChat = async (...texts: string[]) => {
      const waiting = await waitingChat(fixture);
      const { aftermath } = await turnsOf(fixture.store, [waiting.ref], {
        effects: (instance) => texts.map((text) => says(instance, text)),
      });
      return { ...waiting, rows: aftermath.outbox };
    };
    const claimed = async (chat: string) => {
      const rows = await fixture.other.claimOutbox(1000, other);
      return rows.filter((row) => row.chat === chat);
    };
    const textsOf = (rows: readonly OutboxRow[]) =>
      rows.map(({ message }) => (message.kind === "text" ? message.text : message.kind));
    const sent = (row: OutboxRow) =>
      fixture.store.recordSends([
        { kind: "sent", row, providerId: `wamid.${row.id}`, repeated: false },
      ]);

    test("what failed because the window was shut goes out as its template, once", async () => {
      const template = { name: "pedido", language: "es_AR", parameters: [], payloads: [] };
      const { business, chat, ref } = await waitingChat(fixture);
      const { aftermath } = await turnsOf(fixture.store, [ref], {
        effects: ({ id }) => [
          { kind: "message", id: `${id}:1:0`, message: { kind: "text", text: "pedido" }, template },
        ],
      });
      const [row] = aftermath.outbox;
      if (row === undefined) throw new Error("nothing to send");
      await sent(row);
      await fixture.store.releaseChats([{ business, chat }], lease.sender, "nothing-due");
      const error = { code: "131047", message: "window", remedy: "template" as const };
      const failed = { business, effectId: row.id, status: "failed" as const, at: 1, error };
      const refused = { ...failed, providerId: `wamid.${row.id}` };
      await fixture.store.recordStatuses([refused]);
      await fixture.store.recordStatuses([refused]);
      const [again, ...more] = await claimed(chat);
      expect(more).toEqual([]);
      expect(again?.message).toEqual({ kind: "template", template });
      if (again === undefined) throw new Error("nothing to send");
      const providerId = "wamid.second";
      await fixture.store.recordSends([{ kind: "sent", row: again, providerId, repeated: false }]);
      await fixture.store.recordStatuses([refused, { ...failed, providerId }]);
      await fixture.store.releaseChats([{ business, chat }], other.sender, "nothing-due");
      expect(await claimed(chat)).toEqual([]);
    });

    test("whoever commits gets the messages in order, with where they go", async () => {
      const { rows, chat, first } = await saidInChat("uno", "dos", "tres");
      expect(textsOf(rows)).toEqual(["uno", "dos", "tres"]);
      expect(rows.map(({ position }) => position)).toEqual(
        rows.map(({ position }) => position).toSorted((a, b) => a - b),
      );
      expect(rows[0]).toMatchObject({ chat, attempts: 0, repeated: false, traceId: first.traceId });
      expect(rows[0]?.address.number).toMatch(/\d/);
      expect(rows[0]?.address.person.phone ?? rows[0]?.address.person.userId).toBeTypeOf("string");
    });

    test("nobody else sends in a chat that is held", async () => {
      const { chat } = await saidInChat("uno");
      expect(await claimed(chat)).toEqual([]);
    });

    test("what is written down as sent is gone", async () => {
      const { rows, chat, business } = await saidInChat("uno", "dos");
      for (const row of rows) await sent(row);
      await fixture.store.releaseChats([{ business, chat }], lease.sender, "nothing-due");
      expect(await claimed(chat)).toEqual([]);
    });

    test("what another process has said in a chat that is held is its holder's to send, and is not overtaken", async () => {
      const { chat, business, ref } = await saidInChat("uno");
      const speaks = async (text: string, sender: string) => {
        await fixture.store.transaction([business], (tx) =>
          tx.remember([delivery(business, chat)]),
        );
        const effects = (instance: Instance) => [says(instance, text)];
        return turnsOf(fixture.store, [ref], { effects, sender });
      };
      expect((await speaks("dos", other.sender)).aftermath.outbox).toEqual([]);
      const { aftermath } = await speaks("tres", lease.sender);
      expect(textsOf(aftermath.outbox)).toEqual(["uno", "dos", "tres"]);
    });

    test("a chat given back is taken up by another where it was left", async () => {
      const { rows, chat, business } = await saidInChat("uno", "dos", "tres");
      await sent(rows[0] as OutboxRow);
      await fixture.store.releaseChats([{ business, chat }], lease.sender, "always");
      expect(textsOf(await claimed(chat))).toEqual(["dos", "tres"]);
    });

    test("a chat with something due is kept by its sender's idle release, and told what it is", async () => {
      const { chat, business, rows } = await saidInChat("uno", "dos");
      await sent(rows[0] as OutboxRow);
      const kept = await fixture.store.releaseChats(
        [{ business, chat }],
        lease.sender,
        "nothing-due",
      );
      expect(textsOf(kept)).toEqual(["dos"]);
      expect(await claimed(chat)).toEqual([]);
    });

    test("a sender that died is followed only after lease and grace, as a repetition", async () => {
      const { chat } = await saidInChat("uno");
      await fixture.advanceClock(lease.leaseMs + 1000);
      expect(await claimed(chat)).toEqual([]);
      await fixture.advanceClock(settleMs);
      const rows = await claimed(chat);
      expect(textsOf(rows)).toEqual(["uno"]);
      expect(rows[0]?.repeated).toBe(true);
    });

    test("a lease that is extended is not taken over", async () => {
      const { chat, business } = await saidInChat("uno");
      await fixture.advanceClock(lease.leaseMs - 1000);
      await fixture.store.extendChats([{ business, chat }], lease);
      await fixture.advanceClock(settleMs + 2000);
      expect(await claimed(chat)).toEqual([]);
    });

    test("a retry keeps those behind it waiting until it is due", async () => {
      const { rows, chat } = await saidInChat("uno", "dos");
      const row = rows[0] as OutboxRow;
      await fixture.store.recordSends([
        { kind: "retry", row, retryInMs: 5000, code: "131016", message: "busy" },
      ]);
      expect(await claimed(chat)).toEqual([]);
      await fixture.advanceClock(5001);
      const again = await claimed(chat);
      expect(textsOf(again)).toEqual(["uno", "dos"]);
      expect(again[0]).toMatchObject({ attempts: 1, repeated: false });
    });

    test("a turn that speaks while a retry waits does not overtake it", async () => {
      const { rows, chat, business, ref } = await saidInChat("uno");
      await fixture.store.recordSends([
        {
          kind: "retry",
          row: rows[0] as OutboxRow,
          retryInMs: 5000,
          code: "131016",
          message: "busy",
        },
      ]);
      await fixture.store.transaction([business], (tx) => tx.remember([delivery(business, chat)]));
      const { aftermath } = await turnsOf(fixture.store, [ref], {
        effects: (instance) => [says(instance, "dos")],
      });
      expect(aftermath.outbox).toEqual([]);
      await fixture.advanceClock(5001);
      expect(textsOf(await claimed(chat))).toEqual(["uno", "dos"]);
    });

    test("a send without an answer is repeated after its grace, and says so", async () => {
      const { rows, chat } = await saidInChat("uno");
      await fixture.store.recordSends([
        { kind: "unknown", row: rows[0] as OutboxRow, settleMs, reason: "timeout" },
      ]);
      expect(await claimed(chat)).toEqual([]);
      await fixture.advanceClock(settleMs + 1);
      expect(await claimed(chat)).toMatchObject([{ repeated: true }]);
    });

    test("a provider's status settles a send without an answer", async () => {
      const { rows, chat, business } = await saidInChat("uno", "dos");
      const row = rows[0] as OutboxRow;
      await fixture.store.recordSends([{ kind: "unknown", row, settleMs, reason: "timeout" }]);
      const known = await fixture.store.recordStatuses([
        statusOf(row, { providerId: "wamid.late" }),
      ]);
      expect(known).toBe(1);
      await fixture.advanceClock(settleMs + 1);
      expect(textsOf(await claimed(chat))).toEqual(["dos"]);
      expect(business).toBe(row.business);
    });

    test("a message given up does not hold up those behind it", async () => {
      const { rows, chat, business } = await saidInChat("uno", "dos");
      await fixture.store.recordSends([
        { kind: "dead", row: rows[0] as OutboxRow, code: "131026", message: "undeliverable" },
      ]);
      await fixture.store.releaseChats([{ business, chat }], lease.sender, "always");
      expect(textsOf(await claimed(chat))).toEqual(["dos"]);
    });

    test("statuses of messages that are not ours change nothing", async () => {
      const { rows } = await saidInChat("uno");
      const row = rows[0] as OutboxRow;
      const foreign = {
        business: row.business,
        providerId: "wamid.foreign",
        status: "read" as const,
        at: 0,
      };
      expect(await fixture.store.recordStatuses([foreign])).toBe(0);
    });

    test("a paused number sends nothing until its time is over, another goes on", async () => {
      const paused = await saidInChat("uno");
      const free = await saidInChat("dos");
      for (const { business, chat } of [paused, free]) {
        await fixture.store.releaseChats([{ business, chat }], lease.sender, "always");
      }
      const { number } = (paused.rows[0] as OutboxRow).address;
      await fixture.store.pause({
        business: paused.business,
        number,
        scope: "number",
        forMs: 60_000,
        code: "130429",
      });
      const rows = await fixture.other.claimOutbox(1000, other);
      expect(rows.some(({ chat }) => chat === free.chat)).toBe(true);
      expect(rows.some(({ chat }) => chat === paused.chat)).toBe(false);
      await fixture.advanceClock(60_001);
      expect(textsOf(await claimed(paused.chat))).toEqual(["uno"]);
    });
  });
}

function statusOf(row: OutboxRow, change: Partial<DeliveryStatus>): DeliveryStatus {
  return {
    business: row.business,
    providerId: "wamid.1",
    effectId: row.id,
    status: "sent",
    at: 0,
    ...change,
  };
}
