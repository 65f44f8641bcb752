// Whether what came in makes sense here and now.

import {
  applyOperations,
  findProduct,
  findVariant,
  fold,
  looksLikeAddress,
  menuSections,
  onMenu,
  readOrder,
  sellable,
} from "@mostrador/commerce";

import type { PaymentMethod } from "@mostrador/commerce";

import { noStreet } from "../copy/words.ts";
import type { OrderView } from "../operations.ts";
import { differences } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingEvent } from "./events.ts";
import { paymentMethods } from "./offers.ts";

type Of<Type extends OrderingEvent["type"]> = Extract<OrderingEvent, { type: Type }>;

/** More of one thing than this is a typing mistake, or a matter for a person. */
const mostOfOne = 99;

export function sectionIsServed(context: OrderingContext, event: Of<"section.chosen">): boolean {
  const { facts, now } = context.world;
  return menuSections(facts.shop, now).some(({ category }) => category.id === event.sectionId);
}

export function productIsSold(context: OrderingContext, event: Of<"product.chosen">): boolean {
  const { facts, now } = context.world;
  const product = findProduct(facts.shop, event.productId);
  if (product === undefined || !sellable(product) || !onMenu(facts.shop, product, now))
    return false;
  if (event.variantId === undefined) return true;
  const variant = findVariant(product, event.variantId);
  return variant !== undefined && variant.available && variant.stock !== 0;
}

/** Something comes of it: the cart changes, or there is something to say. */
export function itemsMean(context: OrderingContext, event: Of<"items.named">): boolean {
  const after = applyOperations(context.cart, event.operations);
  const changes = after.revision !== context.cart.revision;
  const plausible = after.lines.every(({ quantity }) => quantity <= mostOfOne);
  return (plausible && changes) || event.missing.length > 0 || event.soldOut.length > 0;
}

export function lineExists(context: OrderingContext, event: { lineId: string }): boolean {
  return context.cart.lines.some(({ id }) => id === event.lineId);
}

export function quantityIsPlausible(
  context: OrderingContext,
  event: Of<"quantity.given">,
): boolean {
  const line = context.cart.lines.find(({ id }) => id === context.lineId);
  const product =
    line === undefined ? undefined : findProduct(context.world.facts.shop, line.productId);
  if (product === undefined || event.value > mostOfOne || event.value <= 0) return false;
  const least = product.unit === "kg" ? (product.minQty ?? 0.05) : 1;
  const whole = product.unit === "kg" || Number.isInteger(event.value);
  return whole && event.value >= least;
}

/** An address or a bare street, and not a sentence about food: those are for the reader. */
export function textIsAddress(context: OrderingContext, event: Of<"address.typed">): boolean {
  const { facts, now } = context.world;
  const { text } = event;
  if (/[$?¿]/.test(text) || !(looksLikeAddress(text) || looksLikeStreet(text))) return false;
  const reading = readOrder(facts.shop, text, { cart: context.cart, nowMs: now });
  const { operations, clarify, unavailable, topics } = reading;
  const otherwise = operations.length + clarify.length + unavailable.length > 0;
  return !otherwise && !topics.includes("hostile");
}

/** "Castro Barros", without its height: a few words, none of which makes a sentence. */
function looksLikeStreet(text: string): boolean {
  const words = fold(text).split(" ");
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => /^[a-z.]+,?$/.test(word) && !noStreet.includes(word))
  );
}

/** A height: some digits, or that there is none. */
export function textHasNumber(event: Of<"number.given">): boolean {
  return event.text.length <= 60 && (/\d/.test(event.text) || /\bs\/?n\b/i.test(event.text));
}

export function textIsNote(event: Of<"note.given">): boolean {
  return event.text.trim().length > 1;
}

export function methodIsOffered(
  context: OrderingContext,
  event: { method: PaymentMethod },
): boolean {
  const { shop } = context.world.facts;
  return paymentMethods(shop, context.fulfilment ?? "delivery").includes(event.method);
}

/** What the confirming tap had seen is what would be ordered now. */
export function confirmationHolds(
  context: OrderingContext,
  event: Of<"payment.confirmed">,
): boolean {
  return methodIsOffered(context, event) && differences(context, event).length === 0;
}

/** The order is paid in cash at the door, and the sum is enough for it. */
export function cashCovers({ order }: OrderingContext, event: Of<"cash.named">): boolean {
  return order?.payment.method === "efectivo" && event.cents >= order.totalCents;
}

/** May the customer still cancel it alone? */
export function isCancellable(order: OrderView | null): boolean {
  return order?.status === "received";
}

export function isRunning(order: OrderView | null): boolean {
  return order !== null && order.status !== "delivered" && order.status !== "cancelled";
}
