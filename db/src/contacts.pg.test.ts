import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { freshDatabase } from "../testing/index.ts";
import { appointMember, findContactOfChat, relinkContact, resolveSender } from "./contacts.ts";
import type { Sender } from "./contacts.ts";
import { openDatabase } from "./database.ts";
import type { Database } from "./database.ts";
import { openVault, readMasterKey } from "./secrets.ts";
import { readDemoShop } from "./seed/demo-shops.ts";
import { seedShop } from "./seed/seed-shop.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let place: Awaited<ReturnType<typeof seedShop>>;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, max: 8 });
  const master = readMasterKey({ value: randomBytes(32).toString("base64") });
  place = await seedShop(database, await openVault(database, master), {
    profile: readDemoShop("la-esquina"),
    credentials: { appId: "7", appSecret: "s", verifyToken: "v", accessToken: "t" },
  });
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

const resolve = (sender: Sender) =>
  database.transaction({ role: "app", businesses: [place.business] }, ({ tx, now }) =>
    resolveSender(tx, { business: place.business, numberId: place.numberId, now }, sender),
  );

describe("the same person", () => {
  test("comes with 54 or with 549", async () => {
    const first = await resolve({ phone: "5491144440001", name: "Marta" });
    expect(await resolve({ phone: "541144440001" })).toEqual(first);
  });

  test("shows a user id beside the phone, and later the user id alone", async () => {
    const first = await resolve({ phone: "5491144440002" });
    expect(await resolve({ phone: "5491144440002", userId: "AR.2" })).toEqual(first);
    expect(await resolve({ userId: "AR.2" })).toEqual(first);
  });

  test("was known by a user id alone before the phone was seen", async () => {
    const first = await resolve({ userId: "AR.3" });
    expect(await resolve({ userId: "AR.3", phone: "5491144440003" })).toEqual(first);
    expect(await resolve({ phone: "541144440003" })).toEqual(first);
  });

  test("was known by each apart: seen together they are one, the phone's", async () => {
    const byPhone = await resolve({ phone: "5491144440004" });
    await resolve({ userId: "AR.4" });
    expect(await resolve({ userId: "AR.4", phone: "5491144440004" })).toEqual(byPhone);
    expect(await resolve({ userId: "AR.4" })).toEqual(byPhone);
  });

  test("writes five messages at once and is made once", async () => {
    const sender = { phone: "5491144440005", userId: "AR.5" };
    const resolved = await Promise.all(Array.from({ length: 5 }, () => resolve(sender)));
    expect(new Set(resolved.map(({ chat }) => chat)).size).toBe(1);
  });
});

test("a phone that was given to somebody else brings neither contact nor role along", async () => {
  const scope = { role: "app", businesses: [place.business] } as const;
  const appointed = await database.transaction(scope, ({ tx, now }) =>
    appointMember(
      tx,
      { business: place.business, numberId: place.numberId, now },
      { phone: "5491144440006", role: "staff", name: "Ana" },
    ),
  );
  const former = await resolve({ phone: "5491144440006", userId: "AR.6" });
  expect(former).toEqual(appointed);
  const newOwner = await resolve({ phone: "5491144440006", userId: "AR.66" });
  expect(newOwner.contactId).not.toBe(former.contactId);
  expect(newOwner.role).toBeNull();
  expect(await resolve({ phone: "5491144440006" })).toMatchObject({ role: null });
  expect(await resolve({ userId: "AR.6" })).toEqual(former);
});

describe("a person who changed number", () => {
  const change = (before: Sender, after: Sender) =>
    database.transaction({ role: "app", businesses: [place.business] }, ({ tx }) =>
      relinkContact(tx, place.business, { before, after }),
    );
  const phoneOf = (chat: string) =>
    database.transaction({ role: "app", businesses: [place.business] }, ({ tx }) =>
      findContactOfChat(tx, place.business, chat),
    );

  test("is the same contact under the new one", async () => {
    const first = await resolve({ phone: "5491144440007" });
    await change({ phone: "5491144440007" }, { phone: "5491144440008" });
    expect(await resolve({ phone: "5491144440008" })).toEqual(first);
    expect(await phoneOf(first.chat)).toMatchObject({ phone: "5491144440008" });
  });

  test("to one that is somebody else's already is not written to there", async () => {
    const stranger = await resolve({ phone: "5491144440009" });
    const first = await resolve({ phone: "5491144440010" });
    await change({ phone: "5491144440010" }, { phone: "5491144440009" });
    expect(await phoneOf(first.chat)).toMatchObject({ phone: "5491144440010" });
    expect(await resolve({ phone: "5491144440009" })).toEqual(stranger);
  });
});

test("the shop's people are recognised", async () => {
  expect(await resolve({ phone: "5491150001988" })).toMatchObject({ role: "owner" });
  expect(await resolve({ phone: "541150001989" })).toMatchObject({ role: "staff" });
});

test("people who are not from here are told apart by their digits", async () => {
  const first = await resolve({ phone: "+55 11 91234-5678" });
  expect(await resolve({ phone: "5511912345678" })).toEqual(first);
});
