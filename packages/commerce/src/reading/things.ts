import type { Shop } from "../shop.ts";
import type { Draft } from "./draft.ts";
import { distributed } from "./distribute.ts";
import type { Reading } from "./reading.ts";
import { resolveDraft } from "./resolve.ts";
import type { Resolved } from "./resolve.ts";
import { backgroundOf } from "./sentence.ts";
import type { Sentence } from "./sentence.ts";

export function note(reading: Reading, resolved: Resolved): void {
  reading.clarify.push(...resolved.clarify);
  reading.unavailable.push(...resolved.unavailable);
  reading.unresolved.push(...resolved.unresolved);
  if (resolved.line !== null) reading.operations.push({ kind: "add", line: resolved.line });
}

/** "2 kg de papa, 1 de cebolla": the kilos said once hold for the numbers behind. */
function weighedLike(shop: Shop, draft: Draft): Draft {
  const { amount } = draft;
  const byKilo = shop.products.some(({ id, unit }) => draft.products.includes(id) && unit === "kg");
  if (!draft.ofKind || !byKilo || amount?.amount.kind !== "count") return draft;
  return { ...draft, amount: { ...amount, amount: { kind: "kilos", kilos: amount.amount.count } } };
}

/** "5 de carne… no pará, 4", "una muzza, no perdón, una fugazza": the later word holds. */
function corrected(drafts: readonly Draft[]): Draft[] {
  const result: Draft[] = [];
  for (const draft of drafts) {
    const before = result.at(-1);
    if (!draft.correction || before === undefined) {
      result.push(draft);
      continue;
    }
    const named = draft.products.length + draft.hints.length > 0;
    const amount = draft.amount ?? before.amount;
    const details = [...before.details, ...draft.details];
    result.splice(-1, 1, named ? { ...draft, amount } : { ...before, amount, details });
  }
  return result;
}

/** Adds what the drafts name; a section named once holds for what follows. */
export function readThings(sentence: Sentence, drafts: readonly Draft[], reading: Reading): void {
  let scope = drafts.find((draft) => draft.categoryId !== null)?.categoryId ?? null;
  let byWeight = false;
  for (const draft of distributed(sentence.shop, corrected(drafts))) {
    scope = draft.categoryId ?? scope;
    const weighed: Draft = byWeight ? weighedLike(sentence.shop, draft) : draft;
    byWeight = draft.amount?.amount.kind === "kilos" || weighed !== draft;
    note(reading, resolveDraft(backgroundOf(sentence, scope), weighed));
  }
}
