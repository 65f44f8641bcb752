import type { NewLine } from "../cart.ts";
import { findProduct } from "../product.ts";
import { variantByAmount } from "./candidates.ts";
import { fittingDetail, newDraft, optionsSaid, variantSaid } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { elementsOf } from "./elements.ts";
import { lexiconOf } from "./lexicon.ts";
import type { Sentence } from "./sentence.ts";
import type { Pending, Reading } from "./reading.ts";
import type { Product } from "../shop.ts";
import { withOptions } from "./targets.ts";

/** Everything in the sentence that could be a size or an option of that product. */
function answerIn(sentence: Sentence, product: Product): { draft: Draft; others: boolean } {
  const { shop, words, spent } = sentence;
  const draft = newDraft(0, false);
  let others = false;
  for (const element of elementsOf(lexiconOf(shop), words, spent)) {
    if (element.kind === "amount") draft.amount = { amount: element.amount, text: element.text };
    if (element.kind !== "mention") continue;
    const detail = element.references.flatMap((reference) =>
      reference.kind === "variant" || reference.kind === "option" ? reference : [],
    );
    const fitting = fittingDetail(product, detail);
    if (fitting.length > 0) draft.details.push(fitting);
    else others ||= element.references.some(({ kind }) => kind === "product");
  }
  return { draft, others };
}

/** Understands the answer to what was asked about a line; false: the sentence is about something else. */
export function readAnswer(sentence: Sentence, pending: Pending, reading: Reading): boolean {
  const { shop } = sentence;
  const product = findProduct(shop, pending.line.productId);
  if (product === undefined) return false;
  const { draft, others } = answerIn(sentence, product);
  const options = withOptions(shop, pending.line, optionsSaid(product, draft));
  const said = variantSaid(product, draft) ?? variantByAmount(product, draft)?.variantId;
  const variantId = pending.missing === "variant" ? said : undefined;
  const answered = variantId !== undefined || options.length > pending.line.options.length;
  if (others || !answered) return false;
  const size = variantId === undefined ? {} : { variantId };
  const line: NewLine = { ...pending.line, ...size, options };
  reading.operations.push(
    pending.lineId === undefined
      ? { kind: "add", line }
      : { kind: "change", lineId: pending.lineId, change: { options, ...size } },
  );
  return true;
}
