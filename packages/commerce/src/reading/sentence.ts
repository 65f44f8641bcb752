import type { Cart } from "../cart.ts";
import type { Shop } from "../shop.ts";
import type { Background } from "./candidates.ts";
import type { Draft } from "./draft.ts";
import { draftsOf } from "./drafts.ts";
import { elementsOf } from "./elements.ts";
import { lexiconOf } from "./lexicon.ts";
import type { Word } from "./words.ts";

/** What a customer wrote, and what it is read against. */
export type Sentence = {
  shop: Shop;
  text: string;
  words: readonly Word[];
  /** Words that were understood as something else than things. */
  spent: ReadonlySet<number>;
  cart: Cart;
  nowMs: number;
};

/** Words `from` up to but not `to`. */
export type Stretch = { from: number; to: number };

export function draftsIn(sentence: Sentence, stretch: Stretch): Draft[] {
  const { shop, words, spent, text } = sentence;
  const outside = words.map((_, at) => at).filter((at) => at < stretch.from || at >= stretch.to);
  const lexicon = lexiconOf(shop);
  const elements = elementsOf(lexicon, words, new Set([...spent, ...outside]));
  return draftsOf({ shop, lexicon, elements, text, words });
}

export function backgroundOf(sentence: Sentence, scope: string | null): Background {
  const { shop, nowMs, words, text } = sentence;
  const quote = (draft: Draft) => {
    const last = draft.unknown.at(-1);
    const end = Math.max(draft.to, last === undefined ? 0 : words.indexOf(last) + 1);
    return text.slice(words[draft.from]?.start, words[end - 1]?.end);
  };
  return { shop, nowMs, scope, quote };
}

export function textOf(sentence: Sentence, stretch: Stretch): string {
  return sentence.words
    .slice(stretch.from, stretch.to)
    .map((word) => word.text)
    .join(" ");
}

/** The first word of the stretch that is one of these; -1 where none is. */
export function indexOfWord(
  sentence: Sentence,
  stretch: Stretch,
  texts: readonly string[],
): number {
  for (let at = stretch.from; at < stretch.to; at += 1) {
    if (texts.includes(sentence.words[at]?.text ?? "")) return at;
  }
  return -1;
}
