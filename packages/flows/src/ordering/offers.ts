// The choices that several screens share.

import { findProduct, lineName, menuSections, optionNames, priceLine } from "@mostrador/commerce";
import type { CartLine, PaymentMethod, Shop } from "@mostrador/commerce";
import type { Choice } from "@mostrador/engine";

import { money } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import { choices as words } from "../copy/words.ts";
import { addressIsKnown, pickupIsOffered } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingEvent } from "./events.ts";
import { addressText, thingOf } from "./wording.ts";

export type OrderingChoice = Choice<OrderingEvent>;

export const callPerson: OrderingChoice = {
  label: copy.menu.person,
  event: { type: "person.asked", reason: "person" },
};

export const finishOrder: OrderingChoice = {
  label: copy.cart.finish,
  event: { type: "order.finished" },
  words: words.finish,
  pinned: true,
};

export const changeSomething: OrderingChoice = {
  label: copy.cart.change,
  event: { type: "change.asked" },
  words: words.change,
  pinned: true,
};

/** What the customer has said is right as it is. */
export const changeDone: OrderingChoice = {
  label: copy.change.done,
  event: { type: "change.finished" },
  words: words.back,
  pinned: true,
};

export function sections(context: OrderingContext): OrderingChoice[] {
  const { facts, now } = context.world;
  return menuSections(facts.shop, now).map(({ category }) => ({
    label: category.name,
    event: { type: "section.chosen", sectionId: category.id },
  }));
}

export function pickup(shop: Shop): OrderingChoice[] {
  if (!pickupIsOffered(shop)) return [];
  return [{ label: copy.address.pickup, event: { type: "pickup.chosen" }, words: words.pickup }];
}

/** The address of an earlier order, where it is complete and still served. */
export function knownAddress(context: OrderingContext): OrderingChoice[] {
  const { address } = context;
  if (address === null || !addressIsKnown(context)) return [];
  return [
    { label: addressText(address, context.barrio), event: { type: "address.kept" }, pinned: true },
  ];
}

export const otherAddress: OrderingChoice = {
  label: copy.address.other,
  event: { type: "address.asked" },
};

export function cartLine(shop: Shop, line: CartLine): OrderingChoice {
  const price = money(priceLine(shop, line).totalCents);
  const options = optionNames(shop, line);
  const product = findProduct(shop, line.productId);
  return {
    label: thingOf(shop, { ...line, options: [], note: undefined }),
    description: [price, ...options].join(" · "),
    event: { type: "line.chosen", lineId: line.id },
    words: [
      lineName(shop, line),
      ...(product === undefined ? [] : [product.name, ...(product.aliases ?? [])]),
    ],
  };
}

/** The ways to pay that can be confirmed here, in the shop's order. */
const confirmable: readonly PaymentMethod[] = ["efectivo"];

export function paymentMethods(shop: Shop, fulfilment: "delivery" | "pickup"): PaymentMethod[] {
  return shop.payments
    .filter(({ method, enabled, fulfillment }) => {
      return enabled && fulfillment.includes(fulfilment) && confirmable.includes(method);
    })
    .map(({ method }) => method);
}
