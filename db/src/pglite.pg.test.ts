import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { testOutbox, testSchedule } from "@mostrador/engine/testing";

import { openFixture } from "../testing/store-fixture.ts";
import { says } from "../testing/turns.ts";
import { openDatabase } from "./database.ts";

const cacheFolder = path.join(import.meta.dirname, "../../.cache");
const open = () => openFixture({ memory: true, cacheFolder }, async () => {});

// The rest of the contract holds two transactions at once, which one session cannot.
testOutbox("The embedded database", open);
testSchedule("The embedded database", open);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "mostrador-folder-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("one business sees nothing of another", async () => {
  const fixture = await open();
  const shop = await fixture.createBusiness();
  const other = await fixture.createBusiness();
  const chat = await fixture.createChat(shop);
  await fixture.store.transaction([shop], (tx) => tx.remember([says(shop, chat)]));
  const seen = (businesses: readonly string[]) =>
    fixture.database.transaction({ role: "app", businesses }, ({ query }) =>
      query("select 1 from inbox"),
    );
  expect(await seen([shop])).toHaveLength(1);
  expect(await seen([other])).toEqual([]);
  expect(await seen([])).toEqual([]);
  await fixture.close();
});

test("work that was left is told within the process", async () => {
  const fixture = await open();
  const shop = await fixture.createBusiness();
  const chat = await fixture.createChat(shop);
  const heard = Promise.withResolvers<string>();
  const stop = await fixture.store.listen(heard.resolve);
  await fixture.store.transaction([shop], (tx) => tx.remember([says(shop, chat)]));
  await expect(heard.promise).resolves.toBe("inbox");
  await stop();
  await fixture.close();
});

test("a folder keeps what was written, and belongs to one at a time, also after a kill", async () => {
  const child = spawn(
    process.execPath,
    ["--input-type=module-typescript", "--eval", childSource(), folder, cacheFolder],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(child.stdout, "data");
  await expect(openDatabase({ folder, cacheFolder })).rejects.toMatchObject({
    code: "store.folder-in-use",
  });
  child.kill("SIGKILL");
  await once(child, "exit");

  const database = await openDatabase({ folder, cacheFolder });
  const rows = await database.transaction({ role: "owner" }, ({ query }) =>
    query("select key_id from data_keys"),
  );
  expect(rows).toEqual([{ key_id: "kept" }]);
  await database.close();
});

function childSource(): string {
  const module = path.join(import.meta.dirname, "database.ts");
  return `
    import { openDatabase } from ${JSON.stringify(module)};
    const [folder, cacheFolder] = process.argv.slice(-2);
    const database = await openDatabase({ folder, cacheFolder });
    await database.transaction({ role: "owner" }, ({ query }) =>
      query("insert into data_keys values ('kept', 'm', 'w')"));
    console.log("ready");
    setInterval(() => {}, 1000);
  `;
}
