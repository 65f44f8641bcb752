import { fold } from "../fold.ts";
import { sellable } from "../product.ts";
import { parseQuantity, quantityOf } from "../quantity.ts";
import type { Amount } from "../quantity.ts";
import type { Product, Shop, Variant } from "../shop.ts";
import { fittingDetail, variantSaid } from "./draft.ts";
import type { Draft } from "./draft.ts";

export type Background = {
  shop: Shop;
  nowMs: number;
  /** The section that the sentence named last: "empanadas: 6 de verdura". */
  scope: string | null;
  /** The draft in the customer's words. */
  quote: (draft: Draft) => string;
};

export type SizedVariant = { variantId: string; quantity: number };

function kilosOf(amount: Amount | null): number | null {
  if (amount?.kind === "kilos") return amount.kilos;
  return amount?.kind === "part" ? amount.part * amount.times : null;
}

function spokenBy(variant: Variant): string[] {
  return [variant.name, ...(variant.aliases ?? [])].map(fold);
}

/**
 * The variant that an amount names: "12 nuggets" is one pack of twelve, "dos kilos" of ice cream are
 * two pots of one kilo, "medio" is a half-kilo pot.
 */
export function variantByAmount(product: Product, draft: Draft): SizedVariant | null {
  const variants = product.variants ?? [];
  const { amount } = draft;
  if (amount === null || amount.amount.kind === "money") return null;
  if (amount.amount.kind === "count" && amount.amount.article === true) return null;
  const said = amount.text.replace(/^una? /, "");
  const literal = variants.find((variant) =>
    spokenBy(variant).some((spoken) => spoken === amount.text || spoken === said),
  );
  if (literal !== undefined) return { variantId: literal.id, quantity: 1 };
  return variantByWeight(variants, amount.amount);
}

function weightOf(variant: Variant): number | null {
  for (const spoken of spokenBy(variant)) {
    const weight = kilosOf(parseQuantity(spoken));
    if (weight !== null) return weight;
  }
  return null;
}

function variantByWeight(variants: readonly Variant[], amount: Amount): SizedVariant | null {
  const kilos = kilosOf(amount);
  if (kilos === null) return null;
  const ofWeight = (weight: number) => variants.find((variant) => weightOf(variant) === weight);
  if (amount.kind === "part" && amount.times > 1) {
    const part = ofWeight(amount.part);
    if (part !== undefined) return { variantId: part.id, quantity: amount.times };
  }
  const exact = ofWeight(kilos);
  if (exact !== undefined) return { variantId: exact.id, quantity: 1 };
  const kilo = ofWeight(1);
  return kilo !== undefined && Number.isInteger(kilos) && kilos > 0
    ? { variantId: kilo.id, quantity: kilos }
    : null;
}

function takesDetails(product: Product, draft: Draft): boolean {
  return draft.details.every((detail) => fittingDetail(product, detail).length > 0);
}

/** A draft without a name is of the product that has its size and takes its options. */
function inferred(shop: Shop, draft: Draft): Product[] {
  if (draft.details.length === 0) return [];
  return shop.products.filter((product) => {
    const sized = variantByAmount(product, draft) !== null;
    const named = sized || variantSaid(product, draft) !== undefined;
    // A claim like "sin TACC" is never inferred from a size.
    return named && !product.tags?.length && takesDetails(product, draft);
  });
}

function narrowed(products: Product[], test: (product: Product) => boolean): Product[] {
  if (products.length < 2) return products;
  const fitting = products.filter(test);
  return fitting.length > 0 ? fitting : products;
}

function fitsAmount(product: Product, amount: Amount | null): boolean {
  if (amount === null) return product.unit === "unidad";
  return quantityOf(product, amount).kind === "known";
}

/** The flavours of other sections that begin with the word: "una de jamón" may be an empanada. */
function flavours(background: Background, draft: Draft, products: Product[]): Product[] {
  const [product] = products;
  if (!draft.ofKind || background.scope !== null || draft.categoryId !== null) return [];
  if (draft.details.length > 0 || draft.amount?.amount.kind !== "count") return [];
  if (product === undefined || products.length > 1) return [];
  const word = fold(product.name);
  return background.shop.products.filter((other) => {
    const [, of, ...flavour] = fold(other.name).split(" ");
    const starts = of === "de" && flavour.length > 1 && flavour[0] === word;
    return starts && other.categoryId !== product.categoryId;
  });
}

/** Everything the draft may be of; where its other words decide, only the likeliest. */
export function candidatesFor(background: Background, draft: Draft): Product[] {
  const { shop, scope } = background;
  const ids = draft.products.length > 0 ? draft.products : draft.hints;
  const named = shop.products.filter((product) => ids.includes(product.id));
  const category = draft.categoryId ?? scope;
  if (named.length === 0) {
    const guesses = narrowed(inferred(shop, draft), ({ categoryId }) => categoryId === category);
    const sized = narrowed(guesses, (product) => variantByAmount(product, draft) !== null);
    return narrowed(sized, sellable);
  }
  let products = narrowed(named, (product) => product.categoryId === category);
  products = narrowed(products, (product) => takesDetails(product, draft));
  products = narrowed(products, sellable);
  products = narrowed(products, (product) => fitsAmount(product, draft.amount?.amount ?? null));
  return [...products, ...flavours(background, draft, products)];
}
