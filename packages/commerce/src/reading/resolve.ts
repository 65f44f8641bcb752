import type { NewLine } from "../cart.ts";
import { onMenu } from "../menu.ts";
import { groupLimits, groupsOf, impliedVariant, sellable } from "../product.ts";
import { quantityOf } from "../quantity.ts";
import type { Amount } from "../quantity.ts";
import type { Product, Shop } from "../shop.ts";
import { candidatesFor, variantByAmount } from "./candidates.ts";
import type { Background } from "./candidates.ts";
import { optionsSaid, variantSaid } from "./draft.ts";
import type { Draft } from "./draft.ts";
import type { Candidate, Clarify, Unavailable } from "./reading.ts";

/** What became of a draft. `clarify` may stand beside a line. */
export type Resolved = {
  line: NewLine | null;
  clarify: Clarify[];
  unavailable: Unavailable[];
  unresolved: string[];
};

function nothing(): Resolved {
  return { line: null, clarify: [], unavailable: [], unresolved: [] };
}

type OptionsRead = { options: NewLine["options"]; unavailable: Unavailable[] };

/** Options the product takes and has; a group that is over-full is emptied and asked. */
function chosenOptions(
  shop: Shop,
  draft: Draft,
  { product, variantId }: { product: Product; variantId: string | undefined },
): OptionsRead {
  const unavailable: Unavailable[] = [];
  const options: NewLine["options"] = [];
  const groups = groupsOf(shop, product);
  for (const choice of optionsSaid(product, draft)) {
    const group = groups.find(({ id }) => id === choice.groupId);
    const option = group?.options.find(({ id }) => id === choice.optionId);
    const twice = options.some(({ groupId, optionId }) => {
      return groupId === choice.groupId && optionId === choice.optionId;
    });
    if (option === undefined || (twice && group?.repeatable !== true)) continue;
    if (option.available) options.push(choice);
    else unavailable.push({ productId: product.id, option: choice });
  }
  const overfull = groups
    .filter((group) => {
      const count = options.filter(({ groupId }) => groupId === group.id).length;
      return count > groupLimits(group, variantId).max;
    })
    .map(({ id }) => id);
  return { options: options.filter(({ groupId }) => !overfull.includes(groupId)), unavailable };
}

function candidateOf(product: Product, draft: Draft): Candidate {
  const variantId = variantSaid(product, draft);
  return { productId: product.id, ...(variantId === undefined ? {} : { variantId }) };
}

export function countSaid(draft: Draft): number | null {
  const amount = draft.amount?.amount;
  return amount?.kind === "count" || amount?.kind === "dozens" ? amount.count : null;
}

/** Units or kilos; null: it cannot be known without asking. */
function quantityFor(product: Product, draft: Draft): number | null {
  const sized = variantByAmount(product, draft);
  const other = variantSaid(product, draft);
  if (sized !== null && (other === undefined || other === sized.variantId)) return sized.quantity;
  const amount: Amount | null = draft.amount?.amount ?? null;
  if (amount === null) return product.unit === "kg" ? null : 1;
  const known = quantityOf(product, amount);
  return known.kind === "known" ? known.quantity : null;
}

function settle(background: Background, draft: Draft, product: Product): Resolved {
  const result = nothing();
  const said = variantSaid(product, draft) ?? variantByAmount(product, draft)?.variantId;
  const variant = product.variants?.find(({ id }) => id === said) ?? impliedVariant(product);
  if (!sellable(product) || !onMenu(background.shop, product, background.nowMs)) {
    return { ...result, unavailable: [{ productId: product.id }] };
  }
  if (variant !== undefined && (!variant.available || variant.stock === 0)) {
    return { ...result, unavailable: [{ productId: product.id, variantId: variant.id }] };
  }
  const quantity = quantityFor(product, draft);
  if (quantity === null) {
    const text = background.quote(draft);
    return { ...result, clarify: [{ kind: "unit", productId: product.id, text }] };
  }
  const chosen = { product, variantId: variant?.id };
  const { options, unavailable } = chosenOptions(background.shop, draft, chosen);
  if (product.minQty !== undefined && quantity < product.minQty) {
    result.clarify.push({ kind: "minimum", productId: product.id, minimum: product.minQty });
  }
  const note = draft.notes.join(", ");
  const line = {
    productId: product.id,
    ...(variant === undefined ? {} : { variantId: variant.id }),
    options,
    quantity,
    ...(note === "" ? {} : { note }),
  };
  return { ...result, line, unavailable };
}

/** Turns a draft into a line, or into what must be asked about it. */
export function resolveDraft(background: Background, draft: Draft): Resolved {
  const text = background.quote(draft);
  if (draft.doubtful) return { ...nothing(), unresolved: [text] };
  const candidates = candidatesFor(background, draft);
  const [product] = candidates;
  if (product !== undefined && candidates.length === 1) return settle(background, draft, product);
  if (candidates.length === 0) return unnamed(background, draft);
  return {
    ...nothing(),
    clarify: [
      {
        kind: "product",
        text,
        candidates: candidates.map((candidate) => candidateOf(candidate, draft)),
        quantity: countSaid(draft) ?? 1,
      },
    ],
  };
}

/** Nothing fits: a whole section, dozens of something, or words for what the shop lacks. */
function unnamed(background: Background, draft: Draft): Resolved {
  const { shop } = background;
  const text = background.quote(draft);
  // "una empanada de sushi" is of a section, and still of nothing the shop has.
  const dozens = draft.amount?.amount.kind === "dozens" && draft.details.length === 0;
  const categories = shop.bundles.flatMap((bundle) =>
    dozens && bundle.size === 12 && "categoryId" in bundle.match ? bundle.match.categoryId : [],
  );
  const sections = draft.categoryId === null ? categories : [draft.categoryId];
  const products = shop.products.filter(
    (product) => sections.includes(product.categoryId) && sellable(product),
  );
  if (products.length > 0) {
    const candidates = products.map(({ id }) => ({ productId: id }));
    const quantity = countSaid(draft) ?? 1;
    return { ...nothing(), clarify: [{ kind: "product", text, candidates, quantity }] };
  }
  const asks = draft.amount !== null && draft.unknown.length > 0;
  return { ...nothing(), unresolved: asks ? [text] : [] };
}
