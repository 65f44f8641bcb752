import {
  available,
  findProduct,
  groupsOf,
  openingAt,
  type Cart,
  type Fulfilment,
  type PlacedOrder,
  quote,
  sellable,
  type Shop,
} from "@mostrador/commerce";
import { Failure } from "@mostrador/engine";

type PlacedLine = PlacedOrder["lines"][number];

/**
 * Checks an order against the shop as it is now, so that it is created with what was confirmed or
 * not at all. Throws a Failure: `order.closed`, `order.zone-unserved`, `order.sold-out` (details
 * `{productIds}`), `order.price-changed`, `order.below-minimum`.
 */
export function checkOrder(shop: Shop, order: PlacedOrder, now: number): void {
  if (openingAt(shop, now).kind !== "open") refuse("order.closed");
  if (!fulfilmentIsOffered(shop, order)) refuse("order.zone-unserved");
  const gone = order.lines.filter((line) => !lineIsSellable(shop, line));
  if (gone.length > 0) {
    refuse("order.sold-out", { productIds: [...new Set(gone.map(({ productId }) => productId))] });
  }
  const present = quote(shop, {
    cart: cartOf(order),
    fulfilment: fulfilmentOf(order),
    paymentMethod: order.payment.method,
  });
  if (present.missingForMinimumCents > 0) refuse("order.below-minimum");
  if (!samePrices(order, present)) refuse("order.price-changed");
}

function refuse(code: string, details?: unknown): never {
  throw new Failure(code, {
    message: "the shop has changed since the order was shown",
    retry: "never",
    details,
  });
}

function fulfilmentIsOffered(shop: Shop, { fulfilment }: PlacedOrder): boolean {
  if (fulfilment.kind === "pickup") return shop.fulfillment.pickup.enabled;
  return shop.fulfillment.delivery.enabled && shop.zones.some(({ id }) => id === fulfilment.zoneId);
}

function lineIsSellable(shop: Shop, line: PlacedLine): boolean {
  const product = findProduct(shop, line.productId);
  if (product === undefined || !sellable(product)) return false;
  const variantIsThere =
    line.variantId === undefined
      ? product.variants === undefined
      : available(product.variants ?? []).some(({ id }) => id === line.variantId);
  const groups = groupsOf(shop, product);
  const optionsAreThere = line.options.every(({ groupId, optionId }) => {
    const group = groups.find(({ id }) => id === groupId);
    return available(group?.options ?? []).some(({ id }) => id === optionId);
  });
  return variantIsThere && optionsAreThere;
}

function cartOf(order: PlacedOrder): Cart {
  return {
    revision: 0,
    lines: order.lines.map((line) => ({
      id: line.lineId,
      productId: line.productId,
      ...(line.variantId === undefined ? {} : { variantId: line.variantId }),
      options: line.options.map(({ groupId, optionId }) => ({ groupId, optionId })),
      quantity: line.quantity,
      ...(line.note === undefined ? {} : { note: line.note }),
    })),
  };
}

function fulfilmentOf({ fulfilment }: PlacedOrder): Fulfilment {
  return fulfilment.kind === "pickup"
    ? { kind: "pickup" }
    : { kind: "delivery", zoneId: fulfilment.zoneId };
}

/** The total, and each line: a dearer product must not hide behind a cheaper delivery. */
function samePrices(order: PlacedOrder, present: ReturnType<typeof quote>): boolean {
  const linesAgree = order.lines.every(({ lineId, totalCents }) =>
    present.lines.some((line) => line.lineId === lineId && line.totalCents === totalCents),
  );
  return (
    linesAgree &&
    order.totalCents === present.totalCents &&
    order.deliveryCents === present.deliveryCents
  );
}
