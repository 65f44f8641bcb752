// What each waiting state of the shop's own chat says and offers.

import type { Choice, Screen } from "@mostrador/engine";

import { admin as copy } from "../copy/admin.ts";
import { money, time } from "../copy/format.ts";
import { choices as words } from "../copy/words.ts";
import type { OrderView } from "../operations.ts";
import type { AdminContext } from "./context.ts";
import type { AdminEvent } from "./events.ts";
import { answersTo, numbersOf, orderText, whereOf } from "./notices.ts";
import { candidates, promisedMoment } from "./tasks.ts";

type AdminScreen = Screen<AdminEvent>;
type AdminChoice = Choice<AdminEvent>;

const seeOrders: AdminChoice = { label: copy.desk.orders, event: { type: "orders.asked" } };
const toDesk: AdminChoice = {
  label: copy.list.back,
  event: { type: "desk.asked" },
  words: words.back,
  pinned: true,
};
/** A bare number accepts the one that rings. */
const minutes = { kind: "number" as const, event: "minutes.given" as const };

export function desk(context: AdminContext): AdminScreen {
  const { ringing } = context;
  return {
    text: ringing.length === 0 ? copy.desk.calm : copy.desk.ringing(numbersOf(ringing)),
    choices: [seeOrders, { label: copy.desk.help, event: { type: "help.asked" } }],
    takes: [minutes],
  };
}

function clockOf(context: AdminContext, order: OrderView): string {
  return time(context.world.facts.shop.timezone, promisedMoment(order));
}

/** How an order stands, in a line. */
export function standing(context: AdminContext, order: OrderView): string {
  const number = String(order.number);
  switch (order.status) {
    case "received":
      return orderText(order);
    case "accepted":
      return copy.order.accepted(number, clockOf(context, order));
    case "preparing":
      return copy.order.preparing(number, clockOf(context, order));
    case "ready":
      return copy.order.ready(number);
    case "onTheWay":
      return copy.order.onTheWay(number);
    case "delivered":
      return copy.order.delivered(number);
    case "cancelled":
      return order.reason === null
        ? copy.order.cancelled(number)
        : copy.order.cancelledBecause(number, order.reason.replace(/[.\s]+$/, ""));
  }
}

function nextSteps(context: AdminContext, order: OrderView): AdminChoice[] {
  const orderId = order.id;
  const cancel: AdminChoice = {
    label: copy.order.cancel,
    event: { type: "cancel.asked", orderId },
  };
  const over: AdminChoice = {
    label: copy.order.handedOver,
    event: { type: "delivered.chosen", orderId },
  };
  switch (order.status) {
    case "received":
      return answersTo(context, order);
    case "accepted":
    case "preparing":
      return order.fulfilment.kind === "pickup"
        ? [{ label: copy.order.readyToPickUp, event: { type: "ready.chosen", orderId } }, cancel]
        : [{ label: copy.order.readyToGo, event: { type: "leaving.chosen", orderId } }, cancel];
    case "ready":
      return order.fulfilment.kind === "pickup"
        ? [over, cancel]
        : [{ label: copy.order.readyToGo, event: { type: "leaving.chosen", orderId } }, cancel];
    case "onTheWay":
      return [over, cancel];
    case "delivered":
    case "cancelled":
      return [];
  }
}

/** The order in hand, and what comes next for it. */
export function order(context: AdminContext): AdminScreen {
  if (context.order === null) return desk(context);
  return {
    text: standing(context, context.order),
    choices: [...nextSteps(context, context.order), seeOrders],
    takes: [minutes],
    opener: copy.arrived.opener,
  };
}

function rowOf(context: AdminContext, order: OrderView): AdminChoice {
  return {
    label: copy.list.label(String(order.number), whereOf(order)),
    description: copy.list.description(
      copy.status[order.status],
      money(order.totalCents),
      clockOf(context, order),
    ),
    event: { type: "order.opened", orderId: order.id },
  };
}

export function orders(context: AdminContext): AdminScreen {
  const { open } = context;
  return {
    text: open.length === 0 ? copy.list.none : copy.list.head(String(open.length)),
    choices: [...open.map((each) => rowOf(context, each)), toDesk],
    takes: [minutes],
    opener: copy.list.opener,
  };
}

/** Several orders could be meant. */
export function whichOrder(context: AdminContext): AdminScreen {
  return {
    text: copy.which.ask,
    choices: [
      ...candidates(context.open, context.task).map((each): AdminChoice => ({
        ...rowOf(context, each),
        event: { type: "order.picked", orderId: each.id },
      })),
      { ...toDesk, label: copy.which.none },
    ],
    takes: [{ kind: "number", event: "number.given" }],
    opener: copy.which.opener,
  };
}

export function askMinutes(context: AdminContext): AdminScreen {
  return {
    text: copy.minutes.ask(String(context.order?.number ?? "")),
    choices: [20, 30, 40, 60, 75, 90].map((value): AdminChoice => ({
      label: copy.minutes.choice(String(value)),
      event: { type: "minutes.given", value },
    })),
    takes: [minutes],
    opener: copy.minutes.opener,
  };
}

export function askReason(context: AdminContext): AdminScreen {
  const { soldOut, tooBusy, tooFar } = copy.reason;
  return {
    text: copy.reason.ask(String(context.order?.number ?? "")),
    choices: [soldOut, tooBusy, tooFar].map((text): AdminChoice => ({
      label: text,
      event: { type: "reason.given", text },
    })),
    takes: [{ kind: "text", event: "reason.given" }],
    opener: copy.reason.opener,
  };
}

export function askCancel(context: AdminContext): AdminScreen {
  const { order } = context;
  return {
    text: copy.cancel.ask(String(order?.number ?? ""), money(order?.totalCents ?? 0)),
    choices: [
      { label: copy.cancel.yes, event: { type: "cancel.confirmed" }, words: words.yes },
      { label: copy.cancel.no, event: { type: "cancel.declined" }, words: words.no },
    ],
    takes: [],
  };
}
