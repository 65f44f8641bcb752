import type { Sentence, Stretch } from "./sentence.ts";
import { addVerbs, changeVerbs, removeVerbs } from "./vocabulary.ts";

/** A stretch that begins with its verb, or with none (`verb` false). */
export type Segment = Stretch & { mode: "add" | "remove" | "change"; verb: boolean };

function modeOf(text: string, before: string): Segment["mode"] | null {
  if (removeVerbs.has(text)) return "remove";
  if (changeVerbs.has(text)) return "change";
  // "la muzza la quiero chica" is about the one there is.
  if (!addVerbs.has(text) || /^l[oa]s?$/.test(before)) return null;
  return before === "no" ? "remove" : "add";
}

/** The word before a verb; "no me mandes la coca" denies as "no quiero la coca" does. */
function wordBefore(sentence: Sentence, at: number): string {
  const before = sentence.words[at - 1]?.text ?? "";
  const pronoun = /^(?:me|nos|le|te)$/.test(before);
  return pronoun && sentence.words[at - 2]?.text === "no" ? "no" : before;
}

/** A clause at its verbs: "sacá la cebolla y poné cebolla morada" is two. */
export function segmentsOf(sentence: Sentence, clause: Stretch): Segment[] {
  const segments: Segment[] = [{ mode: "add", verb: false, from: clause.from, to: clause.to }];
  for (let at = clause.from; at < clause.to; at += 1) {
    const text = sentence.words[at]?.text ?? "";
    const before = wordBefore(sentence, at);
    const mode = sentence.spent.has(at) ? null : modeOf(text, before);
    const last = segments.at(-1);
    if (mode === null || last === undefined || (last.mode === mode && last.verb)) continue;
    last.to = at;
    segments.push({ mode, verb: true, from: at, to: clause.to });
  }
  return segments.filter((segment) => segment.to > segment.from);
}
