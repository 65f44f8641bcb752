import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { placedOrderSchema } from "@mostrador/commerce";

import { freshDatabase } from "../testing/index.ts";
import { resolveSender } from "./contacts.ts";
import { openDatabase } from "./database.ts";
import type { Database } from "./database.ts";
import {
  advanceOrder,
  findLatestOrder,
  findOpenOrders,
  placeOrder,
  rememberCash,
} from "./orders.ts";
import type { OrderMove } from "./orders.ts";
import { openVault, readMasterKey } from "./secrets.ts";
import { readDemoShop } from "./seed/demo-shops.ts";
import { seedShop } from "./seed/seed-shop.ts";
import type { Tx } from "./session.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let place: Awaited<ReturnType<typeof seedShop>>;
let people = 0;

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

const order = placedOrderSchema.parse({
  lines: [
    {
      lineId: "1",
      productId: "pizza-muzzarella",
      variantId: "grande",
      name: "Muzzarella grande",
      options: [
        { groupId: "extras-pizza", optionId: "huevo", name: "Huevo duro", priceCents: 120_000 },
      ],
      quantity: 2,
      unit: "unidad",
      note: "bien cortada",
      unitCents: 1_710_000,
      totalCents: 3_420_000,
    },
  ],
  adjustments: [],
  subtotalCents: 3_420_000,
  deliveryCents: 0,
  discountCents: 0,
  totalCents: 3_420_000,
  fulfilment: { kind: "pickup" },
  payment: { method: "efectivo" },
  promise: [1_795_000_000_000, 1_795_000_600_000],
});

const inShop = <T>(work: (tx: Tx, now: number) => Promise<T>) =>
  database.transaction({ role: "app", businesses: [place.business] }, ({ tx, now }) =>
    work(tx, now),
  );

async function newChat() {
  people += 1;
  const { chat } = await inShop((tx, now) =>
    resolveSender(
      tx,
      { ...place, now },
      { phone: `54911555500${String(people).padStart(2, "0")}` },
    ),
  );
  return chat;
}

async function placed({ orderId, localDay }: { orderId: string; localDay: string }) {
  const chat = await newChat();
  return inShop((tx, now) =>
    placeOrder(tx, {
      business: place.business,
      orderId,
      chat,
      customerName: "Marta",
      localDay,
      now,
      order,
    }),
  );
}

const move = (orderId: string, change: Partial<OrderMove>) =>
  inShop((tx, now) =>
    advanceOrder(tx, {
      business: place.business,
      orderId,
      to: "accepted",
      byCustomer: false,
      promise: null,
      reason: null,
      now,
      ...change,
    }),
  );

test("an order comes back as it was confirmed", async () => {
  const stored = await placed({ orderId: "o-1", localDay: "2026-11-01" });
  expect(stored).toMatchObject({ ...order, number: 1, status: "received", customerName: "Marta" });
  expect(await inShop((tx) => findLatestOrder(tx, place.business, stored.chat))).toEqual(stored);
});

test("numbers follow each other per day, without gaps, also when many order at once", async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `at-once-${index}`);
  const orders = await Promise.all(
    ids.map((orderId) => placed({ orderId, localDay: "2026-11-02" })),
  );
  const numbers = orders.map(({ number }) => number).toSorted((a, b) => a - b);
  expect(numbers).toEqual(ids.map((_, index) => index + 1));
  expect((await placed({ orderId: "next-day", localDay: "2026-11-03" })).number).toBe(1);
});

test("placing the same order again is the same order", async () => {
  const first = await placed({ orderId: "same", localDay: "2026-11-04" });
  const again = await inShop((tx, now) =>
    placeOrder(tx, {
      business: place.business,
      orderId: "same",
      chat: first.chat,
      customerName: null,
      localDay: "2026-11-04",
      now,
      order,
    }),
  );
  expect(again).toEqual(first);
});

test("an order goes on step by step and says when it was promised", async () => {
  await placed({ orderId: "steps", localDay: "2026-11-05" });
  const promise = [1_795_000_900_000, 1_795_001_200_000] as const;
  expect(await move("steps", { promise })).toMatchObject({ status: "accepted", promise });
  expect(await move("steps", { to: "delivered" })).toMatchObject({ status: "delivered", promise });
  await expect(move("steps", { to: "cancelled" })).rejects.toMatchObject({
    code: "order.transition-refused",
    details: { order: { status: "delivered" } },
  });
});

test("two who accept at once accept once", async () => {
  await placed({ orderId: "twice", localDay: "2026-11-06" });
  const moves = await Promise.allSettled([move("twice", {}), move("twice", {}), move("twice", {})]);
  expect(moves.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a customer takes back only what nobody has taken up", async () => {
  await placed({ orderId: "free", localDay: "2026-11-07" });
  const cancel = { to: "cancelled", byCustomer: true, reason: "me arrepentí" } as const;
  expect(await move("free", cancel)).toMatchObject({ status: "cancelled", reason: "me arrepentí" });
  await placed({ orderId: "taken", localDay: "2026-11-07" });
  await move("taken", {});
  await expect(move("taken", cancel)).rejects.toMatchObject({ code: "order.transition-refused" });
});

test("open orders are those that are not over", async () => {
  await placed({ orderId: "open", localDay: "2026-11-08" });
  await placed({ orderId: "shut", localDay: "2026-11-08" });
  await move("shut", { to: "cancelled" });
  const ids = (await inShop((tx) => findOpenOrders(tx, place.business))).map(({ id }) => id);
  expect(ids).toContain("open");
  expect(ids).not.toContain("shut");
});

test("the note that a customer pays with is kept", async () => {
  const { chat } = await placed({ orderId: "cash", localDay: "2026-11-09" });
  await inShop((tx) => rememberCash(tx, place.business, { orderId: "cash", cashCents: 4_000_000 }));
  const stored = await inShop((tx) => findLatestOrder(tx, place.business, chat));
  expect(stored?.payment).toEqual({ method: "efectivo", cashCents: 4_000_000 });
});

test("an order that is not there, or is another shop's, is unknown", async () => {
  await expect(move("nowhere", {})).rejects.toMatchObject({ code: "order.unknown" });
});
