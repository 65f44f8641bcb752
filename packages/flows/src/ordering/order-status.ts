import { timeRange } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import { placeOf, shortName } from "../copy/shop.ts";
import type { OrderView } from "../operations.ts";
import type { OrderingContext } from "./context.ts";

/** "¿Y mi pedido?" */
export function statusText(context: OrderingContext, order: OrderView | null): string {
  if (order === null) return copy.status.none;
  const { shop } = context.world.facts;
  const number = String(order.number);
  const range = timeRange(shop.timezone, { fromAt: order.promise[0], toAt: order.promise[1] });
  const toPickUp = order.fulfilment.kind === "pickup";
  switch (order.status) {
    case "received":
      return copy.status.received(number, shortName(shop));
    case "accepted":
    case "preparing":
      return toPickUp
        ? copy.status.preparingPickup(number, range)
        : copy.status.preparing(number, range);
    case "ready":
      return toPickUp ? copy.status.ready(number, placeOf(shop)) : copy.status.readyToGo(number);
    case "onTheWay":
      return copy.status.onTheWay(number);
    case "delivered":
      return copy.status.delivered(number);
    case "cancelled":
      return copy.status.cancelled(number);
  }
}
