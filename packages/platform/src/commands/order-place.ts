import { localDay } from "@mostrador/commerce";
import { loadFacts, placeOrder, type Tx } from "@mostrador/db";
import { type Call, invariant } from "@mostrador/engine";
import type { OrderView, PlaceOrder } from "@mostrador/flows";

import { checkOrder } from "./order-checks.ts";

/** Creates the order with what was confirmed, or refuses it: see {@link checkOrder}. The same order again is itself. */
export async function orderPlace(
  { domain, business, now }: Call<Tx>,
  { orderId, chat, customerName, order }: PlaceOrder,
): Promise<OrderView> {
  // Read here and not from a cache: this is the moment that counts.
  const facts = await loadFacts(domain, business);
  invariant(facts !== null, `no facts of ${business}`);
  checkOrder(facts.shop, order, now);
  return placeOrder(domain, {
    business,
    orderId,
    chat,
    customerName,
    localDay: localDay(facts.shop, now),
    now,
    order,
  });
}
