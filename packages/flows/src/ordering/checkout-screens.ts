// From where it goes to what it costs: the screens that end an order.

import { barriosOf } from "@mostrador/commerce";

import { money, timeRange } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import { placeOf, servedPlaces } from "../copy/shop.ts";
import { choices as words } from "../copy/words.ts";
import { checkoutOf, pickupIsOffered, zoneOf } from "./checkout.ts";
import type { Checkout } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import {
  callPerson,
  changeSomething,
  knownAddress,
  otherAddress,
  paymentMethods,
  pickup,
  sections,
} from "./offers.ts";
import type { OrderingChoice } from "./offers.ts";
import { roundNotes } from "./cash.ts";
import type { OrderingScreen } from "./screens.ts";
import { addressText, pricedLines, subtotal } from "./wording.ts";

export function address(context: OrderingContext): OrderingScreen {
  const known = context.fulfilment === null ? knownAddress(context) : [];
  const pinned = context.point !== null && context.address === null;
  const ask = known.length > 0 ? copy.address.askAgain : copy.address.ask;
  return {
    text: pinned ? copy.address.streetOnly : ask,
    choices: [...known, ...pickup(context.world.facts.shop)],
    takes: [
      { kind: "text", event: "address.typed", joins: true },
      { kind: "location", event: "location.sent" },
    ],
    opener: copy.address.opener,
  };
}

export function barrio(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const where = context.address === null ? "" : addressText(context.address, null);
  const barrios = barriosOf(shop).map((name): OrderingChoice => ({
    label: name,
    event: { type: "barrio.named", barrio: name },
  }));
  const other: OrderingChoice = {
    label: copy.address.otherBarrio,
    event: { type: "barrio.named", barrio: "otro" },
    words: words.otherBarrio,
    pinned: true,
  };
  return {
    text: where === "" ? copy.address.barrioOfPin : copy.address.barrio(where),
    choices: [...barrios, other, ...pickup(shop).map((choice) => ({ ...choice, pinned: true }))],
    takes: [],
    opener: copy.address.opener,
  };
}

export function addressNumber(context: OrderingContext): OrderingScreen {
  const { address } = context;
  return {
    text: copy.address.number(address?.street ?? address?.raw.replace(/,.*$/s, "") ?? ""),
    choices: pickup(context.world.facts.shop),
    takes: [{ kind: "text", event: "number.given" }],
  };
}

/** Zones on a map: only a pin tells. */
export function pin(context: OrderingContext): OrderingScreen {
  return {
    text: copy.address.pin,
    choices: pickup(context.world.facts.shop),
    takes: [{ kind: "location", event: "location.sent" }],
    asksLocation: true,
  };
}

export function outOfZone(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const byName = barriosOf(shop).length > 0;
  const unserved = byName ? copy.address.unserved(servedPlaces(shop)) : copy.address.unservedPin;
  const instead = pickupIsOffered(shop) ? ` ${copy.address.pickupInstead(placeOf(shop))}` : "";
  return { text: unserved + instead, choices: [...pickup(shop), otherAddress], takes: [] };
}

export function minimum(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const zone = zoneOf(context);
  const missing = checkoutOf(context)?.quote.missingForMinimumCents ?? 0;
  return {
    text: copy.minimum.text(
      context.barrio ?? zone?.name ?? "",
      money(zone?.minOrderCents ?? 0),
      copy.minimum.reached(subtotal(context), money(missing)),
    ),
    choices: [...sections(context), ...pickup(shop), otherAddress],
    takes: [],
    opener: copy.cart.opener,
  };
}

/** Lines, delivery, total, time, place; the answer to how it is paid confirms it. */
export function confirmation(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const checkout = checkoutOf(context);
  // Reached only with everything known; drawn all the same when the shop changed its zones meanwhile.
  if (checkout === null) return outOfZone(context);
  const methods = paymentMethods(shop, checkout.fulfilment.kind);
  return {
    text: [...confirmedLines(context, checkout), paymentText(context, methods.length)].join("\n"),
    choices: [
      ...methods.map((method) => confirming(context, checkout, method)),
      ...(methods.length === 0 ? [callPerson] : []),
      changeSomething,
    ],
    takes: [],
    opener: copy.confirm.opener,
  };
}

function confirmedLines(context: OrderingContext, checkout: Checkout): string[] {
  const { shop } = context.world.facts;
  const { quote, fulfilment, promise } = checkout;
  const total = money(quote.totalCents);
  const range = timeRange(shop.timezone, { fromAt: promise[0], toAt: promise[1] });
  const discount =
    quote.discountCents > 0 ? [copy.confirm.discount(money(quote.discountCents))] : [];
  const lines = [...pricedLines(shop, context.cart), ...discount];
  if (fulfilment.kind === "pickup") {
    return [...lines, copy.confirm.readyAt(total, range, placeOf(shop))];
  }
  const where = context.barrio ?? zoneOf(context)?.name ?? "";
  const delivery =
    quote.deliveryCents > 0
      ? copy.confirm.delivery(where, money(quote.deliveryCents))
      : copy.confirm.freeDelivery(where);
  return [
    ...lines,
    delivery,
    copy.confirm.arrives(total, range, addressText(context.address, context.barrio)),
  ];
}

function paymentText(context: OrderingContext, offered: number): string {
  const { payment, cashCents } = context;
  if (payment === null || offered === 0) return copy.confirm.howPay;
  const method = copy.payments[payment];
  return cashCents === null
    ? copy.confirm.payWith(method)
    : copy.confirm.payWithCash(method, money(cashCents));
}

function confirming(
  context: OrderingContext,
  { quote, fulfilment, promise }: Checkout,
  method: ReturnType<typeof paymentMethods>[number],
): OrderingChoice {
  const { shop } = context.world.facts;
  const label = shop.payments.find((payment) => payment.method === method)?.label ?? method;
  const known = context.payment === method;
  // "Dale" leaves no doubt where there is one way to pay.
  const agreed = known || paymentMethods(shop, fulfilment.kind).length === 1;
  return {
    label: known ? copy.confirm.yes(copy.payments[method]) : label,
    event: {
      type: "payment.confirmed",
      method,
      revision: context.cart.revision,
      totalCents: quote.totalCents,
      readyBy: promise[1],
    },
    words: [...(method === "efectivo" ? words.cash : [label]), ...(agreed ? words.yes : [])],
  };
}

export function placed(context: OrderingContext): OrderingScreen {
  const { order } = context;
  const status: OrderingChoice = { label: copy.placed.status, event: { type: "status.asked" } };
  const askCash =
    order !== null && order.payment.method === "efectivo" && order.payment.cashCents === undefined;
  if (askCash) {
    const notes = roundNotes(order.totalCents).map((cents): OrderingChoice => ({
      label: copy.placed.withCash(money(cents)),
      event: { type: "cash.named", cents },
    }));
    return { text: copy.placed.askCash, choices: [...notes, status], takes: [] };
  }
  return {
    text: copy.placed.rest,
    choices: [
      status,
      { label: copy.placed.again, event: { type: "menu.asked" } },
      { label: copy.placed.cancel, event: { type: "cancel.asked" } },
    ],
    takes: [],
  };
}

export function cancelCart(context: OrderingContext): OrderingScreen {
  return {
    text: copy.cancel.cart(subtotal(context)),
    choices: [
      { label: copy.cancel.cartYes, event: { type: "cart.emptied" }, words: words.yes },
      { label: copy.cancel.cartNo, event: { type: "cancel.declined" }, words: words.no },
    ],
    takes: [],
  };
}

export function cancelOrder(context: OrderingContext): OrderingScreen {
  const { order } = context;
  return {
    text: copy.cancel.order(String(order?.number ?? ""), money(order?.totalCents ?? 0)),
    choices: [
      { label: copy.cancel.orderYes, event: { type: "cancel.confirmed" }, words: words.yes },
      { label: copy.cancel.orderNo, event: { type: "cancel.declined" }, words: words.no },
    ],
    takes: [],
  };
}
