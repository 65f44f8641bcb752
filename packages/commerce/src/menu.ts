import { localMoment, minutesOf } from "./calendar.ts";
import { fold } from "./fold.ts";
import { centavos } from "./money.ts";
import type { Centavos } from "./money.ts";
import { productName } from "./naming.ts";
import { available, impliedVariant, sellable } from "./product.ts";
import type { Category, Product, Shop } from "./shop.ts";

export type MenuSection = { category: Category; products: Product[] };

/** One thing to tap: a product, or one variant of it. */
export type MenuRow = {
  productId: string;
  /** What the tap adds; absent where the product has no variants, or where it must be asked. */
  variantId?: string;
  /** Without the words that the section's products share, where two would otherwise look alike. */
  title: string;
  /** In full. */
  name: string;
  /** Of one unit or one kilo; the cheapest one where the variant must be asked. */
  priceCents: Centavos;
  /** True where other variants cost more than `priceCents`: "desde". */
  fromPrice: boolean;
  unit: Product["unit"];
};

/** The longest title that WhatsApp shows in a list's row. */
const titleLimit = 24;
/** A product with more variants than this is one row, and is asked. */
const variantsAsRows = 3;

function servedNow(category: Category, clock: number): boolean {
  if (category.availability === undefined) return true;
  const from = minutesOf(category.availability.fromTime);
  const to = minutesOf(category.availability.toTime);
  return from < to ? from <= clock && clock < to : from <= clock || clock < to;
}

/** Is the product on today's menu at this moment: sellable, and its section served at this hour. */
export function onMenu(shop: Shop, product: Product, nowMs: number): boolean {
  const category = shop.categories.find((candidate) => candidate.id === product.categoryId);
  if (category === undefined || !sellable(product)) return false;
  return servedNow(category, localMoment(shop.timezone, nowMs).minutes);
}

/**
 * The sections and what can be ordered of them now, in the shop's order. Products whose price follows
 * from their options (half and half) are not listed; sections without products are left out.
 */
export function menuSections(shop: Shop, nowMs: number): MenuSection[] {
  return shop.categories
    .toSorted((first, second) => first.sort - second.sort)
    .map((category) => ({
      category,
      products: shop.products.filter(
        (product) =>
          product.categoryId === category.id &&
          product.priceRule === undefined &&
          onMenu(shop, product, nowMs),
      ),
    }))
    .filter((section) => section.products.length > 0);
}

/** Cut at a word, as a list's title would be. */
function shown(title: string): string {
  if (title.length <= titleLimit) return title;
  const cut = title.slice(0, titleLimit);
  return cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
}

/** The first word that most of the section's products begin with, e.g. "Empanada". */
function sharedFirstWord(products: readonly Product[]): string | null {
  const counts = new Map<string, number>();
  for (const product of products) {
    const [word = ""] = product.name.split(" ");
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [word, count] = [...counts].sort((first, second) => second[1] - first[1])[0] ?? ["", 0];
  return count > 1 && count * 2 > products.length ? word : null;
}

function withoutWord(title: string, word: string): string {
  if (!title.startsWith(`${word} `)) return title;
  const rest = title.slice(word.length + 1).replace(/^(?:de la|del|de) /, "");
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function rowsOf(product: Product): MenuRow[] {
  const base = { productId: product.id, unit: product.unit, fromPrice: false };
  if (product.variants === undefined) {
    const name = product.name;
    return [{ ...base, title: name, name, priceCents: product.priceCents ?? centavos(0) }];
  }
  const variants = available(product.variants);
  const implied = impliedVariant(product);
  const preset = variants.find((variant) => variant === implied);
  if (preset !== undefined) {
    const name = productName(product, preset.id);
    const title = product.name;
    return [{ ...base, variantId: preset.id, title, name, priceCents: preset.priceCents }];
  }
  if (product.variants.length <= variantsAsRows) {
    return variants.map((variant) => {
      const name = productName(product, variant.id);
      return { ...base, variantId: variant.id, title: name, name, priceCents: variant.priceCents };
    });
  }
  const prices = variants.map((variant) => variant.priceCents);
  const cheapest = centavos(Math.min(...prices));
  const fromPrice = prices.some((price) => price > cheapest);
  return [{ ...base, title: product.name, name: product.name, priceCents: cheapest, fromPrice }];
}

/**
 * What a section's list offers: one row a product, or one row for each of up to three variants where
 * none is the default. Titles that would be cut alike lose the word the section shares.
 */
export function menuRows(section: MenuSection): MenuRow[] {
  const rows = section.products.flatMap(rowsOf);
  const titles = rows.map((row) => fold(shown(row.title)));
  const alike = new Set(titles).size < titles.length;
  const word = alike ? sharedFirstWord(section.products) : null;
  return word === null
    ? rows
    : rows.map((row) => ({ ...row, title: withoutWord(row.title, word) }));
}
