import { cartSchema, paymentMethodSchema } from "@mostrador/commerce";
import type { Done, Failed } from "@mostrador/engine";
import { z } from "zod";

import type { Contact, OrderView } from "../operations.ts";

const newLineSchema = cartSchema.shape.lines.element.omit({ id: true });
const lineChangeSchema = z.object({
  variantId: z.string().nullable().optional(),
  options: newLineSchema.shape.options.readonly().optional(),
  note: z.string().nullable().optional(),
});
const operationSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add"), line: newLineSchema }),
  z.object({
    kind: z.literal("remove"),
    lineId: z.string(),
    quantity: z.number().positive().nullable(),
  }),
  z.object({ kind: z.literal("setQuantity"), lineId: z.string(), quantity: z.number() }),
  z.object({ kind: z.literal("change"), lineId: z.string(), change: lineChangeSchema }),
]);

/** Something that words left open: which of several products was meant. */
export const unclearSchema = z.object({
  text: z.string(),
  candidates: z.array(z.object({ productId: z.string(), variantId: z.string().exactOptional() })),
  quantity: z.number().positive(),
});

/** Why somebody of the shop is called. */
export const reasonSchema = z.enum(["person", "data", "regret", "complaint"]);

const plain = <Type extends string>(type: Type) => z.object({ type: z.literal(type) });

const shopping = [
  plain("greeting.said"),
  /** Somebody new came, with nothing to say: a sticker, "gracias". */
  plain("visit.begun"),
  plain("menu.asked"),
  z.object({ type: z.literal("section.chosen"), sectionId: z.string() }),
  z.object({
    type: z.literal("product.chosen"),
    productId: z.string(),
    variantId: z.string().exactOptional(),
    /** Units or kilos; absent: one, or the least that is sold. */
    quantity: z.number().positive().exactOptional(),
  }),
  /** What a sentence asked of the cart, and what of it the shop does not have. */
  z.object({
    type: z.literal("items.named"),
    operations: z.array(operationSchema),
    /** Words for things the shop does not have, and names of things that are sold out. */
    missing: z.array(z.string()),
    soldOut: z.array(z.string()),
    /** The same sentence ends the order: its confirmation says what was understood. */
    brief: z.boolean(),
  }),
  z.object({ type: z.literal("product.unclear"), unclear: z.array(unclearSchema) }),
  plain("unclear.dropped"),
  z.object({ type: z.literal("quantity.given"), value: z.number() }),
  plain("order.finished"),
  plain("cart.asked"),
  plain("cart.emptied"),
  /** Something that words left open and that no list settles: kilos, a minimum. */
  z.object({
    type: z.literal("amount.unclear"),
    productId: z.string(),
    minimum: z.number().nullable(),
  }),
] as const;

const changing = [
  plain("change.asked"),
  z.object({ type: z.literal("line.chosen"), lineId: z.string() }),
  z.object({ type: z.literal("line.removed"), lineId: z.string() }),
  z.object({ type: z.literal("variant.chosen"), lineId: z.string(), variantId: z.string() }),
  z.object({
    type: z.literal("option.chosen"),
    lineId: z.string(),
    groupId: z.string(),
    optionId: z.string(),
  }),
  z.object({
    type: z.literal("option.removed"),
    lineId: z.string(),
    groupId: z.string(),
    optionId: z.string(),
  }),
  plain("quantity.asked"),
  plain("variant.asked"),
  plain("extras.asked"),
  plain("note.asked"),
  z.object({ type: z.literal("note.given"), text: z.string() }),
  plain("note.removed"),
  plain("change.finished"),
] as const;

const delivering = [
  plain("pickup.chosen"),
  plain("delivery.chosen"),
  /** An address found in a sentence, at any screen. */
  z.object({ type: z.literal("address.given"), text: z.string() }),
  /** Whatever is typed where the address is asked: taken only where it is one. */
  z.object({ type: z.literal("address.typed"), text: z.string() }),
  plain("address.kept"),
  plain("address.asked"),
  z.object({ type: z.literal("barrio.named"), barrio: z.string() }),
  z.object({ type: z.literal("number.given"), text: z.string() }),
  z.object({
    type: z.literal("location.sent"),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  plain("time.named"),
] as const;

const paying = [
  z.object({
    type: z.literal("payment.named"),
    method: paymentMethodSchema,
  }),
  /** The confirming tap: what it saw, so that any difference asks again. */
  z.object({
    type: z.literal("payment.confirmed"),
    method: paymentMethodSchema,
    revision: z.int(),
    totalCents: z.int(),
    /** End of the promised range that was shown, in milliseconds. */
    readyBy: z.int(),
  }),
  z.object({ type: z.literal("cash.named"), cents: z.int().positive() }),
] as const;

const after = [
  plain("status.asked"),
  plain("cancel.asked"),
  plain("cancel.confirmed"),
  plain("cancel.declined"),
] as const;

const anywhere = [
  plain("help.asked"),
  plain("hours.asked"),
  plain("zones.asked"),
  plain("place.asked"),
  plain("payments.asked"),
  z.object({ type: z.literal("price.asked"), productIds: z.array(z.string()) }),
  plain("marketing.refused"),
  plain("marketing.accepted"),
  z.object({ type: z.literal("person.asked"), reason: reasonSchema }),
  plain("bot.asked"),
  /** Something that cannot be read yet, by its kind. */
  z.object({
    type: z.literal("media.sent"),
    kind: z.enum(["audio", "image", "video", "document", "contacts", "edited", "unreadable"]),
  }),
] as const;

export const orderingEventSchema = z.discriminatedUnion("type", [
  ...shopping,
  ...changing,
  ...delivering,
  ...paying,
  ...after,
  ...anywhere,
]);
export type OrderingEvent = z.infer<typeof orderingEventSchema>;

/** An order as the database has it, or none. */
type Latest = { order: OrderView | null };

export type OrderingMachineEvent =
  | OrderingEvent
  | Done<"placeOrder", OrderView>
  | Failed<"placeOrder">
  | Done<"cancelOrder", OrderView>
  | Failed<"cancelOrder">
  | Done<"readLatestOrder", Latest>
  | Failed<"readLatestOrder">
  | Done<"readOrderToCancel", Latest>
  | Failed<"readOrderToCancel">
  | Done<"findContact", Contact>
  | Failed<"findContact">;
