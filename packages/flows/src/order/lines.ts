import { lowerFirst, money, timeRange } from "../copy/format.ts";
import { order as copy } from "../copy/order.ts";
import { placeOf, shortName } from "../copy/shop.ts";
import type { Actor, OrderView } from "../operations.ts";
import type { OrderContext } from "./context.ts";

type Said = string | null;

/** Without the full stop that people write and our sentence brings along. */
function reasonOf(order: OrderView): string | null {
  const reason = order.reason?.replace(/[.!\s]+$/, "") ?? "";
  return reason === "" ? null : lowerFirst(reason);
}

export function accepted({ world }: OrderContext, order: OrderView): string {
  const { shop } = world.facts;
  const range = timeRange(shop.timezone, { fromAt: order.promise[0], toAt: order.promise[1] });
  const say = order.fulfilment.kind === "pickup" ? copy.acceptedPickup : copy.accepted;
  return say(shortName(shop), String(order.number), range);
}

/** Only who comes to fetch it needs to know. */
export function ready({ world }: OrderContext, order: OrderView): Said {
  if (order.fulfilment.kind !== "pickup") return null;
  return copy.ready(String(order.number), placeOf(world.facts.shop));
}

export function left(order: OrderView): string {
  const { cashCents } = order.payment;
  const number = String(order.number);
  if (cashCents === undefined || cashCents <= order.totalCents) return copy.left(number);
  const cash = copy.haveCash(money(cashCents), money(cashCents - order.totalCents));
  return `${copy.left(number)}\n${cash}`;
}

export function refused({ world }: OrderContext, order: OrderView): string {
  const reason = reasonOf(order);
  const shop = shortName(world.facts.shop);
  const number = String(order.number);
  return reason === null ? copy.refused(shop, number) : copy.refusedBecause(shop, number, reason);
}

/** Whoever cancelled it in this chat has had the answer there. */
export function cancelled({ world }: OrderContext, order: OrderView, by: Actor): Said {
  if (by.kind === "customer") return null;
  const reason = reasonOf(order);
  const shop = shortName(world.facts.shop);
  const number = String(order.number);
  return reason === null
    ? copy.cancelled(shop, number)
    : copy.cancelledBecause(shop, number, reason);
}
