// What accompanies a transition, said once.

import {
  applyOperations,
  changeLine,
  findProduct,
  openingAt,
  optionNames,
  productName,
  removeLine,
  setQuantity,
} from "@mostrador/commerce";
import type { Cart, PaymentMethod } from "@mostrador/commerce";

import { dayAndTime, list, lowerFirst, money } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import { openingText, placeOf, shortName, weekText, zonesText } from "../copy/shop.ts";
import { menuSections } from "@mostrador/commerce";
import { pickupIsOffered } from "./checkout.ts";
import type { Difference } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingEvent } from "./events.ts";
import { paymentMethods } from "./offers.ts";
import { cartWithoutSoldOut, cartWithProduct, noteText, optionsWith } from "./remember.ts";
import { changesText, pricedLines, thingsOf } from "./wording.ts";

type Of<Type extends OrderingEvent["type"]> = Extract<OrderingEvent, { type: Type }>;
type Said = string | null;

function shopOf(context: OrderingContext) {
  return context.world.facts.shop;
}

/** To somebody new: the law wants people told what their data is for (25.326, art. 6). */
export function hello(context: OrderingContext): string {
  const { facts, now } = context.world;
  const opening = openingText(facts.shop, openingAt(facts.shop, now), now);
  return `${copy.hello.first(facts.shop.name)} ${opening} ${copy.hello.privacy}`;
}

/** To somebody known. */
export function welcome(context: OrderingContext): string {
  const { facts, now } = context.world;
  const opening = openingAt(facts.shop, now);
  const news = opening.kind === "open" ? [] : [openingText(facts.shop, opening, now)];
  return [copy.hello.again, ...news].join(" ");
}

function changeTo(context: OrderingContext, cart: Cart): Said {
  const text = changesText(shopOf(context), context.cart, cart);
  return text === "" ? null : text;
}

export function productAdded(context: OrderingContext, event: Of<"product.chosen">): Said {
  return changeTo(context, cartWithProduct(context, event));
}

export function itemsChanged(context: OrderingContext, event: Of<"items.named">): Said {
  const after = applyOperations(context.cart, event.operations);
  const changes = event.brief ? null : changeTo(context, after);
  const lacking = event.missing.length > 0 ? copy.cart.missing(list(event.missing)) : null;
  const gone = event.soldOut.map((name) => copy.cart.soldOutNow(name));
  const said = [changes, ...gone, lacking].filter((part) => part !== null);
  return said.length === 0 ? null : said.join(" ");
}

export function quantityChanged(context: OrderingContext, event: Of<"quantity.given">): Said {
  return changeTo(context, setQuantity(context.cart, context.lineId ?? "", event.value));
}

export function variantChanged(context: OrderingContext, event: Of<"variant.chosen">): Said {
  const { lineId, variantId } = event;
  return changeTo(context, changeLine(context.cart, lineId, { variantId }));
}

export function optionAdded(context: OrderingContext, event: Of<"option.chosen">): Said {
  const before = context.cart.lines.find(({ id }) => id === event.lineId);
  if (before === undefined) return null;
  const chosen = { ...before, options: optionsWith(context, event).slice(-1) };
  const [name] = optionNames(shopOf(context), chosen);
  return name === undefined ? null : copy.change.optionAdded(lowerFirst(name));
}

export function optionRemoved(context: OrderingContext, event: Of<"option.removed">): Said {
  const line = context.cart.lines.find(({ id }) => id === event.lineId);
  if (line === undefined) return null;
  const { groupId, optionId } = event;
  const [name] = optionNames(shopOf(context), { ...line, options: [{ groupId, optionId }] });
  return name === undefined ? null : copy.change.optionRemoved(lowerFirst(name));
}

export function noteKept(event: Of<"note.given">): string {
  return copy.change.noteKept(noteText(event.text));
}

export function lineRemoved(context: OrderingContext, event: Of<"line.removed">): Said {
  return changeTo(context, removeLine(context.cart, event.lineId));
}

export function soldOut(context: OrderingContext): Said {
  const kept = new Set(cartWithoutSoldOut(context).lines.map(({ id }) => id));
  const gone = context.cart.lines.filter(({ id }) => !kept.has(id));
  return gone.length === 0 ? null : copy.cart.soldOut(thingsOf(shopOf(context), gone));
}

export function soldOutProducts(context: OrderingContext, productIds: readonly string[]): Said {
  const gone = context.cart.lines.filter(({ productId }) => productIds.includes(productId));
  return gone.length === 0 ? null : copy.cart.soldOut(thingsOf(shopOf(context), gone));
}

export function cartLines(context: OrderingContext): string {
  if (context.cart.lines.length === 0) return copy.cart.empty;
  return copy.cart.lines(pricedLines(shopOf(context), context.cart).join("\n"));
}

export function amountUnclear(context: OrderingContext, event: Of<"amount.unclear">): string {
  const name = findProduct(shopOf(context), event.productId)?.name ?? "";
  if (event.minimum === null) return copy.unclear.unit(name);
  return copy.unclear.minimum(name, String(event.minimum).replace(".", ","));
}

/** Why an order cannot be ended now; the cart stays. */
export function takesNoOrders(context: OrderingContext): string {
  const { facts, now } = context.world;
  const opening = openingAt(facts.shop, now);
  const next = opening.kind === "open" ? null : opening.nextOpenAt;
  if (next === null) return copy.closed.forLong;
  const when = dayAndTime(facts.shop.timezone, next, now);
  return opening.kind === "closed" ? copy.closed.until(when) : copy.closed.lastCall(when);
}

/** What changed since the confirmation was shown. Closed and sold out have words of their own, said next. */
export function changedSince(found: readonly Difference[]): Said {
  const [first] = found;
  if (first === undefined || first === "closed" || first === "soldOut") return null;
  return copy.different[first];
}

export function orderConfirmed(context: OrderingContext): Said {
  const { order } = context;
  if (order === null) return null;
  return copy.placed.confirmed(String(order.number), shortName(shopOf(context)));
}

export function changeNoted(context: OrderingContext, event: Of<"cash.named">): Said {
  const { order } = context;
  if (order === null) return null;
  const change = event.cents - order.totalCents;
  if (change === 0) return copy.placed.exact;
  return order.fulfilment.kind === "pickup"
    ? copy.placed.changeAtShop(money(event.cents), money(change))
    : copy.placed.change(money(event.cents), money(change));
}

export function cashShort(context: OrderingContext, event: Of<"cash.named">): string {
  return copy.placed.cashShort(money(event.cents), money(context.order?.totalCents ?? 0));
}

/** Answers to a way of paying that cannot be confirmed here. */
export function paymentUnavailable(context: OrderingContext): string {
  const methods = paymentMethods(shopOf(context), context.fulfilment ?? "delivery");
  const names = methods.map((method: PaymentMethod) => copy.payments[method]);
  return names.length === 1 && methods[0] === "efectivo"
    ? copy.placed.onlyCash
    : copy.placed.otherPayment(list(names));
}

export function help(context: OrderingContext): string {
  return copy.answers.help(orderExample(context));
}

/** Two things of today's menu, as somebody would write them. */
export function orderExample(context: OrderingContext): string {
  const { facts, now } = context.world;
  const sections = menuSections(facts.shop, now);
  const name = (section: (typeof sections)[number] | undefined) =>
    (section?.products[0]?.name ?? "").toLowerCase();
  return copy.answers.helpExample(name(sections[0]), name(sections.at(-1)));
}

export function hours(context: OrderingContext): string {
  const { facts, now } = context.world;
  const { shop } = facts;
  return `${openingText(shop, openingAt(shop, now), now)} ${copy.answers.hours(weekText(shop))}`;
}

export function zones(context: OrderingContext): string {
  const shop = shopOf(context);
  const also = pickupIsOffered(shop) ? `\n${copy.answers.pickupToo(placeOf(shop))}` : "";
  return copy.answers.zones(zonesText(shop)) + also;
}

export function place(context: OrderingContext): string {
  return copy.answers.place(placeOf(shopOf(context)));
}

export function prices(context: OrderingContext, event: Of<"price.asked">): Said {
  const shop = shopOf(context);
  const said = event.productIds.flatMap((productId) => {
    const product = findProduct(shop, productId);
    if (product === undefined) return [];
    const variants = product.variants ?? [];
    const priced =
      variants.length === 0
        ? [{ name: product.name, cents: product.priceCents ?? 0 }]
        : variants.map(({ id, priceCents }) => ({
            name: productName(product, id),
            cents: priceCents,
          }));
    return priced.map(({ name, cents }) => copy.answers.price(name, money(cents)));
  });
  return said.length === 0 ? null : said.join("\n");
}

export function noDelivery(context: OrderingContext): string {
  return copy.address.noDelivery(placeOf(shopOf(context)));
}
