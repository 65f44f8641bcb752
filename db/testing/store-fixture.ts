import { randomUUID } from "node:crypto";

import type { BusinessId, ChatId, Store } from "@mostrador/engine";

import { advanceClock, createStore, openDatabase } from "../src/index.ts";
import type { Database, DatabaseOptions, Tx } from "../src/index.ts";

export type Fixture = {
  database: Database;
  store: Store<Tx>;
  /** The same database through connections of its own. */
  other: Store<Tx>;
  createBusiness(): Promise<BusinessId>;
  createChat(business: BusinessId): Promise<ChatId>;
  advanceClock(ms: number): Promise<void>;
  close(): Promise<void>;
};

/** A store on an empty, migrated database with ways to make what must be there. Embedded: both sides are one. */
export async function openFixture(
  options: DatabaseOptions,
  closeServer: () => Promise<void>,
): Promise<Fixture> {
  const database = await openDatabase(options);
  await database.migrate();
  const second = "url" in options ? await openDatabase(options) : database;
  return {
    database,
    store: createStore(database),
    other: createStore(second),
    createBusiness: () => createBusiness(database),
    createChat: (business) => createChat(database, business),
    advanceClock: async (ms) => {
      await advanceClock(database, ms, { production: false });
    },
    close: async () => {
      await database.close();
      if (second !== database) await second.close();
      await closeServer();
    },
  };
}

async function createBusiness(database: Database): Promise<BusinessId> {
  const id = `shop-${randomUUID()}`;
  await database.transaction({ role: "owner" }, (session) =>
    session.query(
      "insert into apps (app_id, secret_sealed, verify_token_sealed) values ('app', 's', 'v') on conflict do nothing",
    ),
  );
  const scope = { role: "app", businesses: [id] } as const;
  const rows = await database.transaction(scope, async (session) => {
    await session.query("insert into accounts (account_id) values ($1)", [id]);
    await session.query(
      `insert into businesses (business_id, name, timezone, plan, settings, created_at)
       values ($1, 'Shop', 'America/Argentina/Buenos_Aires', 'pro', '{}', 0)`,
      [id],
    );
    return session.query<{ id: BusinessId }>(
      `insert into numbers (business_id, number_id, waba_id, app_id, account_id, access_token_sealed)
       values ($1, $2, 'waba', 'app', $1, 't') returning business_id as id`,
      [id, String(Math.floor(Math.random() * 1e15))],
    );
  });
  const [row] = rows;
  if (row === undefined) throw new Error("no business");
  return row.id;
}

async function createChat(database: Database, business: BusinessId): Promise<ChatId> {
  const phone = `549${Math.floor(Math.random() * 1e10)}`;
  const rows = await database.transaction({ role: "app", businesses: [business] }, (session) =>
    session.query<{ id: ChatId }>(
      `with person as (
         insert into contacts (business_id, name, created_at) values ($1, 'Ana', 0) returning contact_id
       )
       insert into chats (business_id, number_id, contact_id, phone, created_at)
       select $1, n.number_id, p.contact_id, $2, 0 from person p, numbers n where n.business_id = $1
       returning chat_id as id`,
      [business, phone],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new Error("no chat");
  return row.id;
}
