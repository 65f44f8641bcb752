// What the shop's chat remembers after an event.

import type { OrderView } from "../operations.ts";
import { idle } from "./context.ts";
import type { AdminContext, AdminMemory } from "./context.ts";
import type { AdminEvent, AdminMachineEvent } from "./events.ts";
import { candidates, deedFor, taskOf } from "./tasks.ts";

type News = Partial<AdminMemory>;
type Of<Type extends AdminEvent["type"]> = Extract<AdminEvent, { type: Type }>;

/** More orders than this are not kept in a chat; they are in the database all the same. */
const mostRinging = 20;
const mostListed = 30;

export function listed(orders: readonly OrderView[]): OrderView[] {
  return orders.slice(0, mostListed);
}

export function rememberRinging(context: AdminContext, order: OrderView): News {
  const others = context.ringing.filter(({ id }) => id !== order.id);
  return { ringing: [...others, order].slice(-mostRinging) };
}

function without(context: AdminContext, orderId: string): News {
  const ringing = context.ringing.filter(({ id }) => id !== orderId);
  return { ringing, rings: ringing.length === 0 ? 0 : context.rings };
}

export function rememberChanged(context: AdminContext, order: OrderView): News {
  const inHand = context.order?.id === order.id ? { order } : {};
  return { ...without(context, order.id), ...inHand };
}

export function rememberCash(context: AdminContext, order: OrderView): News {
  const ringing = context.ringing.map((other) => (other.id === order.id ? order : other));
  return { ringing, order: context.order?.id === order.id ? order : context.order };
}

export function rememberTask(context: AdminContext, event: AdminMachineEvent): News {
  return { task: taskOf(event) ?? idle, order: context.order };
}

/** Of the open orders the one that the task means, where there is just one. */
export function rememberFound(context: AdminContext, orders: readonly OrderView[]): News {
  const [only, ...others] = candidates(orders, context.task);
  if (only === undefined || others.length > 0) return { open: listed(orders) };
  return inHand(context, only, orders);
}

function inHand(context: AdminContext, order: OrderView, open: readonly OrderView[]): News {
  const { task } = context;
  const deed = deedFor(task, order);
  return { open: listed(open), order, task: { ...task, deed, orderId: order.id } };
}

type Picking = Of<"order.picked"> | Of<"number.given">;

export function picked(context: AdminContext, event: Picking): OrderView | undefined {
  return candidates(context.open, context.task).find((order) =>
    event.type === "order.picked" ? order.id === event.orderId : order.number === event.value,
  );
}

export function rememberPicked(context: AdminContext, event: Picking): News {
  const order = picked(context, event);
  return order === undefined ? {} : inHand(context, order, context.open);
}

/** The order as it is now, whoever moved it: it rings here no more. */
export function rememberAdvanced(context: AdminContext, order: OrderView | null): News {
  if (order === null) return {};
  return { ...(order.status === "received" ? {} : without(context, order.id)), order };
}
