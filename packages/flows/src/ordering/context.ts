import { addressSchema, cartSchema, newCart, paymentMethodSchema } from "@mostrador/commerce";
import type { InWorld } from "@mostrador/engine";
import { z } from "zod";

import type { Facts } from "../facts.ts";
import { orderViewSchema } from "../operations.ts";
import { reasonSchema, unclearSchema } from "./events.ts";

/** What a customer's chat remembers. JSON, validated whenever it is stored or read. */
export const orderingContextSchema = z.object({
  cart: cartSchema,
  /** The customer said that the order is complete: what is missing for it is asked, until they browse again. */
  finishing: z.boolean(),
  sectionId: z.string().nullable(),
  /** The line that "dos" or "chica" is about: added or chosen last. */
  lineId: z.string().nullable(),
  /** Products still to be told apart, asked one at a time. */
  unclear: z.array(unclearSchema),
  fulfilment: z.enum(["delivery", "pickup"]).nullable(),
  /** Kept after an order, to be offered again. */
  address: addressSchema.nullable(),
  /** As the shop writes it where it is one of its own, else as the customer did. */
  barrio: z.string().nullable(),
  point: z.object({ lat: z.number(), lng: z.number() }).nullable(),
  payment: paymentMethodSchema.nullable(),
  /** The note that the customer said to pay with, in centavos. */
  cashCents: z.int().nullable(),
  /** The last order placed or read here; its status is asked of the database whenever it matters. */
  order: orderViewSchema.nullable(),
  /** One reminder per cart. */
  reminded: z.boolean(),
  /** Why a person was called. */
  reason: reasonSchema,
});
export type OrderingMemory = z.infer<typeof orderingContextSchema>;
export type OrderingContext = InWorld<OrderingMemory, Facts>;

export const newOrderingMemory: OrderingMemory = {
  cart: newCart(),
  finishing: false,
  sectionId: null,
  lineId: null,
  unclear: [],
  fulfilment: null,
  address: null,
  barrio: null,
  point: null,
  payment: null,
  cashCents: null,
  order: null,
  reminded: false,
  reason: "person",
};
