// Customer, order and shop at once: signals of one are inputs of the others, as a host would carry them.

import { canBecome, centavos } from "@mostrador/commerce";
import { Failure } from "@mostrador/engine";
import type { ChatId, SignalTarget } from "@mostrador/engine";
import { choicesOf, Conversation } from "@mostrador/engine/testing";
import type { Answer } from "@mostrador/engine/testing";

import { adminFlow } from "../src/admin/flow.ts";
import { commands, writes } from "../src/operations.ts";
import type { OrderView } from "../src/operations.ts";
import { orderFlow } from "../src/order/flow.ts";
import { orderingFlow } from "../src/ordering/flow.ts";
import { facts, friday, placedOrder } from "./shop.ts";

const flows = { ordering: orderingFlow, order: orderFlow, admin: adminFlow };

/** The orders of the day, moved only as the law of their steps allows. */
function orderBook() {
  const orders = new Map<string, OrderView>();
  const answers: Record<string, Answer> = {
    "order.place": (input) => {
      const placed = placedOrder(input);
      const number = orders.size + 1;
      const order = { ...placed, number, id: `order-${number}` };
      orders.set(order.id, order);
      return order;
    },
    "order.latest": (input) => {
      const { chat } = input as { chat: string };
      return { order: [...orders.values()].findLast((order) => order.chat === chat) ?? null };
    },
    "orders.open": () => ({
      orders: [...orders.values()].filter(
        ({ status }) => status !== "delivered" && status !== "cancelled",
      ),
    }),
    "order.advance": (input) => {
      const { orderId, to, by, promise, reason } = commands["order.advance"].input.parse(input);
      const order = orders.get(orderId);
      if (order === undefined) throw new Failure("order.unknown", { message: "?", retry: "never" });
      const late = by.kind === "customer" && order.status !== "received";
      if (late || !canBecome(order.status, to)) {
        const details = { order };
        throw new Failure("order.transition-refused", { message: "no", retry: "never", details });
      }
      const moved = { ...order, status: to, reason, promise: promise ?? order.promise };
      orders.set(orderId, moved);
      return moved;
    },
    "contact.find": () => ({ name: "Marta", phone: "5491155550000" }),
  };
  return { orders, answers };
}

/** What was said in whose chat, in order. */
type Said = Record<string, string[]>;

export class Floor {
  readonly book = orderBook();
  readonly #running = new Map<string, { of: Conversation; person: string }>();
  now = friday("20:30");
  #said: Said = {};

  /** Somebody's chat: a customer's or, for the shop's people, the shop's. */
  chat(person: string): Conversation {
    const id = `chat-${person}` as ChatId;
    const flow = facts.team.some(({ chat }) => chat === id) ? "admin" : "ordering";
    return this.#at({ flow, key: id, chat: id });
  }

  /** Labels of the last message that somebody got. */
  offers(person: string): string[] {
    return choicesOf(this.chat(person).history.at(-1)).map(({ label }) => label);
  }

  order(number: number): Conversation {
    return this.#at({ flow: "order", key: `order-${number}`, chat: null });
  }

  /** Somebody does something; everything that follows from it is carried until all is quiet. */
  step(person: string, act: (chat: Conversation) => unknown): Said {
    this.#said = {};
    this.#take(this.chat(person), act);
    return this.#said;
  }

  /** Time passes for everybody. */
  later(ms: number): Said {
    this.#said = {};
    const start = this.now;
    for (const { of } of this.#running.values()) {
      this.now = start;
      this.#take(of, (chat) => chat.later(ms));
    }
    this.now = start + ms;
    return this.#said;
  }

  #take(chat: Conversation, act: (chat: Conversation) => unknown): void {
    chat.now = this.now;
    act(chat);
    this.now = chat.now;
    const person = [...this.#running.values()].find(({ of }) => of === chat)?.person ?? "";
    this.#said[person] = [...(this.#said[person] ?? []), ...chat.said];
    for (const effect of chat.effects) {
      if (effect.kind === "write") this.#write(effect.write, effect.input);
      if (effect.kind !== "signal") continue;
      const { to, event } = effect;
      this.#take(this.#at(to), (other) => other.signals(event));
    }
  }

  #write(write: string, input: unknown): void {
    if (write !== "cash.remember") return;
    const { orderId, cashCents } = writes["cash.remember"].parse(input);
    const order = this.book.orders.get(orderId);
    if (order === undefined) return;
    const payment = { ...order.payment, cashCents: centavos(cashCents) };
    this.book.orders.set(orderId, { ...order, payment });
  }

  #at(to: SignalTarget): Conversation {
    const key = `${to.flow} ${to.key}`;
    const known = this.#running.get(key);
    if (known !== undefined) return known.of;
    const id = (to.chat ?? to.key) as ChatId;
    const of = new Conversation(flows[to.flow as keyof typeof flows], {
      facts,
      answers: this.book.answers,
      now: this.now,
      instance: `i${this.#running.size}`,
      // Nobody of the shop has written today.
      chat: { id, windowOpen: to.flow !== "admin" },
    });
    this.#running.set(key, { of, person: id.replace("chat-", "") });
    return of;
  }
}

/** Somebody orders by taps, for delivery to Boedo, in cash. */
export function orders(floor: Floor, person: string): Said {
  floor.step(person, (chat) => chat.says("hola"));
  for (const label of ["Pizzas", "Muzzarella", "Terminar el pedido"]) {
    floor.step(person, (chat) => chat.taps(label));
  }
  floor.step(person, (chat) => chat.says("Castro Barros 432 3B, Boedo").later(1500));
  return floor.step(person, (chat) => chat.taps("Efectivo"));
}
