import { advanceOrder, type Tx } from "@mostrador/db";
import type { Call } from "@mostrador/engine";
import type { AdvanceOrder, OrderView } from "@mostrador/flows";

/** Moves an order on, or refuses with `order.unknown` or `order.transition-refused`. */
export function orderAdvance(
  { domain, business, now }: Call<Tx>,
  { orderId, to, by, promise, reason }: AdvanceOrder,
): Promise<OrderView> {
  const byCustomer = by.kind === "customer";
  return advanceOrder(domain, { business, orderId, to, byCustomer, promise, reason, now });
}
