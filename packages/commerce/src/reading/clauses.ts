import { isQuestion } from "./topics.ts";
import type { Word } from "./words.ts";

/** A stretch of words with one purpose, `from` up to but not `to`. */
export type Clause = { from: number; to: number; text: string; question: boolean };

const ends = new Set([".", ";", "?", "!", "\n", "…"]);

function textOf(words: readonly Word[], from: number, to: number): string {
  return words
    .slice(from, to)
    .filter((word) => !word.mark)
    .map((word) => word.text)
    .join(" ");
}

/** The sentence's clauses: what asks is told from what orders. */
export function clausesOf(words: readonly Word[]): Clause[] {
  const clauses: Clause[] = [];
  let from = 0;
  for (let at = 0; at <= words.length; at += 1) {
    const word = words[at];
    if (word !== undefined && !(word.mark && ends.has(word.text))) continue;
    const text = textOf(words, from, at);
    if (text !== "") {
      clauses.push({ from, to: at, text, question: isQuestion(text, word?.text === "?") });
    }
    from = at + 1;
  }
  return clauses;
}
