// What the flows ask of the domain: names, inputs, outputs and refusals. The platform implements exactly these.

import { orderStatusSchema, placedOrderSchema } from "@mostrador/commerce";
import { z } from "zod";

/** Who moved an order. */
export const actorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("customer") }),
  z.object({ kind: z.literal("shop"), chat: z.string(), name: z.string() }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** An order as the flows see it. JSON; moments in milliseconds, money in centavos. */
export const orderViewSchema = placedOrderSchema.extend({
  id: z.string(),
  /** Per shop and day: what people call it. */
  number: z.int().positive(),
  status: orderStatusSchema,
  /** The customer's chat. */
  chat: z.string(),
  customerName: z.string().nullable(),
  placedAt: z.int(),
  /** Why it was refused or cancelled, in the words of whoever did. */
  reason: z.string().nullable(),
});
export type OrderView = z.infer<typeof orderViewSchema>;

const orderPlace = {
  /** `orderId` is new and unique: the same one again is the same order. */
  input: z.object({
    orderId: z.string(),
    chat: z.string(),
    customerName: z.string().nullable(),
    order: placedOrderSchema,
  }),
  output: orderViewSchema,
};

const orderAdvance = {
  /** `promise` replaces the order's own; `[from, to]` in milliseconds. */
  input: z.object({
    orderId: z.string(),
    to: orderStatusSchema,
    by: actorSchema,
    promise: z.tuple([z.int(), z.int()]).nullable(),
    reason: z.string().nullable(),
  }),
  output: orderViewSchema,
};

/**
 * Change the domain inside the turn's transaction, and may be refused with a Failure of these codes:
 *
 * `order.place`: `order.price-changed`, `order.sold-out` (details `{productIds: string[]}`), `order.closed`,
 * `order.zone-unserved`, `order.below-minimum`. The facts are read again after any refusal.
 *
 * `order.advance`: `order.unknown`, and `order.transition-refused` (details `{order: OrderView}`: as it is now) where
 * {@link orderStatusSchema}'s order of steps forbids it. A customer cancels only what is still `received`.
 */
export const commands = { "order.place": orderPlace, "order.advance": orderAdvance };

/** Read inside the turn's transaction. Never refused. */
export const queries = {
  /** The chat's most recent order, whatever became of it. */
  "order.latest": {
    input: z.object({ chat: z.string() }),
    output: z.object({ order: orderViewSchema.nullable() }),
  },
  /** Orders that are not over, oldest first, at most fifty. */
  "orders.open": {
    input: z.object({}),
    output: z.object({ orders: z.array(orderViewSchema) }),
  },
  /** How to reach a customer outside this chat. `phone` is digits, as the provider gives it. */
  "contact.find": {
    input: z.object({ chat: z.string() }),
    output: z.object({ name: z.string().nullable(), phone: z.string().nullable() }),
  },
};

/** Change the domain inside the turn's transaction and cannot fail. */
export const writes = {
  /** `words`: the keyword they used, kept as the proof of it. */
  "consent.change": z.object({
    chat: z.string(),
    purpose: z.literal("marketing"),
    granted: z.boolean(),
    words: z.string(),
  }),
  /** The note that the customer of a cash order pays with. */
  "cash.remember": z.object({ orderId: z.string(), cashCents: z.int().positive() }),
};

export type PlaceOrder = z.infer<typeof orderPlace.input>;
export type AdvanceOrder = z.infer<typeof orderAdvance.input>;
export type Contact = z.infer<(typeof queries)["contact.find"]["output"]>;
