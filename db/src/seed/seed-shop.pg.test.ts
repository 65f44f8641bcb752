import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { shopSchema } from "@mostrador/commerce";

import { freshDatabase } from "../../testing/index.ts";
import { openDatabase } from "../database.ts";
import type { Database } from "../database.ts";
import { factsVersions, loadFacts } from "../facts.ts";
import { findAccessToken, findApp, findNumber } from "../numbers.ts";
import { openVault, readMasterKey } from "../secrets.ts";
import type { Vault } from "../secrets.ts";
import { demoShopNames, readDemoShop } from "./demo-shops.ts";
import { seedShop } from "./seed-shop.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let vault: Vault;
const credentials = {
  appId: "700000000000001",
  appSecret: "secret",
  verifyToken: "verify",
  accessToken: "token-1",
};

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, max: 2 });
  vault = await openVault(database, readMasterKey({ value: randomBytes(32).toString("base64") }));
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

test.each(demoShopNames())("%s comes back from the database as it was written", async (name) => {
  const profile = readDemoShop(name);
  const { business } = await seedShop(database, vault, { profile, credentials });
  const facts = await database.transaction({ role: "app", businesses: [business] }, ({ tx }) =>
    loadFacts(tx, business),
  );
  expect(facts?.shop).toEqual(shopSchema.parse(profile));
  expect(facts?.team.map(({ role }) => role)[0]).toBe("owner");
});

test("seeding again keeps what the shop has changed, and renews the credentials", async () => {
  const profile = readDemoShop("la-esquina");
  const { business, numberId } = await seedShop(database, vault, { profile, credentials });
  const scope = { role: "app", businesses: [business] } as const;
  const before = await database.transaction(scope, ({ tx }) => factsVersions(tx, [business]));
  await database.transaction(scope, ({ query }) =>
    query("update products set available = false where business_id = $1 and product_id = 'faina'", [
      business,
    ]),
  );
  const renewed = { ...credentials, accessToken: "token-2", appSecret: "secret-2" };
  const again = await seedShop(database, vault, { profile, credentials: renewed });
  expect(again).toEqual({ business, numberId, created: false });
  const facts = await database.transaction(scope, ({ tx }) => loadFacts(tx, business));
  expect(facts?.shop.products.find(({ id }) => id === "faina")?.available).toBe(false);
  const after = await database.transaction(scope, ({ tx }) => factsVersions(tx, [business]));
  expect(after.get(business)).toBeGreaterThan(before.get(business) ?? 0);

  expect(await findNumber(database, numberId)).toEqual({ business, appId: credentials.appId });
  expect(await findAccessToken(database, vault, { business, numberId })).toBe("token-2");
  expect(await findApp(database, vault, credentials.appId)).toEqual({
    secrets: ["secret-2"],
    verifyToken: "verify",
  });
});

test("what is stored of a credential does not show it", async () => {
  const rows = await database.transaction({ role: "owner" }, ({ query }) =>
    query("select secret_sealed, verify_token_sealed from apps"),
  );
  const tokens = await database.transaction({ role: "owner" }, ({ query }) =>
    query("select access_token_sealed from numbers"),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify([rows, tokens])).not.toMatch(/secret-|"verify"|token-[12]/);
});
