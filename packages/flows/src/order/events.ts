import { z } from "zod";

import { actorSchema, orderViewSchema } from "../operations.ts";

/** Something that became of the order, already written in the database by whoever did it. */
const became = <Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), order: orderViewSchema, by: actorSchema });

export const orderEventSchema = z.discriminatedUnion("type", [
  /** From ordering: the order exists. */
  z.object({ type: z.literal("order.placed"), order: orderViewSchema }),
  became("order.accepted"),
  /** The shop will not take it. */
  became("order.refused"),
  became("order.started"),
  became("order.ready"),
  became("order.left"),
  became("order.delivered"),
  became("order.cancelled"),
  /** The customer said which note they pay with; in centavos. */
  z.object({ type: z.literal("cash.named"), cents: z.int().positive() }),
]);
export type OrderEvent = z.infer<typeof orderEventSchema>;
