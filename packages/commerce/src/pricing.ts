import type { Cart, CartLine, ChosenOption, NewLine } from "./cart.ts";
import { adjustmentsFor } from "./discount.ts";
import type { Adjustment } from "./discount.ts";
import { addCents, centavos, multiplyCents } from "./money.ts";
import type { Centavos } from "./money.ts";
import { lineName } from "./naming.ts";
import { findProduct, findVariant, groupsOf } from "./product.ts";
import type { ModifierOption, PaymentMethod, Product, Shop } from "./shop.ts";
import { unreachable } from "./unreachable.ts";

/** Names and prices of a line at this moment. */
export type PricedLine = {
  lineId: string;
  productId: string;
  variantId?: string;
  name: string;
  options: { groupId: string; optionId: string; name: string; priceCents: Centavos }[];
  quantity: number;
  unit: Product["unit"];
  note?: string;
  /** Of one unit or kilo, with its options. */
  unitCents: Centavos;
  totalCents: Centavos;
};

export type PricedCart = {
  lines: PricedLine[];
  /** What bundles take off the sum of the lines. */
  adjustments: Adjustment[];
  subtotalCents: Centavos;
};

export type Fulfilment = { kind: "pickup" } | { kind: "delivery"; zoneId: string };

export type Quote = PricedCart & {
  deliveryCents: Centavos;
  /** Off the subtotal, for the way of paying. */
  discountCents: Centavos;
  totalCents: Centavos;
  /** Still to be ordered before the zone is served; zero where the minimum is reached. */
  missingForMinimumCents: Centavos;
  /** From this subtotal on the delivery is free; null: never. */
  freeFromCents: Centavos | null;
};

const zero = centavos(0);

type Chosen = { choice: ChosenOption; option: ModifierOption };

function chosenOptions(shop: Shop, product: Product, line: NewLine): Chosen[] {
  const groups = groupsOf(shop, product);
  return line.options.flatMap((choice) => {
    const group = groups.find((candidate) => candidate.id === choice.groupId);
    const option = group?.options.find((candidate) => candidate.id === choice.optionId);
    return option === undefined ? [] : [{ choice, option }];
  });
}

/** The price of the product that an option stands for, in the same size. */
function referredPrice(shop: Shop, productRef: string, variantId: string | undefined): Centavos {
  const product = findProduct(shop, productRef);
  if (product === undefined) return zero;
  const variant = variantId === undefined ? undefined : findVariant(product, variantId);
  return variant?.priceCents ?? product.priceCents ?? zero;
}

/** What a price rule makes of the products its options stand for: the dearer half, or the average. */
function rulePrice(shop: Shop, product: Product, line: NewLine): Centavos {
  const prices = chosenOptions(shop, product, line).flatMap(({ option }) =>
    option.productRef === undefined ? [] : referredPrice(shop, option.productRef, line.variantId),
  );
  if (prices.length === 0) return zero;
  const sum = addCents(...prices);
  switch (product.priceRule) {
    case "max_of_options":
      return centavos(Math.max(...prices));
    case "average_of_options":
      return centavos(Math.round(sum / prices.length));
    case "sum_of_options":
      return sum;
    case undefined:
      return zero;
    default:
      return unreachable(product.priceRule);
  }
}

function basePrice(shop: Shop, product: Product, line: NewLine): Centavos {
  const variant = line.variantId === undefined ? undefined : findVariant(product, line.variantId);
  const own = variant?.priceCents ?? product.priceCents ?? zero;
  return product.priceRule === undefined ? own : addCents(own, rulePrice(shop, product, line));
}

/**
 * A line at today's prices. What the shop no longer has costs nothing and keeps its id as its name:
 * whoever places an order refuses such a line before.
 */
export function priceLine(shop: Shop, line: CartLine): PricedLine {
  const product = findProduct(shop, line.productId);
  const options = (product === undefined ? [] : chosenOptions(shop, product, line)).map(
    ({ choice, option }) => ({ ...choice, name: option.name, priceCents: option.priceCents }),
  );
  const base = product === undefined ? zero : basePrice(shop, product, line);
  const unitCents = addCents(base, ...options.map((option) => option.priceCents));
  return {
    lineId: line.id,
    productId: line.productId,
    ...(line.variantId === undefined ? {} : { variantId: line.variantId }),
    name: lineName(shop, line),
    options,
    quantity: line.quantity,
    unit: product?.unit ?? "unidad",
    ...(line.note === undefined ? {} : { note: line.note }),
    unitCents,
    totalCents: multiplyCents(unitCents, line.quantity),
  };
}

/** Lines, what bundles save, and their sum. Promos are not applied. */
export function priceCart(shop: Shop, cart: Cart): PricedCart {
  const lines = cart.lines.map((line) => priceLine(shop, line));
  const adjustments = adjustmentsFor(shop, cart);
  const listed = addCents(...lines.map((line) => line.totalCents));
  const saved = addCents(...adjustments.map((adjustment) => adjustment.savingCents));
  return { lines, adjustments, subtotalCents: centavos(listed - saved) };
}

/** What the customer would pay. An unknown zone is a mistake of the caller and throws. */
export function quote(
  shop: Shop,
  request: { cart: Cart; fulfilment: Fulfilment; paymentMethod?: PaymentMethod },
): Quote {
  const priced = priceCart(shop, request.cart);
  const { subtotalCents } = priced;
  const payment = shop.payments.find((candidate) => candidate.method === request.paymentMethod);
  const discountCents = centavos(Math.round((subtotalCents * (payment?.discountPct ?? 0)) / 100));
  const delivery = deliveryTerms(shop, request.fulfilment, subtotalCents);
  const totalCents = centavos(subtotalCents - discountCents + delivery.deliveryCents);
  return { ...priced, ...delivery, discountCents, totalCents };
}

function deliveryTerms(
  shop: Shop,
  fulfilment: Fulfilment,
  subtotalCents: Centavos,
): Pick<Quote, "deliveryCents" | "missingForMinimumCents" | "freeFromCents"> {
  if (fulfilment.kind === "pickup") {
    return { deliveryCents: zero, missingForMinimumCents: zero, freeFromCents: null };
  }
  const zone = shop.zones.find((candidate) => candidate.id === fulfilment.zoneId);
  if (zone === undefined) throw new RangeError(`no zone ${fulfilment.zoneId} in ${shop.id}`);
  const free = zone.freeFromCents !== undefined && subtotalCents >= zone.freeFromCents;
  return {
    deliveryCents: free ? zero : zone.feeCents,
    missingForMinimumCents: centavos(Math.max(0, zone.minOrderCents - subtotalCents)),
    freeFromCents: zone.freeFromCents ?? null,
  };
}
