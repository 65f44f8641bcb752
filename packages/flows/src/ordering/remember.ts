// What a chat remembers after an event: pure functions from what it knew to what is new.

import {
  addLine,
  applyOperations,
  barriosOf,
  centavos,
  changeLine,
  emptyCart,
  findBarrio,
  findProduct,
  fold,
  groupLimits,
  groupsOf,
  lineFor,
  parseAddress,
  removeLine,
  setQuantity,
} from "@mostrador/commerce";
import type { Address, Cart, ChosenOption, Shop } from "@mostrador/commerce";

import type { OrderView } from "../operations.ts";
import { soldOutLines } from "./checkout.ts";
import type { OrderingContext, OrderingMemory } from "./context.ts";
import type { OrderingEvent } from "./events.ts";

type Of<Type extends OrderingEvent["type"]> = Extract<OrderingEvent, { type: Type }>;
type News = Partial<OrderingMemory>;

/** Longest note to the kitchen, in UTF-16 units. */
const longestNote = 140;
/** Longest address that is kept, in UTF-16 units. */
const longestAddress = 200;

/** The line that a change of the cart was about: the last one that is new or different. */
function touchedLine(before: Cart, after: Cart): string | null {
  const earlier = new Map(before.lines.map((line) => [line.id, JSON.stringify(line)]));
  const touched = after.lines.filter((line) => earlier.get(line.id) !== JSON.stringify(line));
  return touched.at(-1)?.id ?? null;
}

function withCart(context: OrderingContext, cart: Cart): News {
  const lineId = touchedLine(context.cart, cart) ?? context.lineId;
  const exists = cart.lines.some((line) => line.id === lineId);
  return { cart, lineId: exists ? lineId : (cart.lines.at(-1)?.id ?? null) };
}

export function cartWithProduct(context: OrderingContext, event: Of<"product.chosen">): Cart {
  const product = findProduct(context.world.facts.shop, event.productId);
  if (product === undefined) return context.cart;
  const line = lineFor(product, event.variantId);
  return addLine(context.cart, { ...line, quantity: event.quantity ?? line.quantity });
}

export function addProduct(context: OrderingContext, event: Of<"product.chosen">): News {
  return withCart(context, cartWithProduct(context, event));
}

export function addItems(context: OrderingContext, event: Of<"items.named">): News {
  return withCart(context, applyOperations(context.cart, event.operations));
}

export function rememberQuantity(context: OrderingContext, event: Of<"quantity.given">): News {
  return withCart(context, setQuantity(context.cart, context.lineId ?? "", event.value));
}

export function rememberVariant(context: OrderingContext, event: Of<"variant.chosen">): News {
  const { lineId, variantId } = event;
  return withCart(context, changeLine(context.cart, lineId, { variantId }));
}

/** A group that takes one option takes the new one instead. */
export function optionsWith(context: OrderingContext, event: Of<"option.chosen">): ChosenOption[] {
  const line = context.cart.lines.find((candidate) => candidate.id === event.lineId);
  if (line === undefined) return [];
  const { shop } = context.world.facts;
  const product = findProduct(shop, line.productId);
  const group = (product === undefined ? [] : groupsOf(shop, product)).find(
    (candidate) => candidate.id === event.groupId,
  );
  const single = group !== undefined && groupLimits(group, line.variantId).max === 1;
  const kept = single
    ? line.options.filter(({ groupId }) => groupId !== event.groupId)
    : line.options;
  return [...kept, { groupId: event.groupId, optionId: event.optionId }];
}

export function addOption(context: OrderingContext, event: Of<"option.chosen">): News {
  const options = optionsWith(context, event);
  return withCart(context, changeLine(context.cart, event.lineId, { options }));
}

export function removeOption(context: OrderingContext, event: Of<"option.removed">): News {
  const line = context.cart.lines.find((candidate) => candidate.id === event.lineId);
  const options = (line?.options ?? []).filter(
    ({ groupId, optionId }) => groupId !== event.groupId || optionId !== event.optionId,
  );
  return withCart(context, changeLine(context.cart, event.lineId, { options }));
}

export function noteText(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, longestNote).toWellFormed();
}

export function rememberNote(context: OrderingContext, note: string | null): News {
  return withCart(context, changeLine(context.cart, context.lineId ?? "", { note }));
}

export function removeChosenLine(context: OrderingContext, event: Of<"line.removed">): News {
  return withCart(context, removeLine(context.cart, event.lineId));
}

export function cartWithoutSoldOut(context: OrderingContext): Cart {
  return soldOutLines(context).reduce((cart, line) => removeLine(cart, line.id), context.cart);
}

export function removeSoldOut(context: OrderingContext): News {
  return withCart(context, cartWithoutSoldOut(context));
}

/** Lines of products that the database refused, although the menu still has them. */
export function cartWithoutProducts(cart: Cart, productIds: readonly string[]): Cart {
  return cart.lines
    .filter((line) => productIds.includes(line.productId))
    .reduce((rest, line) => removeLine(rest, line.id), cart);
}

export function dropCart(context: OrderingContext): News {
  return {
    cart: emptyCart(context.cart),
    finishing: false,
    lineId: null,
    unclear: [],
    reminded: false,
  };
}

/** Delivery, pickup or payment named with nothing in the cart is kept for later; it finishes nothing. */
function finishingIfAnything(context: OrderingContext): boolean {
  return context.cart.lines.length > 0;
}

export function rememberPickup(context: OrderingContext): News {
  return { fulfilment: "pickup", finishing: finishingIfAnything(context) };
}

export function rememberDelivery(context: OrderingContext): News {
  return { fulfilment: "delivery", finishing: finishingIfAnything(context) };
}

/** A city or province is no barrio: "Castro Barros 432, CABA" leaves the barrio open. */
function foreignBarrio(shop: Shop, address: Address): string | null {
  const { barrioText } = address;
  if (barrioText === undefined || barriosOf(shop).length === 0) return null;
  const wide = [
    shop.address.city,
    shop.address.province,
    "capital",
    "capital federal",
    "argentina",
  ];
  return wide.some((name) => fold(name) === fold(barrioText)) ? null : barrioText;
}

export function rememberAddress(context: OrderingContext, event: { text: string }): News {
  const { shop } = context.world.facts;
  const address = parseAddress(event.text.slice(0, longestAddress).toWellFormed());
  return {
    ...rememberDelivery(context),
    address,
    // A barrio said before the street, as after a pin, still counts.
    barrio:
      findBarrio(shop, event.text) ??
      foreignBarrio(shop, address) ??
      (context.address === null ? context.barrio : null),
  };
}

export function rememberBarrio(context: OrderingContext, event: Of<"barrio.named">): News {
  const barrio = findBarrio(context.world.facts.shop, event.barrio) ?? event.barrio;
  return { ...rememberDelivery(context), barrio };
}

export function rememberNumber(context: OrderingContext, event: Of<"number.given">): News {
  const street = context.address?.street ?? context.address?.raw.replace(/,.*$/s, "") ?? "";
  return {
    address: parseAddress(`${street} ${event.text}`.slice(0, longestAddress).toWellFormed()),
  };
}

export function rememberLocation(context: OrderingContext, event: Of<"location.sent">): News {
  const { shop } = context.world.facts;
  const address = event.address === undefined ? null : parseAddress(event.address);
  return {
    ...rememberDelivery(context),
    point: { lat: event.latitude, lng: event.longitude },
    address,
    barrio: event.address === undefined ? null : findBarrio(shop, event.address),
  };
}

export function forgetAddress(context: OrderingContext): News {
  return { ...rememberDelivery(context), address: null, barrio: null, point: null };
}

/** The cart is the order now; the address stays for the next one. */
export function rememberOrder(context: OrderingContext, order: OrderView): News {
  return {
    ...dropCart(context),
    order,
    fulfilment: null,
    payment: null,
    cashCents: null,
  };
}

/** Said after the order it belongs to that order; before, it says how the next one is paid. */
export function rememberCash(context: OrderingContext, event: Of<"cash.named">): News {
  const { order } = context;
  if (context.cart.lines.length > 0 || order === null) {
    return { payment: "efectivo", cashCents: event.cents };
  }
  const payment = { ...order.payment, cashCents: centavos(event.cents) };
  return { order: { ...order, payment } };
}
