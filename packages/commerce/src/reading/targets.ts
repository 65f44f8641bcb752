import type { Cart, CartLine, ChosenOption } from "../cart.ts";
import type { Product, Shop } from "../shop.ts";
import { findProduct, groupsOf } from "../product.ts";
import { optionsSaid, variantSaid } from "./draft.ts";
import type { Draft } from "./draft.ts";

/**
 * The cart's lines that a draft's words name: by product or section, else by a variant or option
 * they have.
 */
export function linesNamed({ shop, cart }: { shop: Shop; cart: Cart }, draft: Draft): CartLine[] {
  const ids = [...draft.products, ...draft.hints];
  const byProduct = cart.lines.filter((line) => ids.includes(line.productId));
  if (ids.length === 0 && draft.categoryId !== null) {
    return cart.lines.filter(
      ({ productId }) => findProduct(shop, productId)?.categoryId === draft.categoryId,
    );
  }
  const details = draft.details.flat();
  const hasDetail = (line: CartLine) =>
    details.some((one) =>
      one.kind === "variant"
        ? one.productId === line.productId && one.variantId === line.variantId
        : line.options.some((own) => own.groupId === one.groupId && own.optionId === one.optionId),
    );
  if (byProduct.length > 1) {
    const detailed = byProduct.filter(hasDetail);
    return detailed.length > 0 ? detailed : byProduct;
  }
  return byProduct.length > 0 ? byProduct : cart.lines.filter(hasDetail);
}

/** Options the product takes, joined to those a line has; a full group gives way to the new one. */
export function withOptions(
  shop: Shop,
  line: Pick<CartLine, "productId" | "options">,
  added: readonly ChosenOption[],
): ChosenOption[] {
  const product = findProduct(shop, line.productId);
  const groups = product === undefined ? [] : groupsOf(shop, product);
  let options = [...line.options];
  for (const { groupId, optionId } of added) {
    const group = groups.find((candidate) => candidate.id === groupId);
    const option = group?.options.find((candidate) => candidate.id === optionId);
    if (group === undefined || option?.available !== true) continue;
    if (options.some((own) => own.groupId === groupId && own.optionId === optionId)) continue;
    if (group.max === 1) options = options.filter((own) => own.groupId !== groupId);
    options.push({ groupId, optionId });
  }
  return options;
}

export function variantOf(product: Product, draft: Draft): string | undefined {
  const said = variantSaid(product, draft);
  const variant = product.variants?.find(({ id }) => id === said);
  return variant?.available === true ? variant.id : undefined;
}

/** The options of a draft that a line's product takes. */
export function optionsOf(shop: Shop, productId: string, draft: Draft): ChosenOption[] {
  const product = findProduct(shop, productId);
  return product === undefined ? [] : optionsSaid(product, draft);
}
