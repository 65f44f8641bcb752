import { newCart } from "../cart.ts";
import type { Cart } from "../cart.ts";
import type { Shop } from "../shop.ts";
import { readAnswer } from "./answer.ts";
import { clausesOf } from "./clauses.ts";
import type { Clause } from "./clauses.ts";
import { elementsOf } from "./elements.ts";
import { lexiconOf } from "./lexicon.ts";
import { lineOf } from "./phrases.ts";
import type { Pending, Reading } from "./reading.ts";
import { readClause, readAsked } from "./read-clause.ts";
import type { Sentence } from "./sentence.ts";
import { readAddress, readSlots } from "./slots.ts";
import { isTalk, topicsOf } from "./topics.ts";
import { wordsOf } from "./words.ts";

/** What the sentence is read against; `nowMs` for sections that are served at certain hours. */
export type ReadingContext = { cart?: Cart; nowMs: number; pending?: Pending };

/** Longer than anybody writes an order; beyond it only the beginning is read. */
const longest = 1000;

/** Orders stay in one piece, so that "5 de carne… no, 4" is one thought; questions stand apart. */
function orderStretches(clauses: readonly Clause[]): Clause[] {
  const stretches: Clause[] = [];
  for (const clause of clauses) {
    if (clause.question) continue;
    const before = stretches.at(-1);
    const follows =
      before !== undefined && clauses.indexOf(clause) > 0 && before.to + 1 >= clause.from;
    if (before !== undefined && follows) before.to = clause.to;
    else stretches.push({ ...clause });
  }
  return stretches;
}

/**
 * Reads a customer's sentence over the shop's products. Never throws, never invents a product, never
 * says a price. A question, a complaint, an insult or an attempt to change the rules changes nothing.
 */
export function readOrder(shop: Shop, text: string, context: ReadingContext): Reading {
  const said = text.slice(0, longest);
  const words = wordsOf(said);
  const line = lineOf(words);
  const plain = words.filter((word) => !word.mark).map((word) => word.text);
  const topics = topicsOf(plain.join(" "));
  const { spent, ...slots } = readSlots(shop, line, context.nowMs);
  const reading: Reading = {
    operations: [],
    clarify: [],
    unresolved: [],
    unavailable: [],
    topics,
    ...slots,
  };
  if (isTalk(topics)) return { ...reading, operations: [] };
  const found = { ...slots, spent };
  const lexicon = lexiconOf(shop);
  readAddress(found, { shop, words, text: said }, elementsOf(lexicon, words, new Set()));
  const { spent: understood, ...known } = found;
  Object.assign(reading, known);
  const sentence: Sentence = {
    shop,
    text: said,
    words,
    spent: understood,
    cart: context.cart ?? newCart(),
    nowMs: context.nowMs,
  };
  if (context.pending !== undefined && readAnswer(sentence, context.pending, reading))
    return reading;
  const clauses = clausesOf(words);
  for (const stretch of orderStretches(clauses)) readClause(sentence, stretch, reading);
  for (const clause of clauses.filter((candidate) => candidate.question)) {
    readAsked(sentence, clause, reading);
  }
  return reading;
}
