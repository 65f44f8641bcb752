import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { BusinessId, ChatId } from "@mostrador/engine";

import { freshDatabase, ownServer } from "../testing/index.ts";
import { openFixture } from "../testing/store-fixture.ts";
import type { Fixture } from "../testing/store-fixture.ts";
import { answerAll, says } from "../testing/turns.ts";

let fixture: Fixture;
const business: BusinessId[] = [];
const chat: ChatId[] = [];

beforeAll(async () => {
  const { url, close } = await freshDatabase();
  fixture = await openFixture({ url, max: 1 }, close);
  for (let shops = 0; shops < 2; shops += 1) {
    const shop = await fixture.createBusiness();
    const person = await fixture.createChat(shop);
    await fixture.store.transaction([shop], (tx) => tx.remember([says(shop, person)]));
    business.push(shop);
    chat.push(person);
  }
});
afterAll(() => fixture.close());

/** Tables without a business, and why. */
const open: Record<string, string> = {
  apps: "an app's secret is checked before the business is known",
  accounts: "a refused token stops the numbers of every business that uses it",
  data_keys: "wrapped by a key that is not in the database",
  clock: "one clock for all",
  mostrador_migrations: "the schema's own history; no role but the owner reads it",
};

const asOwner = <Row extends object>(text: string) =>
  fixture.database.transaction({ role: "owner" }, ({ query }) => query<Row>(text));
const asApp = <Row extends object>(businesses: readonly string[], text: string) =>
  fixture.database.transaction({ role: "app", businesses }, ({ query }) => query<Row>(text));
const as = (role: "dispatcher" | "door", text: string) =>
  fixture.database.transaction({ role }, ({ query }) => query(text));

test("every table is closed by forced row-level security, or stands in a short list with its reason", async () => {
  const tables = await asOwner<{ name: string; closed: boolean; policies: number }>(
    `select relname as name, relrowsecurity and relforcerowsecurity as closed,
       (select count(*) from pg_policy where polrelid = c.oid and polname = 'named_businesses') as policies
     from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`,
  );
  const unguarded = tables.filter(({ closed, policies }) => !closed || policies !== 1);
  expect(unguarded.map(({ name }) => name).sort()).toEqual(Object.keys(open).sort());
});

test("the key of every table of a business begins with the business", async () => {
  const keys = await asOwner<{ name: string; first: string }>(
    `select c.relname as name, a.attname as first
     from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where i.indisprimary and c.relnamespace = 'public'::regnamespace`,
  );
  const foreign = keys.filter(({ first }) => first !== "business_id").map(({ name }) => name);
  expect(foreign.sort()).toEqual(Object.keys(open).sort());
  expect(keys.length).toBeGreaterThan(25);
});

test("a transaction sees the businesses that it has named and no other", async () => {
  const [one = "", two = ""] = business;
  const seen = async (businesses: readonly string[]) => {
    const rows = await asApp<{ id: string }>(
      businesses,
      "select distinct business_id as id from inbox order by 1",
    );
    return rows.map(({ id }) => id);
  };
  expect(await seen([one])).toEqual([one]);
  expect(await seen([one, two])).toEqual([one, two].sort());
  // On the connection that has just named both.
  expect(await seen([])).toEqual([]);
});

test("nothing is written into a business that was not named", async () => {
  const [one = "", two = ""] = business;
  const write = asApp([one], `insert into contacts (business_id, created_at) values ('${two}', 0)`);
  await expect(write).rejects.toThrow("row-level security");
  const moved = await asApp(
    [one],
    `update contacts set name = 'x' where business_id = '${two}' returning 1`,
  );
  expect(moved).toEqual([]);
});

test("the dispatcher learns whose work waits and not what it says", async () => {
  expect(await as("dispatcher", "select business_id, instance_id from inbox")).toHaveLength(2);
  for (const secret of [
    "select input from inbox",
    "select snapshot from instances",
    "select message from outbox",
    "select phone from chats where send_at is not null",
    "select access_token_sealed from numbers",
    "select secret_sealed from apps",
    "select name from contacts",
    "update timers set due_at = 0",
  ]) {
    await expect(as("dispatcher", secret)).rejects.toThrow("permission denied");
  }
});

test("the door finds a number's business and an app's secret and nothing else", async () => {
  expect(await as("door", "select business_id, number_id, app_id from numbers")).toHaveLength(2);
  expect(await as("door", "select secret_sealed from apps")).toHaveLength(1);
  for (const secret of ["select access_token_sealed from numbers", "select * from businesses"]) {
    await expect(as("door", secret)).rejects.toThrow("permission denied");
  }
});

test("the application's role reads no app's secret and moves no clock", async () => {
  const [one = ""] = business;
  await expect(asApp([one], "select secret_sealed from apps")).rejects.toThrow("permission denied");
  await expect(asApp([one], "update clock set offset_ms = 1")).rejects.toThrow("permission denied");
});

test("a chat of another business cannot be written to by knowing its id", async () => {
  const [one] = business;
  const [, foreignChat] = chat;
  if (one === undefined || foreignChat === undefined) throw new Error("not made");
  const remembering = fixture.store.transaction([one], (tx) =>
    tx.remember([says(one, foreignChat)]),
  );
  await expect(remembering).rejects.toThrow("is not there");
  expect(await fixture.store.addressOf({ business: one, chat: foreignChat })).toBeNull();
});

test("an owner without special rights migrates and serves, and sees no business's rows by itself", async () => {
  const own = await ownServer();
  const admin = postgres(own.url, { max: 1 });
  await admin`create role plain login`;
  await admin`grant mostrador_app, mostrador_dispatcher, mostrador_door to plain`;
  await admin`create database plain owner plain`;
  await admin.end();
  const url = new URL(own.url);
  url.username = "plain";
  url.pathname = "/plain";
  const plain = await openFixture({ url: url.href, max: 2 }, own.close);
  const shop = await plain.createBusiness();
  const person = await plain.createChat(shop);
  const lease = { sender: "one", leaseMs: 1000 };
  const [remembered] = await plain.store.transaction([shop], (tx) =>
    tx.remember([says(shop, person)]),
  );
  if (remembered === undefined) throw new Error("nothing was remembered");
  const { aftermath } = await answerAll(
    plain.store,
    [{ business: shop, id: remembered.instance }],
    lease,
  );
  expect(aftermath.outbox).toHaveLength(1);
  const rows = await plain.database.transaction({ role: "owner" }, ({ query }) =>
    query("select 1 from inbox"),
  );
  expect(rows).toEqual([]);
  await plain.close();
});
