// The host's word on a real store: one chat's trouble is its own, and what people are told keeps its order.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Channel, OutboxRow, SendResult } from "../src/channel.ts";
import { createHost } from "../src/host.ts";
import { type Alert, defaultHostSettings, type HostParts } from "../src/host-parts.ts";
import type { BusinessId, ChatId } from "../src/ids.ts";
import type { Delivery } from "../src/store.ts";
import { kiosk, kioskFacts } from "./kiosk.ts";
import { delivery } from "./store-fixture.ts";
import type { StoreFixture } from "./store-fixture.ts";
import { whatsappLikeLimits } from "./whatsapp-like-limits.ts";

/** Longest wait for what must happen, milliseconds. */
const patienceMs = 5000;

export function testHost(name: string, open: () => Promise<StoreFixture>): void {
  describe(`${name} under a host`, () => {
    let fixture: StoreFixture;
    const opened: { stop(): Promise<void> }[] = [];
    beforeAll(async () => {
      fixture = await open();
    });
    afterAll(async () => {
      await Promise.all(opened.map((host) => host.stop()));
      await fixture.close();
    });

    const hostOf = (change: Partial<HostParts<unknown>> = {}, send?: Channel["send"]) => {
      const hosted = hostOn(fixture, change, send);
      opened.push(hosted.host);
      return hosted;
    };
    const person = async (business?: BusinessId) => {
      const owner = business ?? (await fixture.createBusiness());
      return { business: owner, chat: await fixture.createChat(owner) };
    };

    test("a shop whose facts cannot be read holds up nobody else", async () => {
      const broken = await person();
      const others = [await person(), await person()];
      for (const one of [broken, ...others]) {
        const message = await deliveryOf(fixture, one, { text: "hola", agoMs: 0 });
        await fixture.store.transaction([one.business], (tx) => tx.remember([message]));
      }
      const { host, sent, alerts } = hostOf({
        facts: async (_domain, businesses) => {
          if (businesses.includes(broken.business)) throw new Error("no catalogue");
          return new Map(businesses.map((business) => [business, kioskFacts]));
        },
      });
      await host.start();
      for (const { chat } of others) await eventually(() => sent(chat).length === 1);
      expect(sent(broken.chat)).toEqual([]);
      expect(alerts.map(({ business }) => business)).toContain(broken.business);
      await host.stop();
    });

    test("a turn that cannot be written is parked, and the chat goes on", async () => {
      const { host, sent, says, alerts } = hostOf();
      await host.start();
      const ana = await person();
      // Placing the order signals a chat that is not there.
      for (const text of ["alfajor", "listo", "retiro", "efectivo"]) await says(ana, text);
      await eventually(() => alerts.some(({ key }) => key.startsWith("poison:")));
      const answered = sent(ana.chat).length;
      await says(ana, "menu");
      await eventually(() => sent(ana.chat).length === answered + 1);
      expect(alerts.filter(({ key }) => key.startsWith("poison:"))).toHaveLength(1);
      await host.stop();
    });

    test("a message that comes an hour late is answered and buys nothing", async () => {
      const { host, sent, says } = hostOf();
      await host.start();
      const ana = await person();
      for (const text of ["hola", "alfajor"]) await says(ana, text);
      await says(ana, "chicle", 60 * 60_000);
      await eventually(() => sent(ana.chat).length === 3);
      const texts = sent(ana.chat).map(({ message }) => JSON.stringify(message));
      expect(texts[1]).toContain("Va Alfajor.");
      expect(texts[2]).toContain("Eso era de antes.");
      expect(texts[2]).not.toContain("Va Chicle.");
      await host.stop();
    });
  });
}

function hostOn(
  { store }: StoreFixture,
  change: Partial<HostParts<unknown>>,
  answer: Channel["send"] = async (row) => ({ kind: "sent", providerId: `wamid.${row.id}` }),
) {
  const alerts: Alert[] = [];
  const tries: { row: OutboxRow; result: SendResult }[] = [];
  const host = createHost<unknown>({
    store,
    channel: {
      name: "memory",
      limits: whatsappLikeLimits,
      send: async (row) => {
        const result = await answer(row);
        tries.push({ row, result });
        return result;
      },
      markRead: async () => {},
    },
    // What the fixture's people write to.
    flows: new Map([
      ["kiosk", kiosk],
      ["ordering", kiosk],
    ]),
    operations: {
      queries: { "shop.open": async () => true },
      commands: { "order.place": async () => ({ number: 1 }) },
      writes: { "favourite.remember": async () => {} },
      jobs: {},
    },
    facts: async (_domain, businesses) =>
      new Map(businesses.map((business) => [business, kioskFacts])),
    freshIds: () => [],
    chance: () => 0,
    monotonicMs: () => performance.now(),
    alert: (alert) => alerts.push(alert),
    log: () => {},
    settings: { ...defaultHostSettings, sender: `host-${Math.random()}`, pollMs: 50 },
    ...change,
  });
  const sentRows = (chat: ChatId) =>
    tries.filter(({ row, result }) => row.chat === chat && result.kind === "sent");
  return {
    host,
    alerts,
    triesIn: (chat: ChatId) => tries.filter(({ row }) => row.chat === chat).map(({ row }) => row),
    sent: (chat: ChatId) => sentRows(chat).map(({ row }) => row),
    says: async (from: Person, text: string, agoMs = 0) => {
      await host.receive([await deliveryOf({ store }, from, { text, agoMs })]);
    },
  };
}

type Person = { business: BusinessId; chat: ChatId };

/** What the person wrote `agoMs` milliseconds ago. */
async function deliveryOf(
  { store }: Pick<StoreFixture, "store">,
  { business, chat }: Person,
  { text, agoMs }: { text: string; agoMs: number },
): Promise<Delivery> {
  const sentAt = (await store.now()) - agoMs;
  const content = { kind: "text" as const, text };
  const base = delivery(business, chat);
  return { ...base, input: { kind: "message", messageId: base.dedupeKey, sentAt, content } };
}

async function eventually(holds: () => boolean): Promise<void> {
  const until = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > until) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
