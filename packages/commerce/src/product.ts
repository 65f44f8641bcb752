import type { NewLine } from "./cart.ts";
import type { ModifierGroup, ModifierOption, Product, Shop, Variant } from "./shop.ts";

/** Something compulsory that a line still lacks. */
export type Question =
  | { kind: "variant"; product: Product; variants: Variant[] }
  | { kind: "group"; group: ModifierGroup; min: number; max: number; options: ModifierOption[] };

export function findProduct(shop: Shop, productId: string): Product | undefined {
  return shop.products.find((product) => product.id === productId);
}

export function findVariant(product: Product, variantId: string): Variant | undefined {
  return product.variants?.find((variant) => variant.id === variantId);
}

/** The modifier groups of a product, in its order. */
export function groupsOf(shop: Shop, product: Product): ModifierGroup[] {
  return (product.modifierGroups ?? []).flatMap(
    (groupId) => shop.modifierGroups.find((group) => group.id === groupId) ?? [],
  );
}

/** How many options a group asks for and allows, which may depend on the variant. */
export function groupLimits(
  group: ModifierGroup,
  variantId: string | undefined,
): { min: number; max: number } {
  const variant = variantId ?? "";
  return {
    min: group.minByVariant?.[variant] ?? group.min,
    max: group.maxByVariant?.[variant] ?? group.max,
  };
}

function inStock(thing: { available: boolean; stock?: number | undefined }): boolean {
  return thing.available && thing.stock !== 0;
}

/** Variants and options that can be had now, in the shop's order. */
export function available<Thing extends { available: boolean; stock?: number | undefined }>(
  things: readonly Thing[],
): Thing[] {
  return things.filter(inStock);
}

/** Can anything of this product be had: switched on, in stock, at least one variant left. */
export function sellable(product: Product): boolean {
  if (!inStock(product)) return false;
  return product.variants === undefined || available(product.variants).length > 0;
}

/** The variant that a bare name means: the default, or the only one there is. */
export function impliedVariant(product: Product): Variant | undefined {
  if (product.variants === undefined) return undefined;
  const preset =
    product.defaultVariant === undefined ? undefined : findVariant(product, product.defaultVariant);
  return preset ?? (product.variants.length === 1 ? product.variants[0] : undefined);
}

/** One of a product with its defaults: what a tap on it adds. */
export function lineFor(product: Product, variantId?: string): NewLine {
  const variant = variantId ?? impliedVariant(product)?.id;
  return {
    productId: product.id,
    ...(variant === undefined ? {} : { variantId: variant }),
    options: [],
    quantity: product.unit === "kg" ? (product.minQty ?? 1) : 1,
  };
}

/** What is still compulsory, in the order to ask it: the variant first, because limits depend on it. */
export function questionsFor(shop: Shop, line: NewLine): Question[] {
  const product = findProduct(shop, line.productId);
  if (product === undefined) return [];
  const questions: Question[] = [];
  if (product.variants !== undefined && line.variantId === undefined) {
    questions.push({ kind: "variant", product, variants: available(product.variants) });
  }
  for (const group of groupsOf(shop, product)) {
    const { min, max } = groupLimits(group, line.variantId);
    const chosen = line.options.filter((option) => option.groupId === group.id).length;
    if (chosen >= min) continue;
    questions.push({ kind: "group", group, min, max, options: available(group.options) });
  }
  return questions;
}
