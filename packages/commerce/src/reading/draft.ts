import type { Product } from "../shop.ts";
import type { SpokenAmount } from "./elements.ts";
import type { Reference } from "./lexicon.ts";
import type { Word } from "./words.ts";

type VariantReference = Extract<Reference, { kind: "variant" }>;
type OptionReference = Extract<Reference, { kind: "option" }>;

/** Sizes and options that one phrase may stand for; which of them, the product decides. */
export type Detail = readonly (VariantReference | OptionReference)[];

/** One thing that a sentence asks for, before the shop's rules are applied to it. */
export type Draft = {
  amount: SpokenAmount | null;
  /** Products its words name; empty: none was named. */
  products: string[];
  /** Products whose name begins with its word. */
  hints: string[];
  categoryId: string | null;
  details: Detail[];
  notes: string[];
  /** Words nobody knows: behind an amount they may be a product the shop lacks. */
  unknown: Word[];
  /** First word in the sentence, and the one behind the last. */
  from: number;
  to: number;
  /** A colon follows: its parts come next. */
  header: boolean;
  /** "de" stands between amount and name: "una de jamón". */
  ofKind: boolean;
  /** An unknown word goes on from the name: "una porción de papas". */
  doubtful: boolean;
  /** "no, perdón": it stands for what was said before. */
  correction: boolean;
  /** "todas", "todos": what follows holds for everything before. */
  forAll: boolean;
};

export function newDraft(at: number, correction: boolean): Draft {
  return {
    amount: null,
    products: [],
    hints: [],
    categoryId: null,
    details: [],
    notes: [],
    unknown: [],
    from: at,
    to: at,
    header: false,
    ofKind: false,
    doubtful: false,
    correction,
    forAll: false,
  };
}

export function isNamed(draft: Draft): boolean {
  return draft.products.length > 0 || draft.hints.length > 0;
}

/** What of a detail the product has: its own variants and the options of its groups. */
export function fittingDetail(product: Product, detail: Detail): Detail {
  return detail.filter((reference) =>
    reference.kind === "variant"
      ? reference.productId === product.id
      : product.modifierGroups?.includes(reference.groupId),
  );
}

/** The last variant of that product the draft speaks of. */
export function variantSaid(product: Product, draft: Draft): string | undefined {
  return draft.details
    .flat()
    .filter((reference) => reference.kind === "variant")
    .findLast((reference) => reference.productId === product.id)?.variantId;
}

/** The options the draft speaks of that the product takes. A phrase that is a size is no option. */
export function optionsSaid(
  product: Product,
  draft: Draft,
): { groupId: string; optionId: string }[] {
  return draft.details.flatMap((detail) => {
    const fitting = fittingDetail(product, detail);
    if (fitting.some((reference) => reference.kind === "variant")) return [];
    return fitting.flatMap((reference) =>
      reference.kind === "option"
        ? { groupId: reference.groupId, optionId: reference.optionId }
        : [],
    );
  });
}
