import type { Shop } from "../shop.ts";
import { unreachable } from "../unreachable.ts";
import { isNamed } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { variantByAmount } from "./candidates.ts";

/** How many things a draft's amount counts: units, or parts and whole kilos that may be pots. */
function countOf(draft: Draft): number | null {
  const amount = draft.amount?.amount;
  switch (amount?.kind) {
    case "count":
    case "dozens":
      return amount.count;
    case "part":
      return amount.times;
    case "kilos":
      return Number.isInteger(amount.kilos) ? amount.kilos : null;
    case "money":
    case undefined:
      return null;
    default:
      return unreachable(amount);
  }
}

function hasDetail(draft: Draft): boolean {
  return draft.details.length + draft.notes.length > 0;
}

function categoriesOf(shop: Shop, draft: Draft): string[] {
  if (draft.categoryId !== null) return [draft.categoryId];
  return shop.products
    .filter((product) => draft.products.includes(product.id))
    .map((product) => product.categoryId);
}

/** The drafts behind a head whose counts stay within it, as long as each passes. */
function partsOf(
  rest: readonly Draft[],
  total: number,
  passes: (draft: Draft) => boolean,
): Draft[] {
  const parts: Draft[] = [];
  let sum = 0;
  for (const draft of rest) {
    const count = countOf(draft);
    if (count === null || draft.forAll || sum + count > total || !passes(draft)) break;
    sum += count;
    parts.push(draft);
  }
  return parts;
}

function sumOf(parts: readonly Draft[]): number {
  return parts.reduce((sum, part) => sum + (countOf(part) ?? 0), 0);
}

/** "docena y media de empanadas: 6 jyq, 6 humita …": the head only says how many there are in all. */
function isOnlyHead(shop: Shop, head: Draft, rest: readonly Draft[]): boolean {
  const total = countOf(head);
  // Without a colon only a section can head a list: "ocho empanadas cuatro de pollo …".
  if (total === null || total < 2 || (isNamed(head) && !head.header)) return false;
  const sections = categoriesOf(shop, head);
  const parts = partsOf(
    rest,
    total,
    (draft) =>
      isNamed(draft) && categoriesOf(shop, draft).some((section) => sections.includes(section)),
  );
  return parts.length > 0 && sumOf(parts) === total && !hasDetail(head);
}

/** A part of a head: the same thing, so many of it, with its own details. */
function partDraft(head: Draft, part: Draft): Draft {
  const headAmount = head.amount;
  const count = countOf(part) ?? 1;
  const amount =
    headAmount?.amount.kind === "part"
      ? { ...headAmount, amount: { ...headAmount.amount, times: count }, text: "" }
      : headAmount?.amount.kind === "kilos"
        ? { ...headAmount, amount: { kind: "kilos" as const, kilos: count }, text: "" }
        : part.amount;
  return {
    ...head,
    amount,
    details: [...head.details, ...part.details],
    notes: [...head.notes, ...part.notes],
    header: false,
    to: part.to,
  };
}

function restOf(head: Draft, count: number): Draft[] {
  if (count <= 0 || head.amount === null) return [];
  const amount = { amount: { kind: "count" as const, count }, text: String(count) };
  return [partDraft(head, { ...head, amount, details: [], notes: [] })];
}

/** Nameless, or named as the head is ("1 común" of "4 clásicas"). */
function isOf(head: Draft, draft: Draft): boolean {
  const named = head.products.some((id) => draft.products.includes(id));
  return draft.categoryId === null && (!isNamed(draft) || (named && head.header));
}

/** "4 dobles: 2 sin cebolla y 1 con bacon": parts with details and no name are of the head. */
function splitHead(
  shop: Shop,
  head: Draft,
  rest: readonly Draft[],
): { parts: Draft[]; spent: number } | null {
  const total = countOf(head);
  const sized = shop.products.some((product) => variantByAmount(product, head) !== null);
  if (total === null || total < 2 || !(isNamed(head) || head.details.length > 0 || sized))
    return null;
  const parts = partsOf(rest, total, (draft) => isOf(head, draft));
  const detailed = parts.filter(hasDetail);
  const plain = parts.filter((part) => !hasDetail(part) && part.unknown.length > 0);
  if (detailed.length === 0 || plain.length + detailed.length === 0) return null;
  const drafts = parts.map((part) => partDraft(head, part));
  return { parts: [...restOf(head, total - sumOf(parts)), ...drafts], spent: parts.length };
}

/** "…, todas fritas": the details hold for every draft before that takes them. */
function spread(drafts: readonly Draft[]): Draft[] {
  const result: Draft[] = [];
  for (const draft of drafts) {
    if (!draft.forAll) {
      result.push({ ...draft });
      continue;
    }
    for (const earlier of result) {
      earlier.details = [...earlier.details, ...draft.details];
      if (draft.details.length === 0) earlier.notes = [...earlier.notes, ...draft.notes];
    }
  }
  return result;
}

/** Drafts with heads resolved into their parts. */
export function distributed(shop: Shop, drafts: readonly Draft[]): Draft[] {
  const flat = spread(drafts);
  const result: Draft[] = [];
  for (let index = 0; index < flat.length; index += 1) {
    const head = flat[index];
    if (head === undefined) continue;
    const rest = flat.slice(index + 1);
    if (isOnlyHead(shop, head, rest)) continue;
    const split = splitHead(shop, head, rest);
    if (split === null) {
      result.push(head);
      continue;
    }
    result.push(...split.parts);
    index += split.spent;
  }
  return result;
}
