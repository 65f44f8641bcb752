import { withinOneEdit } from "../fold.ts";
import type { Lexicon, Reference } from "./lexicon.ts";
import { addVerbs, changeVerbs, fillers, removeVerbs, smallTalk } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** A phrase of the shop in the sentence: words `from` up to but not `to`. */
export type Mention = { from: number; to: number; references: readonly Reference[] };

/** A typo of one letter counts only in names of this length and more. */
const typoFrom = 6;

type Entry = NonNullable<ReturnType<Lexicon["get"]>>[number];

function sameSound(written: Word, known: string): boolean {
  return !written.mark && written.sound === known;
}

/** Where the entry ends, counting words that may stand inside a name; null where it does not fit. */
function endOf(words: readonly Word[], at: number, entry: Entry): number | null {
  let next = at;
  for (const [index, sound] of entry.sounds.entries()) {
    while (index > 0 && mayStandInside(words[next], entry)) next += 1;
    const word = words[next];
    if (word === undefined || !sameSound(word, sound)) return null;
    next += 1;
  }
  return next;
}

function mayStandInside(word: Word | undefined, entry: Entry): boolean {
  if (word === undefined || word.mark || entry.sounds.includes(word.sound)) return false;
  return fillers.has(word.text) || (entry.joined && word.text === "y");
}

function exactAt(lexicon: Lexicon, words: readonly Word[], at: number): Mention | null {
  const word = words[at];
  if (word === undefined || word.mark) return null;
  let best: Mention | null = null;
  for (const entry of lexicon.get(word.sound) ?? []) {
    const to = endOf(words, at, entry);
    if (to === null || (best !== null && to - at <= best.to - best.from)) continue;
    best = { from: at, to, references: entry.references };
  }
  return best;
}

function isKnownWord(text: string): boolean {
  return [smallTalk, addVerbs, removeVerbs, changeVerbs].some((list) => list.has(text));
}

/** A long word of the shop with one letter wrong; verbs and everyday words are never taken for one. */
function typoAt(lexicon: Lexicon, words: readonly Word[], at: number): Mention | null {
  const word = words[at];
  if (word === undefined || word.mark || word.sound.length < typoFrom) return null;
  if (isKnownWord(word.text)) return null;
  for (const [sound, entries] of lexicon) {
    if (sound.length < typoFrom || !withinOneEdit(sound, word.sound)) continue;
    if (sound[0] !== word.sound[0]) continue;
    const single = entries.find((entry) => entry.sounds.length === 1);
    if (single !== undefined) return { from: at, to: at + 1, references: single.references };
  }
  return null;
}

/** The shop's phrase that begins at that word, the longest one. */
export function mentionAt(lexicon: Lexicon, words: readonly Word[], at: number): Mention | null {
  return exactAt(lexicon, words, at) ?? typoAt(lexicon, words, at);
}
