import { readdirSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { freshDatabase, ownServer } from "../testing/index.ts";
import { openDatabase } from "./database.ts";
import type { Database } from "./database.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, max: 4 });
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

const owner = { role: "owner" } as const;

test("JSON, large numbers and booleans come back as they went in", async () => {
  const [row] = await database.transaction(owner, (session) =>
    session.query(
      "select $1::jsonb as json, $2::bigint as big, $3::boolean as yes, $4::text as word",
      [JSON.stringify({ a: ["ñ", 1.5, null] }), 1_795_552_288_551, true, "é"],
    ),
  );
  expect(row).toEqual({
    json: { a: ["ñ", 1.5, null] },
    big: 1_795_552_288_551,
    yes: true,
    word: "é",
  });
});

test("a statement that fails undoes its transaction, also when its error is swallowed", async () => {
  const swallowing = database.transaction(owner, async (session) => {
    await session.query("insert into data_keys values ('k', 'm', 'w')");
    await session.query("select nonsense").catch(() => {});
  });
  await expect(swallowing).rejects.toThrow("a statement failed");
  const rows = await database.transaction(owner, (session) =>
    session.query("select * from data_keys"),
  );
  expect(rows).toEqual([]);
});

test("a savepoint undoes only its own writes", async () => {
  await database.transaction(owner, async (session) => {
    await session.query("insert into data_keys values ('kept', 'm', 'w')");
    const failing = session.savepoint(async () => {
      await session.query("insert into data_keys values ('lost', 'm', 'w')");
      await session.query("select nonsense");
    });
    await expect(failing).rejects.toThrow("nonsense");
  });
  const rows = await database.transaction(owner, (session) =>
    session.query("select key_id from data_keys"),
  );
  expect(rows).toEqual([{ key_id: "kept" }]);
});

test("nothing is sent after a transaction has ended", async () => {
  let late: (() => Promise<unknown>) | undefined;
  await database.transaction(owner, async (session) => {
    late = () => session.query("select 1");
    await session.query("select 1");
  });
  await expect(late?.()).rejects.toThrow("after the end");
});

test("a transaction that finds no free connection in time is told to come back soon", async () => {
  const narrow = await openDatabase({ url: fresh.url, max: 1, acquireTimeoutMs: 50 });
  let second: Promise<unknown> | undefined;
  await narrow.transaction(owner, async () => {
    second = narrow.transaction(owner, async () => {});
    await expect(second).rejects.toMatchObject({ code: "store.unavailable", retry: "soon" });
  });
  await narrow.close();
});

test("a deadlock is contention, to be tried again soon", async () => {
  await database.transaction(owner, (session) =>
    session.query("insert into data_keys values ('one', 'm', 'w'), ('two', 'm', 'w')"),
  );
  const lock = (first: string, second: string) =>
    database.transaction(owner, async (session) => {
      await session.query("select * from data_keys where key_id = $1 for update", [first]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await session.query("select * from data_keys where key_id = $1 for update", [second]);
    });
  const results = await Promise.allSettled([lock("one", "two"), lock("two", "one")]);
  const failed = results.filter((result) => result.status === "rejected");
  expect(failed).toHaveLength(1);
  expect(failed[0]?.reason).toMatchObject({ code: "store.contention", retry: "soon" });
});

test("three processes migrate a new database at once", async () => {
  const own = await ownServer();
  const url = own.url.replace(/[^/]*$/, "postgres");
  const databases = await Promise.all([1, 2, 3].map(() => openDatabase({ url, max: 1 })));
  await Promise.all(databases.map((each) => each.migrate()));
  const [row] = await databases[0]!.transaction(owner, (session) =>
    session.query(
      "select count(*) as rows, count(distinct hash) as each from mostrador_migrations",
    ),
  );
  const files = readdirSync(path.join(import.meta.dirname, "../migrations")).filter((name) =>
    name.endsWith(".sql"),
  );
  expect(row).toEqual({ rows: files.length, each: files.length });
  await Promise.all(databases.map((each) => each.close()));
  await own.close();
});

test("a connection that drops within a transaction writes nothing more, and the next one works", async () => {
  const own = await ownServer();
  const cut = await openDatabase({ url: own.url, max: 1 });
  const broken = cut.transaction(owner, async (session) => {
    await session.query("insert into data_keys values ('before', 'm', 'w')");
    await own.stop("crash");
    await own.start();
    await session.query("insert into data_keys values ('after', 'm', 'w')");
  });
  await expect(broken).rejects.toMatchObject({ code: "store.unavailable", retry: "soon" });
  const rows = await cut.transaction(owner, (session) => session.query("select * from data_keys"));
  expect(rows).toEqual([]);
  await cut.close();
  await own.close();
});

test("while the server is away every transaction fails soon, and works again when it is back", async () => {
  const own = await ownServer();
  const away = await openDatabase({ url: own.url, max: 2 });
  await own.stop("fast");
  await expect(away.transaction(owner, async () => {})).rejects.toMatchObject({
    code: "store.unavailable",
  });
  await own.start();
  await away.transaction(owner, (session) => session.query("select 1"));
  await away.close();
  await own.close();
});
