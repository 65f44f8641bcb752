import type { NewLine } from "./cart.ts";
import { groupsOf } from "./product.ts";
import { findProduct, findVariant } from "./product.ts";
import type { Product, Shop, Variant } from "./shop.ts";

/** A name without what stands in brackets: `Grande (8 porciones)` → `Grande`. */
function plain(name: string): string {
  return name.replace(/\s*\([^)]*\)/g, "").trim();
}

/** A variant that is a word goes on in lower case ("grande"); a measure or a size stays ("1,5 L", "XL"). */
function spokenVariant(variant: Variant): string {
  const name = plain(variant.name);
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Product and variant in one: `Muzzarella grande`, `Coca-Cola 1,5 L`. */
export function productName(product: Product, variantId?: string): string {
  const variant = variantId === undefined ? undefined : findVariant(product, variantId);
  // "Medias, talle único": the only variant there is tells nothing.
  if (variant === undefined || product.variants?.length === 1) return product.name;
  return `${product.name} ${spokenVariant(variant)}`;
}

/** A line as people say it: `Muzzarella grande`. Unknown products keep their id. */
export function lineName(shop: Shop, line: NewLine): string {
  const product = findProduct(shop, line.productId);
  return product === undefined ? line.productId : productName(product, line.variantId);
}

/** The names of a line's options, in the order they were chosen. */
export function optionNames(shop: Shop, line: NewLine): string[] {
  const product = findProduct(shop, line.productId);
  const groups = product === undefined ? [] : groupsOf(shop, product);
  return line.options.flatMap(({ groupId, optionId }) => {
    const group = groups.find((candidate) => candidate.id === groupId);
    return group?.options.find((option) => option.id === optionId)?.name ?? [];
  });
}
