import { onMenu } from "../menu.ts";
import type { NewLine } from "../cart.ts";
import { fold } from "../fold.ts";
import { groupLimits, groupsOf, impliedVariant, sellable } from "../product.ts";
import { parseQuantity, quantityOf } from "../quantity.ts";
import type { Amount } from "../quantity.ts";
import type { Product, Shop, Variant } from "../shop.ts";
import type { Draft } from "./drafts.ts";
import type { Candidate, Clarify, Unavailable } from "./reading.ts";

/** What became of a draft. `clarify` may stand beside a line. */
export type Resolved = {
  line: NewLine | null;
  product: Product | null;
  clarify: Clarify[];
  unavailable: Unavailable[];
  unresolved: string[];
};

export type Background = {
  shop: Shop;
  nowMs: number;
  /** The section that the sentence named last: "empanadas: 6 de verdura". */
  scope: string | null;
  /** The words of the sentence, for quoting. */
  quote: (draft: Draft) => string;
};

function nothing(): Resolved {
  return { line: null, product: null, clarify: [], unavailable: [], unresolved: [] };
}

function kilosOf(amount: Amount | null): number | null {
  if (amount?.kind === "kilos") return amount.kilos;
  return amount?.kind === "part" ? amount.part * amount.times : null;
}

function spokenBy(variant: Variant): string[] {
  return [variant.name, ...(variant.aliases ?? [])].map(fold);
}

export type SizedVariant = { variantId: string; quantity: number };

/**
 * The variant that an amount names: "12 nuggets" is one pack of twelve, "dos kilos" of ice cream are
 * two pots of one kilo, "medio" is a half-kilo pot.
 */
export function variantByAmount(product: Product, draft: Draft): SizedVariant | null {
  const variants = product.variants ?? [];
  const { amount } = draft;
  if (amount === null || amount.amount.kind === "money") return null;
  const said = amount.text.replace(/^una? /, "");
  const literal = variants.find((variant) => {
    const spoken = spokenBy(variant);
    return spoken.includes(amount.text) || spoken.includes(said);
  });
  const articleOnly = amount.amount.kind === "count" && amount.amount.article === true;
  if (literal !== undefined && !articleOnly) return { variantId: literal.id, quantity: 1 };
  return variantByWeight(variants, amount.amount);
}

function variantByWeight(variants: readonly Variant[], amount: Amount): SizedVariant | null {
  const kilos = kilosOf(amount);
  if (kilos === null) return null;
  const weigh = (variant: Variant) =>
    spokenBy(variant)
      .map((spoken) => kilosOf(parseQuantity(spoken)))
      .find((weight) => weight !== null);
  const ofWeight = (weight: number) => variants.find((variant) => weigh(variant) === weight);
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

/** How well a product fits what the draft says of it besides its name. */
function takesVariants(product: Product, draft: Draft): boolean {
  return draft.variants.every((variants) =>
    variants.some(({ productId }) => productId === product.id),
  );
}

function takesOptions(product: Product, draft: Draft): boolean {
  return draft.options.every((options) =>
    options.some(({ groupId }) => product.modifierGroups?.includes(groupId)),
  );
}

/** A draft without a name is of the product that has its size and takes its options. */
function inferred(background: Background, draft: Draft): Product[] {
  const sized = draft.variants.length > 0 || draft.amount !== null;
  if (!sized || (draft.variants.length === 0 && draft.options.length === 0)) return [];
  return background.shop.products.filter((product) => {
    const named = draft.variants.length > 0 || variantByAmount(product, draft) !== null;
    // A claim like "sin TACC" is never inferred from a size.
    return (
      named &&
      !product.tags?.length &&
      takesVariants(product, draft) &&
      takesOptions(product, draft)
    );
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
  if (!draft.ofKind || background.scope !== null || draft.variants.length > 0) return [];
  if (draft.amount?.amount.kind !== "count" || products.length !== 1) return [];
  const [product] = products;
  const word = fold(product?.name ?? "");
  return background.shop.products.filter((other) => {
    const [, of, ...flavour] = fold(other.name).split(" ");
    const starts = of === "de" && flavour.length > 1 && flavour[0] === word;
    return starts && other.categoryId !== product?.categoryId;
  });
}

/** Everything the draft may be of, the likeliest only where its other words decide. */
export function candidatesFor(background: Background, draft: Draft): Product[] {
  const { shop, scope } = background;
  const ids = draft.products.length > 0 ? draft.products : draft.hints;
  const named = shop.products.filter((product) => ids.includes(product.id));
  if (named.length === 0) {
    const guesses = inferred(background, draft);
    return narrowed(guesses, sellable);
  }
  const category = draft.categoryId ?? scope;
  let products = narrowed(named, (product) => product.categoryId === category);
  products = narrowed(products, (product) => takesVariants(product, draft));
  products = narrowed(products, (product) => takesOptions(product, draft));
  products = narrowed(products, sellable);
  products = narrowed(products, (product) => fitsAmount(product, draft.amount?.amount ?? null));
  const others = flavours(background, draft, products);
  return [...products, ...others];
}

function chosenVariant(product: Product, draft: Draft): SizedVariant | null {
  const own = draft.variants
    .flat()
    .filter(({ productId }) => productId === product.id)
    .at(-1);
  if (own !== undefined) return { variantId: own.variantId, quantity: 1 };
  return variantByAmount(product, draft);
}

type Chosen = { product: Product; variantId: string | undefined };
type OptionsRead = { options: NewLine["options"]; unavailable: Unavailable[] };

/** Options the product takes and has; a group that is over-full is emptied and asked. */
function chosenOptions(shop: Shop, draft: Draft, chosen: Chosen): OptionsRead {
  const { product, variantId } = chosen;
  const unavailable: Unavailable[] = [];
  const options: NewLine["options"] = [];
  const groups = groupsOf(shop, product);
  for (const references of draft.options) {
    for (const { groupId, optionId } of references) {
      const group = groups.find((candidate) => candidate.id === groupId);
      const option = group?.options.find((candidate) => candidate.id === optionId);
      if (group === undefined || option === undefined) continue;
      const twice = options.some(
        (other) => other.groupId === groupId && other.optionId === optionId,
      );
      if (twice && group.repeatable !== true) continue;
      if (option.available) options.push({ groupId, optionId });
      else unavailable.push({ productId: product.id, option: { groupId, optionId } });
    }
  }
  const overfull = (groupId: string) => {
    const group = groups.find((candidate) => candidate.id === groupId);
    const count = options.filter((option) => option.groupId === groupId).length;
    return group !== undefined && count > groupLimits(group, variantId).max;
  };
  return { options: options.filter(({ groupId }) => !overfull(groupId)), unavailable };
}

function candidateOf(product: Product, draft: Draft): Candidate {
  const variant = draft.variants.flat().find(({ productId }) => productId === product.id);
  return {
    productId: product.id,
    ...(variant === undefined ? {} : { variantId: variant.variantId }),
  };
}

function spokenCount(amount: Amount | null): number {
  return amount?.kind === "count" || amount?.kind === "dozens" ? amount.count : 1;
}

function quantityFor(product: Product, draft: Draft, sized: SizedVariant | null): number | null {
  const amount = draft.amount?.amount ?? null;
  const byAmount = sized !== null && variantByAmount(product, draft)?.variantId === sized.variantId;
  if (byAmount) return variantByAmount(product, draft)?.quantity ?? 1;
  if (amount === null) return product.unit === "kg" ? null : 1;
  const known = quantityOf(product, amount);
  return known.kind === "known" ? known.quantity : null;
}

function settle(background: Background, draft: Draft, product: Product): Resolved {
  const result: Resolved = { ...nothing(), product };
  const sized = chosenVariant(product, draft);
  const variant =
    product.variants?.find(({ id }) => id === sized?.variantId) ?? impliedVariant(product);
  if (!sellable(product) || !onMenu(background.shop, product, background.nowMs)) {
    result.unavailable.push({ productId: product.id });
    return result;
  }
  if (variant !== undefined && (!variant.available || variant.stock === 0)) {
    result.unavailable.push({ productId: product.id, variantId: variant.id });
    return result;
  }
  const quantity = quantityFor(product, draft, sized);
  if (quantity === null) {
    result.clarify.push({ kind: "unit", productId: product.id, text: background.quote(draft) });
    return result;
  }
  const { options, unavailable } = chosenOptions(background.shop, draft, {
    product,
    variantId: variant?.id,
  });
  result.unavailable.push(...unavailable);
  if (product.minQty !== undefined && quantity < product.minQty) {
    result.clarify.push({ kind: "minimum", productId: product.id, minimum: product.minQty });
  }
  const note = draft.notes.join(", ");
  result.line = {
    productId: product.id,
    ...(variant === undefined ? {} : { variantId: variant.id }),
    options,
    quantity,
    ...(note === "" ? {} : { note }),
  };
  return result;
}

/** Turns a draft into a line, or into what must be asked about it. */
export function resolveDraft(background: Background, draft: Draft): Resolved {
  const candidates = candidatesFor(background, draft);
  const [product] = candidates;
  if (product !== undefined && candidates.length === 1) return settle(background, draft, product);
  const result = nothing();
  const text = background.quote(draft);
  if (candidates.length > 1) {
    result.clarify.push({
      kind: "product",
      text,
      candidates: candidates.map((candidate) => candidateOf(candidate, draft)),
      quantity: spokenCount(draft.amount?.amount ?? null),
    });
    return result;
  }
  return unnamed(background, draft, result);
}

/** Nothing fits: a whole section, dozens of something, or words for what the shop lacks. */
function unnamed(background: Background, draft: Draft, result: Resolved): Resolved {
  const { shop } = background;
  const text = background.quote(draft);
  const dozens = draft.amount?.amount.kind === "dozens" && draft.options.length === 0;
  const categories = shop.bundles.flatMap((bundle) =>
    dozens && bundle.size === 12 && "categoryId" in bundle.match ? bundle.match.categoryId : [],
  );
  const sections = draft.categoryId === null ? categories : [draft.categoryId];
  if (sections.length > 0) {
    const products = shop.products.filter(
      (product) => sections.includes(product.categoryId) && sellable(product),
    );
    const candidates = products.map(({ id }) => ({ productId: id }));
    const quantity = spokenCount(draft.amount?.amount ?? null);
    result.clarify.push({ kind: "product", text, candidates, quantity });
  } else if (draft.amount !== null && draft.unknown.length > 0) {
    result.unresolved.push(text);
  }
  return result;
}
