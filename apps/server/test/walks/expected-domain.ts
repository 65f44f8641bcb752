// What the database is expected to answer in one customer's conversation, from what was asked of it before.

import { centavos } from "@mostrador/commerce";
import { Failure } from "@mostrador/engine";
import type { Answer, Past } from "@mostrador/engine/testing";
import { commands, orderViewSchema, queries, writes } from "@mostrador/flows";
import type { OrderView } from "@mostrador/flows";

import type { Happening } from "./happenings.ts";

const accepted: Happening = "the shop accepts the order";

/** The last order of the conversation, as everything since has left it. */
export function latestOrder(past: readonly Past[]): OrderView | null {
  return past.reduce<OrderView | null>((order, event) => {
    switch (event.kind) {
      case "answered":
        return orderIn(event) ?? order;
      case "written":
        return order === null || event.name !== "cash.remember"
          ? order
          : withCash(order, event.input);
      case "happened":
        return event.name === accepted && order?.status === "received"
          ? { ...order, status: "accepted" }
          : order;
    }
  }, null);
}

function orderIn({ name, outcome }: Extract<Past, { kind: "answered" }>): OrderView | null {
  const isOrder = name === "order.place" || name === "order.advance";
  return isOrder && outcome.ok ? orderViewSchema.parse(outcome.output) : null;
}

function withCash(order: OrderView, input: unknown): OrderView {
  const { cashCents } = writes["cash.remember"].parse(input);
  return { ...order, payment: { ...order.payment, cashCents: centavos(cashCents) } };
}

export const answers: Readonly<Record<string, Answer>> = {
  "order.place": (input, { now }): OrderView => {
    const { orderId, chat, customerName, order } = commands["order.place"].input.parse(input);
    const row = { id: orderId, number: 1, status: "received" as const, reason: null };
    return { ...order, ...row, chat, customerName, placedAt: now };
  },
  "order.latest": (_input, _world, past) => ({ order: latestOrder(past) }),
  "order.advance": (input, _world, past): OrderView => {
    const { to, reason } = commands["order.advance"].input.parse(input);
    const order = latestOrder(past);
    if (order?.status === "received") return { ...order, status: to, reason };
    const refused = {
      message: "the shop has taken it",
      retry: "never",
      details: { order },
    } as const;
    throw new Failure("order.transition-refused", refused);
  },
  "contact.find": () =>
    queries["contact.find"].output.parse({ name: "Marta", phone: "5491155550000" }),
};
