import type { Element } from "./elements.ts";
import { fillers } from "./vocabulary.ts";
import type { Word } from "./words.ts";

type Elements = { elements: readonly Element[]; text: string; words: readonly Word[] };

/** A wish to the kitchen in the customer's words, and the element behind it. */
export type Note = { text: string; end: number };

const wishes = new Set(["no", "este", "esten", "sea", "sean", "venga", "vengan", "diga"]);

function wordAt(elements: readonly Element[], index: number): string | null {
  const element = elements[index];
  return element?.kind === "word" && !element.word.mark ? element.word.text : null;
}

/** "sin aceitunas ni orégano": one thing, and others only behind "ni". */
function withoutEnd(elements: readonly Element[], index: number): number {
  let end = index + 1;
  while (fillers.has(wordAt(elements, end) ?? "")) end += 1;
  end += 1;
  return wordAt(elements, end) === "ni" ? withoutEnd(elements, end) : end;
}

/** To the next amount, mark, or thing joined by "y". */
function wishEnd(elements: readonly Element[], index: number): number {
  let end = index + 1;
  for (; end < elements.length; end += 1) {
    const element = elements[end];
    if (element === undefined || element.kind === "amount") break;
    if (element.kind === "word" && element.word.mark) break;
    const joins = element.kind === "word" && ["y", "con"].includes(element.word.text);
    if (joins && elements[end + 1]?.kind !== "word") break;
  }
  return end;
}

function endOf(elements: readonly Element[], index: number): number | null {
  const next = elements[index + 1];
  switch (wordAt(elements, index) ?? "") {
    case "sin":
      return next === undefined ? null : withoutEnd(elements, index);
    case "bien":
      return wordAt(elements, index + 1) === null ? null : index + 2;
    case "que":
      return wishes.has(wordAt(elements, index + 1) ?? "") ? wishEnd(elements, index) : null;
    default:
      return null;
  }
}

/** The note that begins at that element: "sin aceitunas", "que no estén pasadas", "bien fría". */
export function noteAt({ elements, text, words }: Elements, index: number): Note | null {
  const end = endOf(elements, index);
  const first = elements[index];
  if (end === null || first === undefined) return null;
  const last = elements[Math.min(end, elements.length) - 1] ?? first;
  return { text: text.slice(words[first.from]?.start, words[last.to - 1]?.end), end };
}
