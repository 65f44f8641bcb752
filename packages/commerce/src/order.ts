import { z } from "zod";

import { addressSchema } from "./address.ts";
import { centavosSchema } from "./money.ts";
import { paymentMethodSchema } from "./shop.ts";

export const orderStatusSchema = z.enum([
  "received",
  "accepted",
  "preparing",
  "ready",
  "onTheWay",
  "delivered",
  "cancelled",
]);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** A shop that is busy skips steps, none goes back; delivered and cancelled are the ends. */
const next: Record<OrderStatus, readonly OrderStatus[]> = {
  received: ["accepted", "cancelled"],
  accepted: ["preparing", "ready", "onTheWay", "delivered", "cancelled"],
  preparing: ["ready", "onTheWay", "delivered", "cancelled"],
  ready: ["onTheWay", "delivered", "cancelled"],
  onTheWay: ["delivered", "cancelled"],
  delivered: [],
  cancelled: [],
};

export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return next[from].includes(to);
}

/** Nothing follows. */
export function isOver(status: OrderStatus): boolean {
  return next[status].length === 0;
}

const placedOptionSchema = z.object({
  groupId: z.string(),
  optionId: z.string(),
  name: z.string(),
  priceCents: centavosSchema,
});

/** Names and prices as the customer confirmed them: what changes in the shop later changes nothing here. */
const placedLineSchema = z.object({
  lineId: z.string(),
  productId: z.string(),
  variantId: z.string().optional(),
  name: z.string(),
  options: z.array(placedOptionSchema),
  /** Units, or kilos where `unit` is `kg`. */
  quantity: z.number().positive(),
  unit: z.enum(["unidad", "kg"]),
  note: z.string().optional(),
  unitCents: centavosSchema,
  totalCents: centavosSchema,
});

const placedFulfilmentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pickup") }),
  z.object({
    kind: z.literal("delivery"),
    zoneId: z.string(),
    zoneName: z.string(),
    barrio: z.string().optional(),
    address: addressSchema,
  }),
]);

/** An order as it was confirmed. JSON. */
export const placedOrderSchema = z.object({
  lines: z.array(placedLineSchema).min(1),
  adjustments: z.array(
    z.object({ bundleId: z.string(), name: z.string(), savingCents: centavosSchema }),
  ),
  subtotalCents: centavosSchema,
  deliveryCents: centavosSchema,
  discountCents: centavosSchema,
  totalCents: centavosSchema,
  fulfilment: placedFulfilmentSchema,
  payment: z.object({
    method: paymentMethodSchema,
    /** The note the customer pays with; absent: not asked or exact. */
    cashCents: centavosSchema.optional(),
  }),
  /** `[from, to]` in milliseconds since 1970. */
  promise: z.tuple([z.int(), z.int()]),
});
export type PlacedOrder = z.infer<typeof placedOrderSchema>;
