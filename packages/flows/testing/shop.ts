// The demo shop, and people who write to it.

import { readFileSync } from "node:fs";

import { shopSchema } from "@mostrador/commerce";
import type { Shop } from "@mostrador/commerce";
import type { ChatId } from "@mostrador/engine";
import { Conversation } from "@mostrador/engine/testing";
import type { Answer, ConversationOptions } from "@mostrador/engine/testing";

import type { Facts } from "../src/facts.ts";
import { commands } from "../src/operations.ts";
import type { OrderView } from "../src/operations.ts";
import { orderingFlow } from "../src/ordering/flow.ts";

function shopNamed(id: string): Shop {
  const file = new URL(`../../../db/seed/shops/${id}.json`, import.meta.url);
  return shopSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

export const laEsquina = shopNamed("la-esquina");

/** Every demo shop: other trades, other zones. */
export const shops = [
  laEsquina,
  ...["heladeria-nonna", "la-espiga", "brasa-burger", "verduleria-el-paisano", "pilchas-tana"].map(
    shopNamed,
  ),
];

export const owner = { role: "owner" as const, name: "Rubén", chat: "chat-ruben" as ChatId };
export const staff = { role: "staff" as const, name: "Nadia", chat: "chat-nadia" as ChatId };

export const facts: Facts = { shop: laEsquina, team: [owner, staff] };

/** A moment of Friday 27 November 2026 in Buenos Aires, when the shop is open in the evening. */
export function friday(clock: string): number {
  return Date.parse(`2026-11-27T${clock}:00-03:00`);
}

/** What the database would make of a confirmed order. */
export function placedOrder(input: unknown, changes: Partial<OrderView> = {}): OrderView {
  const { orderId, chat, customerName, order } = commands["order.place"].input.parse(input);
  const row = { id: orderId, number: 1, status: "received" as const, reason: null, placedAt: 0 };
  return { ...order, ...row, chat, customerName, ...changes };
}

/** Answers as the platform gives them when nothing is in the way; keeps the last order. */
export function domain(): { answers: Record<string, Answer>; order: OrderView | null } {
  const kept: { order: OrderView | null } = { order: null };
  const answers: Record<string, Answer> = {
    "order.place": (input) => (kept.order = placedOrder(input)),
    "order.latest": () => ({ order: kept.order }),
    "order.advance": (input) => {
      const { to, reason } = commands["order.advance"].input.parse(input);
      if (kept.order === null) throw new Error("no order was placed");
      return (kept.order = { ...kept.order, status: to, reason });
    },
    "contact.find": () => ({ name: "Marta", phone: "5491155550000" }),
  };
  return Object.assign(kept, { answers });
}

/** A customer's chat with the shop. */
export function customer(options: ConversationOptions = {}): Conversation {
  return new Conversation(orderingFlow, {
    facts,
    answers: domain().answers,
    now: friday("20:30"),
    ...options,
  });
}
