import type { Database, Tx } from "@mostrador/db";
import { openDatabase } from "@mostrador/db";
import { freshDatabase } from "@mostrador/db/testing";
import type { BusinessId, InstanceId, Operation } from "@mostrador/engine";
import { Failure, invariant } from "@mostrador/engine";
import { afterAll, beforeAll, expect, test } from "vitest";

import { operations } from "./registry.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

const business = "b1" as BusinessId;
const privateNote = "Marta 5491160012345";

/** What a query that names a person fails with, when this went wrong in its transaction before. */
async function failureAfter(trouble: string): Promise<unknown> {
  const find: Operation<Tx> | undefined = operations.queries["contact.find"];
  invariant(find !== undefined, "no such query");
  let failure: unknown;
  await database
    .transaction({ role: "owner" }, async ({ query, tx, now }) => {
      await query(trouble).catch(() => {});
      const call = { domain: tx, business, instance: "1" as InstanceId, now };
      await find(call, { chat: privateNote }).catch((error: unknown) => {
        failure = error;
      });
    })
    .catch(() => {});
  return failure;
}

test("the failure of a domain query quotes nobody", async () => {
  const failure = await failureAfter("select 1 / 0");
  expect(String(failure)).toContain("transaction is aborted");
  expect(String(failure)).not.toContain("Marta");
});

test("a connection that drops under a domain query may be tried again, and parks nobody's order", async () => {
  const failure = await failureAfter("select pg_terminate_backend(pg_backend_pid())");
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ code: "store.unavailable", retry: "soon" });
});
