// The names that the shop's chart uses, bound to what they mean.

import { effectsOf } from "@mostrador/engine";
import { assertEvent, assign, raise, setup } from "xstate";
import { z } from "zod";

import { admin as copy } from "../copy/admin.ts";
import { orderViewSchema } from "../operations.ts";
import type { OrderView } from "../operations.ts";
import type { AdminContext } from "./context.ts";
import type { AdminEvent, AdminMachineEvent } from "./events.ts";
import * as notice from "./notices.ts";
import * as task from "./tasks.ts";
import * as memory from "./remember.ts";

const { say, signal, query, command, initial } = effectsOf<
  AdminContext,
  AdminEvent,
  AdminMachineEvent
>();

export const startWith = initial;

type ScreenName =
  | "askCancel"
  | "askMinutes"
  | "askReason"
  | "desk"
  | "order"
  | "orders"
  | "whichOrder";

const minute = 60_000;
/** After so many rings without an answer they come more slowly: each one costs money. */
const quickRings = 5;
/** A promise beyond this is a typing mistake, minutes. */
const longestPromise = 600;

const refusedSchema = z.object({ order: orderViewSchema });

function orderRefused(event: AdminMachineEvent): OrderView | null {
  assertEvent(event, "xstate.error.actor.advanceOrder");
  const details = refusedSchema.safeParse(event.error.details);
  return details.success ? details.data.order : null;
}

/** Types only: xstate reads none of it. */
const types: {
  context?: AdminContext;
  events?: AdminMachineEvent;
  meta?: { screen: ScreenName };
} = {};

export const adminSetup = setup({
  types,
  actors: {
    findOpenOrders: query<{ orders: OrderView[] }>("orders.open", () => ({})),
    advanceOrder: command<OrderView>("order.advance", ({ context }) => task.advanceOf(context)),
  },
  delays: {
    /** Nobody answered the last ring. */
    ringAgain: ({ context }) => (context.rings < quickRings ? 3 * minute : 15 * minute),
  },
  actions: {
    // The bell
    rememberRinging: assign(({ context, event }) => {
      assertEvent(event, "order.arrived");
      return memory.rememberRinging(context, event.order);
    }),
    sayArrived: say(({ context, event }) => {
      assertEvent(event, "order.arrived");
      return notice.arrived(context, event.order);
    }),
    rememberRing: assign(({ context }) => ({ rings: context.rings + 1 })),
    sayRingAgain: say(({ context }) => notice.ringAgain(context)),
    raiseBellLater: raise({ type: "bell.rang" }, { id: "bell", delay: "ringAgain" }),

    // What others did
    rememberChanged: assign(({ context, event }) => {
      assertEvent(event, "order.changed");
      return memory.rememberChanged(context, event.order);
    }),
    sayChanged: say(({ context, event }) => {
      assertEvent(event, "order.changed");
      return notice.changed(context, event);
    }),
    rememberCash: assign(({ context, event }) => {
      assertEvent(event, "cash.named");
      return memory.rememberCash(context, event.order);
    }),
    sayCash: say(({ event }) => {
      assertEvent(event, "cash.named");
      return notice.cashNamed(event);
    }),
    sayPersonAsked: say(({ event }) => {
      assertEvent(event, "person.asked");
      return notice.personAsked(event);
    }),

    // What is to be done
    rememberTask: assign(({ context, event }) => memory.rememberTask(context, event)),
    rememberFound: assign(({ context, event }) => {
      assertEvent(event, "xstate.done.actor.findOpenOrders");
      return memory.rememberFound(context, event.output.orders);
    }),
    rememberOpen: assign(({ event }) => {
      assertEvent(event, "xstate.done.actor.listOpenOrders");
      return { open: memory.listed(event.output.orders) };
    }),
    rememberPicked: assign(({ context, event }) => {
      assertEvent(event, ["order.picked", "number.given"]);
      return memory.rememberPicked(context, event);
    }),
    rememberMinutes: assign(({ context, event }) => {
      assertEvent(event, "minutes.given");
      return { task: { ...context.task, minutes: event.value } };
    }),
    rememberReason: assign(({ context, event }) => {
      assertEvent(event, "reason.given");
      return { task: { ...context.task, reason: task.reasonText(event.text) } };
    }),
    rememberSure: assign(({ context }) => ({ task: { ...context.task, sure: true } })),
    rememberAdvanced: assign(({ context, event }) => {
      assertEvent(event, "xstate.done.actor.advanceOrder");
      return memory.rememberAdvanced(context, event.output);
    }),
    rememberActual: assign(({ context, event }) =>
      memory.rememberAdvanced(context, orderRefused(event)),
    ),
    signalOrder: signal(({ context }) => {
      const event = task.newsOf(context);
      const { order } = context;
      if (event === null || order === null) return null;
      return { to: { flow: "order", key: order.id, chat: null }, event };
    }),
    sayRefusedAlready: say(() => copy.order.refusedAlready),
    sayUnknownOrder: say(() => copy.order.unknown),
    sayNothingRings: say(() => copy.nothingRings),
    sayHelp: say(() => copy.help),
    sayMedia: say(() => copy.media),
  },
  guards: {
    somethingRings: ({ context }) => context.ringing.length > 0,
    minutesArePlausible: ({ context, event }) => {
      assertEvent(event, "minutes.given");
      const { value } = event;
      return context.ringing.length > 0 && isPlausible(value);
    },
    minutesArePossible: ({ event }) => {
      assertEvent(event, "minutes.given");
      return isPlausible(event.value);
    },
    reasonIsSaid: ({ event }) => {
      assertEvent(event, "reason.given");
      return task.reasonText(event.text).length > 1;
    },
    orderIsUnknown: ({ context }) => task.candidates(context.open, context.task).length === 0,
    orderIsAmbiguous: ({ context }) => task.candidates(context.open, context.task).length > 1,
    orderIsListed: ({ context, event }) => {
      assertEvent(event, ["order.picked", "number.given"]);
      return memory.picked(context, event) !== undefined;
    },
    nothingIsToBeDone: ({ context }) => context.task.deed === "show",
    minutesAreMissing: ({ context }) =>
      context.task.deed === "accept" &&
      context.order?.status === "received" &&
      context.task.minutes === null,
    reasonIsMissing: ({ context }) =>
      context.task.deed === "refuse" && context.task.reason === null,
    confirmationIsMissing: ({ context }) => context.task.deed === "cancel" && !context.task.sure,
    refusalNamesOrder: ({ event }) => orderRefused(event) !== null,
  },
});

function isPlausible(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= longestPromise;
}
