// From what somebody of the shop said to what is done with which order.

import { canBecome } from "@mostrador/commerce";
import type { OrderStatus, Shop } from "@mostrador/commerce";

import type { OrderEvent } from "../order/events.ts";
import type { Actor, AdvanceOrder, OrderView } from "../operations.ts";
import { idle } from "./context.ts";
import type { AdminContext, Task } from "./context.ts";
import type { AdminMachineEvent, Deed } from "./events.ts";

/** The longest reason that a customer is told, in UTF-16 units. */
const longestReason = 200;

const becomes: Record<Exclude<Deed, "show">, OrderStatus> = {
  accept: "accepted",
  refuse: "cancelled",
  start: "preparing",
  ready: "ready",
  leave: "onTheWay",
  deliver: "delivered",
  cancel: "cancelled",
};

const happened: Record<
  Exclude<Deed, "show">,
  Exclude<OrderEvent["type"], "order.placed" | "cash.named">
> = {
  accept: "order.accepted",
  refuse: "order.refused",
  start: "order.started",
  ready: "order.ready",
  leave: "order.left",
  deliver: "order.delivered",
  cancel: "order.cancelled",
};

const deedsTapped = {
  "delay.asked": "accept",
  "refusal.asked": "refuse",
  "ready.chosen": "ready",
  "leaving.chosen": "leave",
  "delivered.chosen": "deliver",
  "cancel.asked": "cancel",
  "order.opened": "show",
} as const;

function isTap(type: string): type is keyof typeof deedsTapped {
  return Object.hasOwn(deedsTapped, type);
}

/** The task that an event begins; null for events that begin none. */
export function taskOf(event: AdminMachineEvent): Task | null {
  if (event.type === "accept.chosen") {
    return { ...idle, deed: "accept", orderId: event.orderId, minutes: event.minutes };
  }
  if (event.type === "minutes.given") return { ...idle, deed: "accept", minutes: event.value };
  if (event.type === "deed.worded") {
    const { deed, number, minutes, reason } = event;
    return { ...idle, deed, number, minutes, reason: reason === null ? null : reasonText(reason) };
  }
  if ("orderId" in event && isTap(event.type)) {
    return { ...idle, deed: deedsTapped[event.type], orderId: event.orderId };
  }
  return null;
}

export function reasonText(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, longestReason).toWellFormed();
}

/** Refusing is for what nobody took yet, cancelling for what somebody did. */
function isPossible(deed: Deed, order: OrderView): boolean {
  if (deed === "show") return true;
  if (deed === "refuse" || deed === "accept") return order.status === "received";
  return order.status !== "received" && canBecome(order.status, becomes[deed]);
}

/** The open orders that a task can mean: the one named, or all for which it makes sense. */
export function candidates(open: readonly OrderView[], task: Task): OrderView[] {
  if (task.orderId !== null) return open.filter(({ id }) => id === task.orderId);
  if (task.number !== null) return open.filter(({ number }) => number === task.number);
  return open.filter((order) => isPossible(task.deed, order));
}

/** What cannot be accepted any more is cancelled, and what nobody took is refused. */
export function deedFor(task: Task, order: OrderView): Deed {
  if (task.deed === "cancel" && order.status === "received") return "refuse";
  if (task.deed === "refuse" && order.status !== "received") return "cancel";
  // "1 listo" of something that is sent means that it is leaving only where somebody says so.
  return task.deed;
}

/** The shop's present promise for an order, in minutes from now. */
export function promisedMinutes(shop: Shop, { fulfilment }: OrderView): number {
  if (fulfilment.kind === "pickup") return shop.prep.pickupMin;
  const zone = shop.zones.find(({ id }) => id === fulfilment.zoneId);
  return zone?.etaMin[1] ?? shop.prep.deliveryMin;
}

const minuteMs = 60_000;
const stepMs = 5 * minuteMs;

/**
 * The range of a promise, on the next five minutes: nobody is told an exact minute. A delivery is there by
 * then; a pickup is ready from then on, so that nobody comes too early.
 */
function promiseIn(
  now: number,
  minutes: number,
  kind: OrderView["fulfilment"]["kind"],
): [fromMs: number, toMs: number] {
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const promised = Math.ceil((minute + minutes * minuteMs) / stepMs) * stepMs;
  if (kind === "pickup") return [promised, promised + 2 * stepMs];
  const width = minutes > 20 ? 3 * stepMs : stepMs;
  return [Math.max(promised - width, Math.ceil(minute / stepMs) * stepMs), promised];
}

/** The moment that the shop's people say: when it is there, or can be fetched. */
export function promisedMoment({ fulfilment, promise: [from, to] }: OrderView): number {
  return fulfilment.kind === "pickup" ? from : to;
}

/** Whoever writes in this chat. */
export function selfOf({ world }: AdminContext): Actor {
  const chat = world.chat?.id ?? "";
  const member = world.facts.team.find((candidate) => candidate.chat === chat);
  return { kind: "shop", chat, name: member?.name ?? world.facts.shop.contact.ownerName };
}

/** Null while it is not known what is to be done with what. */
export function advanceOf(context: AdminContext): AdvanceOrder | null {
  const { task, order, world } = context;
  if (order === null || task.deed === "show") return null;
  const promise =
    task.deed === "accept" && task.minutes !== null
      ? promiseIn(world.now, task.minutes, order.fulfilment.kind)
      : null;
  return {
    orderId: order.id,
    to: becomes[task.deed],
    by: selfOf(context),
    promise,
    reason: task.reason,
  };
}

/** What the order's own instance is told of it. */
export function newsOf(context: AdminContext): OrderEvent | null {
  const { task, order } = context;
  if (order === null || task.deed === "show") return null;
  return { type: happened[task.deed], order, by: selfOf(context) };
}
