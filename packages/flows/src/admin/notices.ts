// What rings, and what is told in passing.

import type { Choice, Notice } from "@mostrador/engine";

import { admin as copy } from "../copy/admin.ts";
import { amount, list, lowerFirst, money } from "../copy/format.ts";
import { ordering } from "../copy/ordering.ts";
import type { OrderView } from "../operations.ts";
import { addressText } from "../ordering/wording.ts";
import type { AdminContext } from "./context.ts";
import type { AdminEvent } from "./events.ts";
import { promisedMinutes } from "./tasks.ts";

type Of<Type extends AdminEvent["type"]> = Extract<AdminEvent, { type: Type }>;

/** `Boedo`, or that it is fetched. */
export function whereOf({ fulfilment }: OrderView): string {
  if (fulfilment.kind === "pickup") return copy.arrived.pickup;
  return fulfilment.barrio ?? fulfilment.zoneName;
}

function thingsOf(order: OrderView): string[] {
  return order.lines.map(({ quantity, unit, name, options, note }) => {
    const details = [
      ...options.map((option) => lowerFirst(option.name)),
      ...(note ?? "").split("\n"),
    ]
      .filter((detail) => detail !== "")
      .join("; ");
    const thing = ordering.cart.thing(amount(quantity, unit), name);
    return details === "" ? thing : ordering.cart.detailed(thing, details);
  });
}

function headOf(order: OrderView): string {
  const { cashCents } = order.payment;
  const method = ordering.payments[order.payment.method];
  const payment =
    cashCents === undefined ? method : `${method}, ${copy.arrived.cash(money(cashCents))}`;
  return copy.arrived.head(
    String(order.number),
    [money(order.totalCents), payment, whereOf(order)].join(" · "),
  );
}

/** Everything that the kitchen and the rider need. */
export function orderText(order: OrderView): string {
  const { fulfilment, customerName } = order;
  return [
    headOf(order),
    thingsOf(order).join(" · "),
    fulfilment.kind === "delivery"
      ? [addressText(fulfilment.address, fulfilment.barrio ?? null), remarksOf(fulfilment.address)]
          .filter((part) => part !== "")
          .join(" · ")
      : "",
    customerName === null ? "" : copy.arrived.customer(customerName),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The rider reads the customer's own words too, where the parts leave something out. */
function remarksOf(
  address: Extract<OrderView["fulfilment"], { kind: "delivery" }>["address"],
): string {
  const raw = address.raw.replaceAll(/\s+/g, " ").trim();
  return raw.length > addressText(address, null).length + 12 ? `«${raw}»` : "";
}

export function answersTo(context: AdminContext, order: OrderView): Choice<AdminEvent>[] {
  const minutes = promisedMinutes(context.world.facts.shop, order);
  return [
    {
      label: copy.arrived.accept(String(minutes)),
      event: { type: "accept.chosen", orderId: order.id, minutes },
    },
    { label: copy.arrived.otherDelay, event: { type: "delay.asked", orderId: order.id } },
    { label: copy.arrived.refuse, event: { type: "refusal.asked", orderId: order.id } },
  ];
}

function ringFor(context: AdminContext, order: OrderView, text: string): Notice<AdminEvent> {
  const choices = answersTo(context, order);
  return {
    text,
    choices,
    template: {
      ...copy.template,
      parameters: [templateText(order)],
      choices: choices.map(({ event }) => event),
    },
  };
}

/** One line without marks: the template says by itself that it is a new order. */
function templateText(order: OrderView): string {
  return orderText(order)
    .replace(/^[^#]*/, "")
    .replaceAll("*", "")
    .replaceAll("\n", " · ");
}

/** A new order rings. Outside the window it is the template, with the same three answers. */
export function arrived(context: AdminContext, order: OrderView): Notice<AdminEvent> {
  return ringFor(context, order, orderText(order));
}

/** Whatever still waits rings again: one with its answers, several as a list. */
export function ringAgain(context: AdminContext): Notice<AdminEvent> | null {
  const [first, ...others] = context.ringing;
  if (first === undefined) return null;
  const windowOpen = context.world.chat?.windowOpen ?? false;
  if (others.length === 0 || !windowOpen) {
    return ringFor(context, first, copy.arrived.again(orderText(first)));
  }
  const { shop } = context.world.facts;
  return {
    text: copy.arrived.several(
      context.ringing.map((order) => headOf(order).replace("🔔 ", "")).join("\n"),
    ),
    choices: context.ringing.slice(0, 9).map((order): Choice<AdminEvent> => {
      const minutes = promisedMinutes(shop, order);
      return {
        label: copy.arrived.acceptOne(String(order.number), String(minutes)),
        description: thingsOf(order).join(" · "),
        event: { type: "accept.chosen", orderId: order.id, minutes },
      };
    }),
    opener: copy.arrived.opener,
  };
}

/** What somebody else did, where this phone has to know: it rang here, or its customer went. */
export function changed(context: AdminContext, event: Of<"order.changed">): string | null {
  const { order, by } = event;
  const number = String(order.number);
  if (by.kind === "customer") return copy.order.cancelledByCustomer(number);
  const rang = context.ringing.some(({ id }) => id === order.id);
  if (by.chat === context.world.chat?.id || !rang) return null;
  return copy.order.takenBy(number, by.name);
}

export function cashNamed({ order, cents }: Of<"cash.named">): string {
  const number = String(order.number);
  const change = cents - order.totalCents;
  return change > 0
    ? copy.order.cash(number, money(cents), money(change))
    : copy.order.exact(number);
}

export function personAsked(event: Of<"person.asked">): string {
  const who = event.name ?? copy.person.somebody;
  return [
    copy.person[event.reason](who),
    event.orderNumber === null ? "" : copy.person.about(String(event.orderNumber)),
    event.phone === null ? "" : copy.person.phone(event.phone),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

export function numbersOf(orders: readonly OrderView[]): string {
  return list(orders.map(({ number }) => `#${number}`));
}
