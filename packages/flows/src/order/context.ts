import type { InWorld } from "@mostrador/engine";
import { z } from "zod";

import type { Facts } from "../facts.ts";
import { orderViewSchema } from "../operations.ts";

/** What an order's own instance remembers: the order as it is now. Null until it is placed. */
export const orderContextSchema = z.object({ order: orderViewSchema.nullable() });
export type OrderContext = InWorld<z.infer<typeof orderContextSchema>, Facts>;
