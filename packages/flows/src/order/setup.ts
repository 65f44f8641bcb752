// The names that an order's chart uses, bound to what they mean.

import { centavos } from "@mostrador/commerce";
import { effectsOf, invariant } from "@mostrador/engine";
import { assertEvent, assign, setup } from "xstate";

import type { Actor, OrderView } from "../operations.ts";
import type { OrderContext } from "./context.ts";
import type { OrderEvent } from "./events.ts";
import * as line from "./lines.ts";
import { ringFirst, ringSecond, tellDesks } from "./team.ts";

const { say, signal, initial } = effectsOf<OrderContext, OrderEvent>();

export const startWith = initial;

const minute = 60_000;

/** The news of an event that says what became of the order. */
function newsOf(event: OrderEvent): { order: OrderView; by: Actor } {
  invariant("by" in event, `${event.type} says nothing of the order`);
  return { order: event.order, by: event.by };
}

function known({ order }: OrderContext): OrderView {
  invariant(order !== null, "an order was moved before it was placed");
  return order;
}

/** Types only: xstate reads none of it. */
const types: { context?: OrderContext; events?: OrderEvent } = {};

export const orderSetup = setup({
  types,
  delays: {
    /** Nobody took it on the first phone. */
    firstPhoneIsSilent: 10 * minute,
  },
  actions: {
    rememberPlaced: assign(({ event }) => {
      assertEvent(event, "order.placed");
      return { order: event.order };
    }),
    rememberNews: assign(({ event }) => ({ order: newsOf(event).order })),
    rememberCash: assign(({ context, event }) => {
      assertEvent(event, "cash.named");
      const order = known(context);
      return {
        order: { ...order, payment: { ...order.payment, cashCents: centavos(event.cents) } },
      };
    }),
    signalArrived: signal(({ context }) =>
      ringFirst(context.world.facts, { type: "order.arrived", order: known(context) }),
    ),
    signalSecondPhone: signal(({ context }) =>
      ringSecond(context.world.facts, { type: "order.arrived", order: known(context) }),
    ),
    signalChanged: signal(({ context, event }) =>
      tellDesks(context.world.facts, { type: "order.changed", ...newsOf(event) }),
    ),
    signalCash: signal(({ context, event }) => {
      assertEvent(event, "cash.named");
      const { cents } = event;
      return tellDesks(context.world.facts, { type: "cash.named", order: known(context), cents });
    }),
    sayAccepted: say(({ context, event }) => line.accepted(context, newsOf(event).order)),
    sayReady: say(({ context, event }) => line.ready(context, newsOf(event).order)),
    sayLeft: say(({ event }) => line.left(newsOf(event).order)),
    sayRefused: say(({ context, event }) => line.refused(context, newsOf(event).order)),
    sayCancelled: say(({ context, event }) => {
      const { order, by } = newsOf(event);
      return line.cancelled(context, order, by);
    }),
  },
});
