import { fold } from "../fold.ts";
import { soundOf } from "../spelling.ts";

/** A word or a mark of a sentence, with its place in the text. */
export type Word = { text: string; sound: string; start: number; end: number; mark: boolean };

/** Shorthand of chats, folded. */
const shorthand: Record<string, string> = {
  q: "que",
  k: "k",
  d: "de",
  c: "con",
  "c/": "con",
  "s/": "sin",
  "p/": "para",
  xq: "porque",
};

const pattern =
  /\$\s?\d+(?:[.,]\d+)*|\d+\/\d+|\d+(?:[.,]\d+)*|[½¼¾]|[scp]\/|\p{L}+|[,;:.?!¿¡…\n()+]/gu;
const vulgar: Record<string, string> = { "½": "1/2", "¼": "1/4", "¾": "3/4" };

/** Words and marks in order. Emoji and other signs are dropped. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(pattern)].map((found) => {
    const raw = found[0];
    const mark = /^[,;:.?!¿¡…\n()+]$/.test(raw);
    const folded = mark
      ? raw
      : ((Object.hasOwn(vulgar, raw) ? vulgar[raw] : undefined) ?? fold(raw)).replace(/\s/g, "");
    const word = shorthand[folded] ?? folded;
    return {
      text: word,
      sound: mark ? word : soundOf(word),
      start: found.index,
      end: found.index + raw.length,
      mark,
    };
  });
}
