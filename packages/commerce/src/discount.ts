import { cheapestCover } from "./bundle.ts";
import type { Cart, CartLine } from "./cart.ts";
import { centavos } from "./money.ts";
import type { Centavos } from "./money.ts";
import { findProduct } from "./product.ts";
import type { Bundle, Product, Shop } from "./shop.ts";

/** One bundle that the cart earned, however many times, and what it takes off. */
export type Adjustment = { bundleId: string; name: string; savingCents: Centavos };

function covers(bundle: Bundle, product: Product): boolean {
  if ("categoryId" in bundle.match) return bundle.match.categoryId === product.categoryId;
  return bundle.match.productIds.includes(product.id);
}

/** Bundles cover the bare product: what its options cost comes on top. */
function barePrice(product: Product, line: CartLine): Centavos {
  const variant = product.variants?.find((candidate) => candidate.id === line.variantId);
  return variant?.priceCents ?? product.priceCents ?? centavos(0);
}

type Pool = { unitCents: Centavos; quantity: number; bundles: Bundle[] };

/** What may share a bundle: the same bundles apply and a unit costs the same. */
function poolsOf(shop: Shop, cart: Cart): Pool[] {
  const pools = new Map<string, Pool>();
  for (const line of cart.lines) {
    const product = findProduct(shop, line.productId);
    if (product === undefined || product.priceRule !== undefined) continue;
    const bundles = shop.bundles.filter((bundle) => covers(bundle, product));
    if (bundles.length === 0) continue;
    const unitCents = barePrice(product, line);
    const key = [unitCents, ...bundles.map((bundle) => bundle.id)].join(" ");
    const known = pools.get(key);
    if (known === undefined) pools.set(key, { unitCents, quantity: line.quantity, bundles });
    else known.quantity += line.quantity;
  }
  return [...pools.values()];
}

/** What bundles save, at the cheapest cover; mixed flavours count together. */
export function adjustmentsFor(shop: Shop, cart: Cart): Adjustment[] {
  const savings = new Map<string, number>();
  for (const pool of poolsOf(shop, cart)) {
    const cover = cheapestCover(Math.floor(pool.quantity), pool.unitCents, pool.bundles);
    for (const { id, count } of cover.used) {
      const bundle = pool.bundles.find((candidate) => candidate.id === id);
      if (bundle === undefined) continue;
      const saving = (bundle.size * pool.unitCents - bundle.priceCents) * count;
      savings.set(id, (savings.get(id) ?? 0) + saving);
    }
  }
  return shop.bundles.flatMap((bundle) => {
    const saving = savings.get(bundle.id);
    if (saving === undefined) return [];
    return [{ bundleId: bundle.id, name: bundle.name, savingCents: centavos(saving) }];
  });
}
