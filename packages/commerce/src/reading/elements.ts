import { amountAt } from "../quantity.ts";
import type { Amount } from "../quantity.ts";
import type { Lexicon } from "./lexicon.ts";
import { mentionAt } from "./mentions.ts";
import type { Mention } from "./mentions.ts";
import type { Word } from "./words.ts";

export type SpokenAmount = { amount: Amount; text: string };

/** A sentence in pieces that mean something. */
export type Element =
  | ({ kind: "amount"; from: number; to: number } & SpokenAmount)
  | ({ kind: "mention" } & Mention)
  | { kind: "word"; from: number; to: number; word: Word };

function asElement(mention: Mention | null): Element | null {
  return mention === null ? null : { kind: "mention", ...mention };
}

/** Longer than the amount it begins with: "4 quesos", or behind a name "de dos y cuarto". */
function outreaches(mention: Mention, length: number, before: string | undefined): boolean {
  if (mention.to - mention.from <= length) return false;
  const names = mention.references.some(({ kind }) => kind === "product");
  return names || (before === "de" && mention.references.some(({ kind }) => kind === "variant"));
}

function pieceAt(lexicon: Lexicon, words: readonly Word[], at: number): Element | null {
  const word = words[at];
  if (word === undefined) return null;
  const texts = words.map((other) => other.text);
  const mention = mentionAt(lexicon, words, at);
  if (word.text === "otro" || word.text === "otra") {
    const amount = { kind: "count", count: 1, article: true } as const;
    return asElement(mention) ?? { kind: "amount", from: at, to: at + 1, amount, text: word.text };
  }
  const phrase = amountAt(texts, at);
  if (phrase === null) return asElement(mention);
  if (mention !== null && outreaches(mention, phrase.length, texts[at - 1])) {
    return asElement(mention);
  }
  const to = at + phrase.length;
  const text = texts.slice(at, to).join(" ");
  return { kind: "amount", from: at, to, amount: phrase.amount, text };
}

/** The elements of a sentence; `spent` words were understood as something else. */
export function elementsOf(
  lexicon: Lexicon,
  words: readonly Word[],
  spent: ReadonlySet<number>,
): Element[] {
  const elements: Element[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at];
    if (word === undefined || spent.has(at)) {
      at += 1;
      continue;
    }
    const piece = pieceAt(lexicon, words, at) ?? { kind: "word", from: at, to: at + 1, word };
    elements.push(piece);
    at = piece.to;
  }
  return elements;
}
