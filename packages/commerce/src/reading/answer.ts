import type { NewLine } from "../cart.ts";
import { findProduct } from "../product.ts";
import { draftsIn } from "./read-clause.ts";
import type { Sentence } from "./read-clause.ts";
import type { Pending, Reading } from "./reading.ts";
import { optionsOf, variantOf, withOptions } from "./targets.ts";
import { variantByAmount } from "./resolve.ts";

/** Understands the answer to what was asked about a line; false: the sentence is about something else. */
export function readAnswer(sentence: Sentence, pending: Pending, reading: Reading): boolean {
  const { shop, words } = sentence;
  const product = findProduct(shop, pending.line.productId);
  if (product === undefined) return false;
  const drafts = draftsIn(sentence, { from: 0, to: words.length });
  const variants = drafts.flatMap(
    (draft) => variantOf(product, draft) ?? variantByAmount(product, draft)?.variantId ?? [],
  );
  const added = drafts.flatMap((draft) => optionsOf(shop, product.id, draft));
  const options = withOptions(shop, pending.line, added);
  const variantId = pending.missing === "variant" ? variants.at(-1) : undefined;
  if (variantId === undefined && options.length === pending.line.options.length) return false;
  const others = drafts.some(
    (draft) => draft.amount !== null && draft.products.some((id) => id !== product.id),
  );
  if (others) return false;
  const line: NewLine = {
    ...pending.line,
    ...(variantId === undefined ? {} : { variantId }),
    options,
  };
  reading.operations.push(
    pending.lineId === undefined
      ? { kind: "add", line }
      : {
          kind: "change",
          lineId: pending.lineId,
          change: { options, ...(variantId === undefined ? {} : { variantId }) },
        },
  );
  return true;
}
