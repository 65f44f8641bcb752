import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { demoShop } from "../../testing/demo-shop.ts";
import { addLine, emptyCart, newCart } from "../cart.ts";
import type { Cart, NewLine } from "../cart.ts";
import { lineFor, findProduct, questionsFor } from "../product.ts";
import { readOrder } from "./read-order.ts";
import { applyOperations } from "./reading.ts";
import type { Pending, Reading } from "./reading.ts";

const itemSchema = z.object({
  productId: z.string(),
  variant: z.string().optional(),
  qty: z.number(),
  modifiers: z.array(z.object({ group: z.string(), option: z.string() })).optional(),
  note: z.string().optional(),
});
const rowSchema = z.object({
  id: z.string(),
  businessId: z.string(),
  text: z.string(),
  context: z
    .object({
      cart: z.array(itemSchema).optional(),
      pending: itemSchema.extend({ missing: z.string() }).optional(),
    })
    .optional(),
});
type Item = z.infer<typeof itemSchema>;
type Row = z.infer<typeof rowSchema>;

const folder = fileURLToPath(new URL("../../../../testdata/phrases/", import.meta.url));
const shops = fileURLToPath(new URL("../../../../db/seed/shops/", import.meta.url));
const corpus = readFileSync(join(folder, "dev.jsonl"), "utf8").trim().split("\n");
const rows = corpus.map((line) => rowSchema.parse(JSON.parse(line)));
/** A Friday noon, when all sections are served. */
const noon = Date.parse("2026-11-27T12:30:00-03:00");

function newLine(shopId: string, item: Item): NewLine {
  const product = findProduct(demoShop(shopId), item.productId)!;
  return {
    ...lineFor(product, item.variant),
    quantity: item.qty,
    options: (item.modifiers ?? []).map(({ group, option }) => ({
      groupId: group,
      optionId: option,
    })),
    ...(item.note === undefined ? {} : { note: item.note }),
  };
}

function pendingOf(row: Row): { pending?: Pending } {
  const asked = row.context?.pending;
  if (asked === undefined) return {};
  const missing = asked.missing === "variant" ? ("variant" as const) : { groupId: asked.missing };
  return { pending: { line: newLine(row.businessId, asked), missing } };
}

function itemsOf(cart: Cart): Item[] {
  return cart.lines.map((line) => ({
    productId: line.productId,
    ...(line.variantId === undefined ? {} : { variant: line.variantId }),
    qty: line.quantity,
    modifiers: line.options.map(({ groupId, optionId }) => ({ group: groupId, option: optionId })),
    ...(line.note === undefined ? {} : { note: line.note }),
  }));
}

function slotsOf(reading: Reading): Record<string, unknown> {
  const { pickup, delivery, address, barrio, payment, time, day } = reading;
  const fulfillment = pickup
    ? "pickup"
    : delivery || address !== undefined
      ? "delivery"
      : undefined;
  return {
    fulfillment,
    address,
    barrio,
    payment: payment?.method ?? (payment?.cashCents === undefined ? undefined : "efectivo"),
    cashAmountCents: payment?.cashCents,
    exactCash: payment?.exactCash,
    time,
    date: day,
  };
}

/** What the scorer of the corpus reads: the whole old cart goes, the whole new one comes. */
function prediction(row: Row): object {
  const shop = demoShop(row.businessId);
  const start = (row.context?.cart ?? []).reduce(
    (cart, item) => addLine(cart, newLine(row.businessId, item)),
    newCart(),
  );
  const reading = readOrder(shop, row.text, { cart: start, nowMs: noon, ...pendingOf(row) });
  const cleared = reading.topics.includes("cartClear") ? emptyCart(start) : start;
  const cart = applyOperations(cleared, reading.operations);
  const open = cart.lines.some((line) => questionsFor(shop, line).length > 0);
  const changed = cart !== start;
  return {
    id: row.id,
    intent: reading.topics[0] ?? "order",
    items: itemsOf(cart),
    removals: itemsOf(start).map(({ productId }) => ({ productId, qty: null })),
    unresolved: reading.unresolved,
    unavailable: reading.unavailable.map(({ productId }) => productId),
    needsClarification:
      reading.clarify.length + reading.unavailable.length > 0 ||
      (reading.unresolved.length > 0 && reading.operations.length > 0) ||
      (changed && open),
    slots: slotsOf(reading),
  };
}

const scoreSchema = z.object({
  n: z.number(),
  exactCart_cartRows: z.number(),
  falseCartChange_talkRows: z.number(),
  hostileCartChange: z.string(),
  clarification: z.object({ f1: z.number() }),
  items_strict: z.object({ f1: z.number() }),
  items_productOnly: z.object({ f1: z.number() }),
  unknownProductIds: z.number(),
});

function scoreOf(selected: readonly Row[]): z.infer<typeof scoreSchema> {
  const work = mkdtempSync(join(tmpdir(), "phrases-"));
  try {
    const gold = join(work, "gold.jsonl");
    const predictions = join(work, "predictions.jsonl");
    const ids = new Set(selected.map((row) => row.id));
    writeFileSync(gold, corpus.filter((_, at) => ids.has(rows[at]!.id)).join("\n"));
    writeFileSync(predictions, selected.map((row) => JSON.stringify(prediction(row))).join("\n"));
    const scorer = join(folder, "score.mjs");
    const options = ["--gold", gold, "--pred", predictions, "--businesses", shops];
    const output = execFileSync(process.execPath, [scorer, ...options, "--json"], {
      encoding: "utf8",
    });
    return scoreSchema.parse(JSON.parse(output));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

describe("what customers write, scored against the corpus", () => {
  test("the reader keeps its floor over all shops", () => {
    const score = scoreOf(rows);
    expect(score.n).toBe(rows.length);
    expect(score.exactCart_cartRows).toBeGreaterThanOrEqual(92);
    expect(score.falseCartChange_talkRows).toBeLessThanOrEqual(3);
    expect(score.hostileCartChange).toMatch(/^0\//);
    expect(score.unknownProductIds).toBe(0);
  });

  test("the reader keeps its floor in la-esquina", () => {
    const score = scoreOf(rows.filter((row) => row.businessId === "la-esquina"));
    expect(score.exactCart_cartRows).toBeGreaterThanOrEqual(92);
    expect(score.falseCartChange_talkRows).toBeLessThanOrEqual(3);
  });
});
