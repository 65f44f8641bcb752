// How a section's sizes are spoken of: "Las que ves son grandes; hay chicas".

import { available, impliedVariant } from "@mostrador/commerce";
import type { Product, Variant } from "@mostrador/commerce";

import { anyOf, list, lowerFirst, plural, withoutParentheses } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";

type Sizes = { shown: string; others: string[] };

function sizeName(variant: Variant): string {
  return lowerFirst(withoutParentheses(variant.name));
}

/** The size that a tap adds, and the others; null for products without a size of their own. */
function sizesOf(product: Product): Sizes | null {
  const implied = impliedVariant(product);
  const others = available(product.variants ?? []).filter((variant) => variant !== implied);
  if (implied === undefined || others.length === 0) return null;
  return { shown: sizeName(implied), others: others.map(sizeName) };
}

/** Spanish shows the gender in a size's last letter, where it shows it at all. */
function genderOf(sizes: readonly string[]): "feminine" | "masculine" | "neutral" {
  if (sizes.every((size) => /^\p{Ll}+a$/u.test(size))) return "feminine";
  return sizes.every((size) => /^\p{Ll}+o$/u.test(size)) ? "masculine" : "neutral";
}

/** What a section says above its list. */
export function sectionText(name: string, products: readonly Product[]): string {
  const sizes = products.flatMap((product) => sizesOf(product) ?? []);
  const [first] = sizes;
  const alike = sizes.every(
    (other) => other.shown === first?.shown && other.others.join() === first.others.join(),
  );
  if (first === undefined || !alike) return copy.section.text(name);
  const { shown, others } = first;
  switch (genderOf(others)) {
    case "feminine":
      return copy.section.sizesFeminine(name, plural(shown), list(others.map(plural)));
    case "masculine":
      return copy.section.sizesMasculine(name, plural(shown), list(others.map(plural)));
    case "neutral":
      return copy.section.sizesNeutral(name, shown, list(others));
  }
}

/** What else may be written about a product that was just added. */
export function changeHint(product: Product): string {
  const sizes = sizesOf(product);
  if (sizes === null) return copy.cart.hintNeutral;
  const others = anyOf(sizes.others);
  switch (genderOf(sizes.others)) {
    case "feminine":
      return copy.cart.hintFeminine(others);
    case "masculine":
      return copy.cart.hintMasculine(others);
    case "neutral":
      return copy.cart.hintNeutral;
  }
}
