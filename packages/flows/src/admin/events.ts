import { z } from "zod";

import { actorSchema, orderViewSchema } from "../operations.ts";
import type { OrderView } from "../operations.ts";
import type { Done, Failed } from "@mostrador/engine";
import { reasonSchema } from "../ordering/events.ts";

const plain = <Type extends string>(type: Type) => z.object({ type: z.literal(type) });
const ofOrder = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), orderId: z.string() });

/** From an order's own instance, or from a customer's chat. */
const signals = [
  z.object({ type: z.literal("order.arrived"), order: orderViewSchema }),
  /** Somebody moved it: another phone of the shop, or its customer. */
  z.object({ type: z.literal("order.changed"), order: orderViewSchema, by: actorSchema }),
  z.object({ type: z.literal("cash.named"), order: orderViewSchema, cents: z.int().positive() }),
  z.object({
    type: z.literal("person.asked"),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    reason: reasonSchema,
    orderNumber: z.int().nullable(),
  }),
] as const;

const taps = [
  z.object({
    type: z.literal("accept.chosen"),
    orderId: z.string(),
    minutes: z.int().min(1).max(600),
  }),
  ofOrder("delay.asked"),
  ofOrder("refusal.asked"),
  ofOrder("ready.chosen"),
  ofOrder("leaving.chosen"),
  ofOrder("delivered.chosen"),
  ofOrder("cancel.asked"),
  ofOrder("order.opened"),
  plain("cancel.confirmed"),
  plain("cancel.declined"),
  z.object({ type: z.literal("minutes.given"), value: z.number() }),
  z.object({ type: z.literal("reason.given"), text: z.string() }),
  ofOrder("order.picked"),
  /** An order by its number, where several were meant. */
  z.object({ type: z.literal("number.given"), value: z.number() }),
  plain("orders.asked"),
  plain("help.asked"),
  plain("hello.said"),
  plain("desk.asked"),
  /** Something that cannot be read here. */
  plain("media.sent"),
] as const;

/** What is to be done with an order. */
export const deedSchema = z.enum([
  "accept",
  "refuse",
  "start",
  "ready",
  "leave",
  "deliver",
  "cancel",
  "show",
]);
export type Deed = z.infer<typeof deedSchema>;

/** In words: which order by its number, or null where there is only one it can be. */
const worded = z.object({
  type: z.literal("deed.worded"),
  deed: deedSchema,
  number: z.int().nullable(),
  minutes: z.int().nullable(),
  reason: z.string().nullable(),
});

export const adminEventSchema = z.discriminatedUnion("type", [
  ...signals,
  ...taps,
  worded,
  /** The bell's own timer. */
  plain("bell.rang"),
]);
export type AdminEvent = z.infer<typeof adminEventSchema>;

export type AdminMachineEvent =
  | AdminEvent
  | Done<"findOpenOrders", { orders: OrderView[] }>
  | Failed<"findOpenOrders">
  | Done<"listOpenOrders", { orders: OrderView[] }>
  | Failed<"listOpenOrders">
  | Done<"advanceOrder", OrderView>
  | Failed<"advanceOrder">;
