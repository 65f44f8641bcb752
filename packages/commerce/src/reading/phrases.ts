import type { Word } from "./words.ts";

/** The words as one folded line, so that a pattern can be found in it and led back to them. */
export type Line = { text: string; starts: readonly number[] };

export type Found = { from: number; to: number; groups: readonly (string | undefined)[] };

export function lineOf(words: readonly Word[]): Line {
  const starts: number[] = [];
  let text = "";
  for (const word of words) {
    starts.push(text.length);
    text += `${word.text} `;
  }
  return { text, starts };
}

/** The first place of a pattern, as the words it covers. */
export function findPhrase(line: Line, pattern: RegExp): Found | null {
  const found = pattern.exec(line.text);
  if (found === null || found[0].trim() === "") return null;
  const lead = found[0].length - found[0].trimStart().length;
  const from = line.starts.findLastIndex((start) => start <= found.index + lead);
  const end = found.index + found[0].trimEnd().length;
  const to = line.starts.filter((start) => start < end).length;
  return { from, to, groups: found.slice(1) };
}
