// What ordering asks of the domain, and whom it tells.

import { centavos } from "@mostrador/commerce";
import type { SignalTarget } from "@mostrador/engine";

import type { AdminEvent } from "../admin/events.ts";
import type { TeamMember } from "../facts.ts";
import type { AdvanceOrder, OrderView, PlaceOrder } from "../operations.ts";
import { checkoutOf, zoneOf } from "./checkout.ts";
import type { OrderEvent } from "../order/events.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingMachineEvent } from "./events.ts";

type ToOrder = { to: SignalTarget; event: OrderEvent };
type ToAdmin = { to: SignalTarget; event: AdminEvent };

/** The order as it was confirmed, at the prices that were shown. */
export function orderToPlace(context: OrderingContext): PlaceOrder | null {
  const checkout = checkoutOf(context);
  const { chat, ids } = context.world;
  const [orderId] = ids;
  if (checkout === null || chat === null || orderId === undefined) return null;
  const { quote, promise } = checkout;
  const { lines, adjustments, subtotalCents, deliveryCents, discountCents, totalCents } = quote;
  const method = context.payment ?? "efectivo";
  const { cashCents } = context;
  return {
    orderId,
    chat: chat.id,
    customerName: chat.personName ?? null,
    order: {
      lines,
      adjustments,
      subtotalCents,
      deliveryCents,
      discountCents,
      totalCents,
      fulfilment: placedFulfilment(context),
      payment: cashCents === null ? { method } : { method, cashCents: centavos(cashCents) },
      promise,
    },
  };
}

function placedFulfilment(context: OrderingContext): PlaceOrder["order"]["fulfilment"] {
  const zone = context.fulfilment === "delivery" ? zoneOf(context) : null;
  if (zone === null) return { kind: "pickup" };
  return {
    kind: "delivery",
    zoneId: zone.id,
    zoneName: zone.name,
    ...(context.barrio === null ? {} : { barrio: context.barrio }),
    address: context.address ?? { raw: "" },
  };
}

export function cancellation(context: OrderingContext): AdvanceOrder {
  return {
    orderId: context.order?.id ?? "",
    to: "cancelled",
    by: { kind: "customer" },
    promise: null,
    reason: null,
  };
}

/** The order's own instance, which talks in its customer's chat. */
export function orderInstance(context: OrderingContext, order: OrderView): SignalTarget {
  return { flow: "order", key: order.id, chat: context.world.chat?.id ?? null };
}

/** Everybody of the shop who answers people. */
export function answering(team: readonly TeamMember[]): SignalTarget[] {
  return team
    .filter(({ role }) => role !== "rider")
    .map(({ chat }) => ({ flow: "admin", key: chat, chat }));
}

/** Starts the order's own instance, which rings the shop. */
export function orderPlaced(context: OrderingContext): ToOrder | null {
  const { order } = context;
  if (order === null) return null;
  return { to: orderInstance(context, order), event: { type: "order.placed", order } };
}

export function orderCancelled(context: OrderingContext): ToOrder | null {
  const { order } = context;
  if (order === null) return null;
  return {
    to: orderInstance(context, order),
    event: { type: "order.cancelled", order, by: { kind: "customer" } },
  };
}

export function cashNamed(context: OrderingContext, cents: number): ToOrder | null {
  const { order } = context;
  if (order === null) return null;
  return { to: orderInstance(context, order), event: { type: "cash.named", cents } };
}

/** Tells everybody who answers people that somebody asks for one. */
export function personAsked(context: OrderingContext, event: OrderingMachineEvent): ToAdmin[] {
  const contact = event.type === "xstate.done.actor.findContact" ? event.output : null;
  const asked: AdminEvent = {
    type: "person.asked",
    name: contact?.name ?? context.world.chat?.personName ?? null,
    phone: contact?.phone ?? null,
    reason: context.reason,
    orderNumber: context.order?.number ?? null,
  };
  return answering(context.world.facts.team).map((to) => ({ to, event: asked }));
}

export function consent(context: OrderingContext, granted: boolean) {
  return {
    chat: context.world.chat?.id ?? "",
    purpose: "marketing",
    granted,
    words: granted ? "ALTA" : "BAJA",
  };
}
