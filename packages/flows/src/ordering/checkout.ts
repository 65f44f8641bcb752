import {
  addressGaps,
  available,
  barriosOf,
  findProduct,
  findVariant,
  findZone,
  groupsOf,
  onMenu,
  openingAt,
  promiseWindow,
  questionsFor,
  quote,
} from "@mostrador/commerce";
import type { CartLine, Fulfilment, Question, Quote, Shop, Zone } from "@mostrador/commerce";

import type { OrderingContext } from "./context.ts";

export type DeliveryGap = "address" | "pin" | "barrio" | "served zone" | "number";

/** The zone of what is known of the address; null while it is unknown or not served. */
export function zoneOf(context: OrderingContext): Zone | null {
  const { barrio, point } = context;
  return findZone(context.world.facts.shop, {
    ...(barrio === null ? {} : { barrio }),
    ...(point === null ? {} : { point }),
  });
}

/** What is still to be asked before somebody can ride there; null when nothing is. */
export function deliveryGap(context: OrderingContext): DeliveryGap | null {
  const { address, barrio, point } = context;
  if (address === null && point === null && barrio === null) return "address";
  if (zoneOf(context) === null) {
    const byBarrio = barriosOf(context.world.facts.shop).length > 0;
    if (byBarrio && barrio === null) return "barrio";
    return !byBarrio && point === null ? "pin" : "served zone";
  }
  const gaps = address === null ? ["street" as const] : addressGaps(address);
  if (gaps.includes("street")) return "address";
  return gaps.includes("number") ? "number" : null;
}

/** Complete, and somebody rides there. */
export function addressIsKnown(context: OrderingContext): boolean {
  const { address } = context;
  return address !== null && addressGaps(address).length === 0 && zoneOf(context) !== null;
}

/** Null until it is known whether and where the order goes. */
export function fulfilmentOf(context: OrderingContext): Fulfilment | null {
  if (context.fulfilment === "pickup") return { kind: "pickup" };
  const zone = context.fulfilment === "delivery" ? zoneOf(context) : null;
  return zone === null ? null : { kind: "delivery", zoneId: zone.id };
}

const minuteMs = 60_000;

export type Checkout = { quote: Quote; fulfilment: Fulfilment; promise: [number, number] };

/** What the customer would confirm now; null while something is missing. */
export function checkoutOf(context: OrderingContext): Checkout | null {
  const { shop } = context.world.facts;
  const fulfilment = fulfilmentOf(context);
  if (fulfilment === null) return null;
  // The first way to pay that is offered: what another one changes is said when it is chosen.
  const paymentMethod = context.payment ?? "efectivo";
  return {
    quote: quote(shop, { cart: context.cart, fulfilment, paymentMethod }),
    fulfilment,
    // Whole minutes: seconds must not push a promise to the next five.
    promise: promiseWindow(shop, Math.floor(context.world.now / minuteMs) * minuteMs, fulfilment),
  };
}

export function takesOrders(context: OrderingContext): boolean {
  return openingAt(context.world.facts.shop, context.world.now).kind === "open";
}

export function pickupIsOffered(shop: Shop): boolean {
  return shop.fulfillment.pickup.enabled;
}

export function deliveryIsOffered(shop: Shop): boolean {
  return shop.fulfillment.delivery.enabled;
}

/** Lines of which the product, its variant or an option is no longer to be had. */
export function soldOutLines(context: OrderingContext): CartLine[] {
  const { shop } = context.world.facts;
  return context.cart.lines.filter((line) => {
    const product = findProduct(shop, line.productId);
    if (product === undefined || !onMenu(shop, product, context.world.now)) return true;
    const variant = line.variantId === undefined ? null : findVariant(product, line.variantId);
    if (variant !== null && (variant === undefined || available([variant]).length === 0))
      return true;
    const options = groupsOf(shop, product).flatMap((group) =>
      available(group.options).map((option) => `${group.id}/${option.id}`),
    );
    return line.options.some(
      ({ groupId, optionId }) => !options.includes(`${groupId}/${optionId}`),
    );
  });
}

/** The first compulsory thing that a line of the cart lacks. */
export function openQuestion(
  context: OrderingContext,
): { line: CartLine; question: Question } | null {
  for (const line of context.cart.lines) {
    const [question] = questionsFor(context.world.facts.shop, line);
    if (question !== undefined) return { line, question };
  }
  return null;
}

/** A promise may slide so far while a customer reads, milliseconds. Beyond it, it is asked again. */
const promiseSlackMs = 15 * 60_000;

export type Difference = "cart" | "total" | "promise" | "closed" | "soldOut";

/** What is different from what the confirming tap had seen, in the order in which it is said. */
export function differences(
  context: OrderingContext,
  seen: { revision: number; totalCents: number; readyBy: number },
): Difference[] {
  const checkout = checkoutOf(context);
  const found: Difference[] = [];
  if (!takesOrders(context)) found.push("closed");
  if (soldOutLines(context).length > 0) found.push("soldOut");
  if (seen.revision !== context.cart.revision) found.push("cart");
  else if (checkout === null || checkout.quote.totalCents !== seen.totalCents) found.push("total");
  if (checkout !== null && checkout.promise[1] > seen.readyBy + promiseSlackMs)
    found.push("promise");
  return found;
}
