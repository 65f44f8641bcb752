import { afterAll, beforeAll, expect, test } from "vitest";

import type { BusinessId, ChatId, InstanceRef, Remembered } from "@mostrador/engine";

import { freshDatabase, ownServer } from "../testing/index.ts";
import { openFixture } from "../testing/store-fixture.ts";
import type { Fixture } from "../testing/store-fixture.ts";
import { answerAll, answerIn, says } from "../testing/turns.ts";
import { findDueChats, findDueJobs, findDueTimers, findWaitingInstances } from "./store/find.ts";

const lease = { sender: "one", leaseMs: 30_000 };
const settleMs = 10_000;

let fixture: Fixture;
beforeAll(async () => {
  const { url, close } = await freshDatabase();
  fixture = await openFixture({ url, max: 6 }, close);
});
afterAll(() => fixture.close());

async function person(shop?: BusinessId): Promise<{ business: BusinessId; chat: ChatId }> {
  const business = shop ?? (await fixture.createBusiness());
  return { business, chat: await fixture.createChat(business) };
}

async function tell(business: BusinessId, chat: ChatId, texts = 1): Promise<InstanceRef> {
  const messages = Array.from({ length: texts }, (_, index) => says(business, chat, `${index}`));
  const [first] = await fixture.store.transaction([business], (tx) => tx.remember(messages));
  if (first === undefined) throw new Error("nothing was remembered");
  return { business, id: first.instance };
}

/** Waits long enough for what nothing holds up. */
async function isPending(work: Promise<unknown>): Promise<boolean> {
  const pause = new Promise<true>((resolve) => setTimeout(resolve, 150, true));
  return Promise.race([work.then(() => false), pause]);
}

test("the same webhook ten times at once is remembered once, for a person never seen before", async () => {
  const { business, chat } = await person();
  const messages = [says(business, chat, "uno"), says(business, chat, "dos")];
  const sides = Array.from({ length: 10 }, (_, index) =>
    index % 2 === 0 ? fixture.store : fixture.other,
  );
  const all = await Promise.all(
    sides.map((store) => store.transaction([business], (tx) => tx.remember(messages))),
  );
  expect(all.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(2);
  expect(new Set(all.flat().map(({ instance }) => instance)).size).toBe(1);
});

test("many workers on few instances take every input once and in order", async () => {
  const { business } = await person();
  const refs: InstanceRef[] = [];
  for (let chats = 0; chats < 4; chats += 1) {
    refs.push(await tell(business, await fixture.createChat(business), 12));
  }
  const worker = async (store: Fixture["store"], sender: string) => {
    for (let idle = 0; idle < 5;) {
      const { turns } = await answerAll(store, refs, { sender, leaseMs: 30_000 });
      idle = turns.length === 0 ? idle + 1 : 0;
    }
  };
  await Promise.all(
    [1, 2, 3].flatMap((n) => [worker(fixture.store, `a${n}`), worker(fixture.other, `b${n}`)]),
  );

  const scope = { role: "app", businesses: [business] } as const;
  const rows = await fixture.database.transaction(scope, ({ query }) =>
    query<{ instance: string; inputs: number[]; left: number }>(
      `select instance_id as instance, to_jsonb(array_agg(inbox_id order by seq)) as inputs,
         (select count(*) from inbox i where i.instance_id = j.instance_id and state = 'new') as left
       from journal j group by instance_id`,
    ),
  );
  expect(rows).toHaveLength(4);
  for (const { inputs, left } of rows) {
    expect(left).toBe(0);
    expect(inputs).toHaveLength(12);
    expect(inputs).toEqual(inputs.toSorted((one, other) => one - other));
  }
});

test("two processes that claim at once never hold the same chat", async () => {
  const { business } = await person();
  for (let chats = 0; chats < 20; chats += 1) {
    const chat = await fixture.createChat(business);
    await answerAll(fixture.store, [await tell(business, chat)], lease);
    await fixture.store.releaseChats([{ business, chat }], lease.sender, "always");
  }
  const claim = (store: Fixture["store"], sender: string) =>
    store.claimOutbox(1000, { sender, leaseMs: 30_000, settleMs });
  const claims = await Promise.all([
    claim(fixture.store, "a"),
    claim(fixture.other, "b"),
    claim(fixture.store, "c"),
    claim(fixture.other, "d"),
  ]);
  const ids = claims
    .flat()
    .filter((row) => row.business === business)
    .map(({ id }) => id);
  expect(ids).toHaveLength(20);
  expect(new Set(ids).size).toBe(20);
});

test("a sender who was followed does not set free the chat of who followed", async () => {
  const { business, chat } = await person();
  const { aftermath } = await answerAll(fixture.store, [await tell(business, chat)], lease);
  const [row] = aftermath.outbox;
  if (row === undefined) throw new Error("no message");
  await fixture.advanceClock(lease.leaseMs + settleMs + 1);
  const next = { sender: "two", leaseMs: 30_000, settleMs };
  const followed = await fixture.other.claimOutbox(1000, next);
  expect(followed.some(({ id }) => id === row.id)).toBe(true);

  const late = { kind: "retry", row, retryInMs: 0, code: "131016", message: "busy" } as const;
  await fixture.store.recordSends([late]);
  await fixture.store.extendChats([{ business, chat }], lease);
  await fixture.store.releaseChats([{ business, chat }], lease.sender, "always");
  const third = await fixture.store.claimOutbox(1000, { ...next, sender: "three" });
  expect(third.some(({ id }) => id === row.id)).toBe(false);
});

test("a message committed while its chat is being given back is due for whoever comes next", async () => {
  const { business, chat } = await person();
  const { aftermath } = await answerAll(fixture.store, [await tell(business, chat)], lease);
  await fixture.store.recordSends(
    aftermath.outbox.map((row) => ({ kind: "sent", row, providerId: row.id, repeated: false })),
  );
  const ref = await tell(business, chat);
  let giveBack: Promise<unknown> | undefined;
  await fixture.store.transaction([business], async (tx) => {
    await answerIn(tx, [ref], lease);
    giveBack = fixture.other.releaseChats([{ business, chat }], lease.sender, "always");
    expect(await isPending(giveBack)).toBe(true);
  });
  await giveBack;
  const rows = await fixture.other.claimOutbox(1000, { sender: "two", leaseMs: 30_000, settleMs });
  expect(rows.filter((row) => row.chat === chat)).toHaveLength(1);
});

test("a person's messages get their places in the order in which they become durable", async () => {
  const { business, chat } = await person();
  await tell(business, chat);
  let second: Promise<Remembered[]> | undefined;
  const [first] = await fixture.store.transaction([business], async (tx) => {
    const remembered = await tx.remember([says(business, chat)]);
    second = fixture.other.transaction([business], (other) =>
      other.remember([says(business, chat)]),
    );
    expect(await isPending(second)).toBe(true);
    return remembered;
  });
  const [next] = (await second) ?? [];
  expect(Number(next?.inboxId)).toBeGreaterThan(Number(first?.inboxId));
});

test("a business with 50,000 waiting inputs and messages costs another nothing", async () => {
  const busy = await person();
  await tell(busy.business, busy.chat);
  const scope = { role: "app", businesses: [busy.business] } as const;
  await fixture.database.transaction(scope, async ({ query }) => {
    await query(
      `insert into inbox (business_id, instance_id, source, dedupe_key, input, trace_id, received_at)
       select business_id, instance_id, 'flood', n::text, '{}', 't', 0 from instances, generate_series(1, 50000) n`,
    );
    await query(
      `insert into timers (business_id, instance_id, timer_id, generation, event, trace_id, due_at)
       select business_id, instance_id, n::text, 1, '{}', 't', 0 from instances, generate_series(1, 50000) n`,
    );
    await query(
      `with people as (
         insert into contacts (business_id, created_at)
         select business_id, 0 from businesses, generate_series(1, 50000) returning business_id, contact_id
       )
       insert into chats (business_id, contact_id, number_id, send_at, created_at)
       select p.business_id, p.contact_id, n.number_id, 0, 0 from people p join numbers n using (business_id)`,
    );
  });
  await fixture.database.transaction({ role: "owner" }, ({ query }) => query("analyze"));
  const quiet = await person();
  const ref = await tell(quiet.business, quiet.chat);

  const found = await fixture.store.findWaiting(20);
  expect(found).toContainEqual(ref);
  // Rows and index entries that finding work reads, as Postgres counts them.
  const read = await fixture.database.transaction({ role: "dispatcher" }, async (session) => {
    const count = async () => {
      const [row] = await session.query<{ rows: number }>(
        `select sum(pg_stat_get_xact_tuples_returned(oid))::int as rows from pg_class
         where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`,
      );
      return row?.rows ?? 0;
    };
    const before = await count();
    await findWaitingInstances(session, 20);
    await findDueTimers(session, 20);
    await findDueJobs(session, 20);
    await findDueChats(session, 20, settleMs);
    return (await count()) - before;
  });
  expect(read).toBeGreaterThan(20);
  expect(read).toBeLessThan(3000);
});

test("after a lost connection a listener is told of all kinds of work, for it may have missed some", async () => {
  const own = await ownServer();
  const away = await openFixture({ url: own.url, max: 2 }, own.close);
  const heard: string[] = [];
  const stop = await away.store.listen((work) => heard.push(work));
  await own.stop("fast");
  await own.start();
  await expect
    .poll(() => [...heard].sort(), { timeout: 10_000 })
    .toEqual(["due", "inbox", "outbox"]);
  // What nobody told of is found by looking.
  const shop = await away.createBusiness();
  const chat = await away.createChat(shop);
  await away.store.transaction([shop], (tx) => tx.remember([says(shop, chat)]));
  expect(await away.store.findWaiting(10)).toHaveLength(1);
  await stop();
  await away.close();
});
