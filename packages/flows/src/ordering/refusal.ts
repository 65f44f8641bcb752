// What the database said no to, although the screen had shown it.

import type { Cart } from "@mostrador/commerce";
import { z } from "zod";

import { ordering as copy } from "../copy/ordering.ts";
import { takesOrders } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import { soldOutProducts } from "./lines.ts";
import { cartWithoutProducts } from "./remember.ts";

type Refusal = { code: string; details: unknown };

const soldOutSchema = z.object({ productIds: z.array(z.string()) });

function soldOutIn(refusal: Refusal): string[] {
  if (refusal.code !== "order.sold-out") return [];
  const details = soldOutSchema.safeParse(refusal.details);
  return details.success ? details.data.productIds : [];
}

/** Said before it is asked again. */
export function refusalText(context: OrderingContext, refusal: Refusal): string | null {
  switch (refusal.code) {
    case "order.price-changed":
      return copy.different.total;
    case "order.sold-out":
      return soldOutProducts(context, soldOutIn(refusal)) ?? copy.different.notTaken;
    case "order.closed":
      // Where the shop's own hours say so too, that is said next, with when it opens.
      return takesOrders(context) ? copy.closed.forLong : null;
    default:
      return copy.different.notTaken;
  }
}

export function cartAfter(context: OrderingContext, refusal: Refusal): Cart {
  return cartWithoutProducts(context.cart, soldOutIn(refusal));
}
