import type { CartLine } from "../cart.ts";
import { cardinalAt } from "../cardinal.ts";
import { candidatesFor } from "./candidates.ts";
import type { Clause } from "./clauses.ts";
import { likeLine, replacement } from "./edits.ts";
import type { Edit, Editing } from "./edits.ts";
import { editingOf, readEdit } from "./read-edit.ts";
import type { Reading } from "./reading.ts";
import { resolveDraft } from "./resolve.ts";
import { segmentsOf } from "./segments.ts";
import type { Segment } from "./segments.ts";
import { backgroundOf, draftsIn, textOf } from "./sentence.ts";
import type { Sentence } from "./sentence.ts";
import { note, readThings } from "./things.ts";

/** "crispy x3, a una | sacale el tomate": how many the next verb is about, and the words it takes. */
function countBehind(
  sentence: Sentence,
  segment: Segment,
): { count: number; length: number } | null {
  const found = /(?:^| )a (una?|uno|dos|tres|\d+)$/.exec(textOf(sentence, segment));
  if (found === null) return null;
  const word = found[1] ?? "";
  return { count: cardinalAt([word], 0)?.value ?? Number(word), length: 2 };
}

/** The line that an edit took out whole, for what comes in its place. */
function lineTakenOut(editing: Editing, edit: Edit): CartLine | null {
  const [operation] = edit.operations;
  if (edit.operations.length !== 1 || operation?.kind !== "remove") return null;
  const line = editing.cart.lines.find(({ id }) => id === operation.lineId);
  return operation.quantity === null && line !== undefined ? line : null;
}

function record(reading: Reading, edit: Edit): void {
  reading.operations.push(...edit.operations);
  for (const resolved of edit.resolved) note(reading, resolved);
}

/** "en vez de la coca mandame una sprite", "una sprite en lugar de la coca". */
function readInstead(sentence: Sentence, clause: Clause, editing: Editing): Edit | null {
  const { words } = sentence;
  const at = words.findIndex(
    (word, index) => index >= clause.from && index < clause.to && /^(?:vez|lugar)$/.test(word.text),
  );
  if (at < 0 || words[at - 1]?.text !== "en") return null;
  const behind = { from: at + 1, to: clause.to };
  const verb = segmentsOf(sentence, behind).find((segment) => segment.verb);
  const comma = words.findIndex((word, index) => index > at && word.text === ",");
  const split = verb?.from ?? (comma > 0 && comma < clause.to ? comma : clause.to);
  const before = draftsIn(sentence, { from: clause.from, to: at - 1 });
  const after = draftsIn(sentence, { from: split, to: clause.to });
  const old = draftsIn(sentence, { from: at + 1, to: split });
  return replacement(editing, old, before.length > 0 ? before : after);
}

/** Reads an ordering clause: edits of the cart first, then new things. */
export function readClause(sentence: Sentence, clause: Clause, reading: Reading): void {
  const instead = readInstead(sentence, clause, editingOf(sentence, reading));
  if (instead !== null) {
    record(reading, instead);
    return;
  }
  let count: number | null = null;
  let takenOut: CartLine | null = null;
  for (const segment of segmentsOf(sentence, clause)) {
    const behind = countBehind(sentence, segment);
    const stretch = { ...segment, to: segment.to - (behind?.length ?? 0) };
    const editing = editingOf(sentence, reading);
    const edit = readEdit(sentence, stretch, { editing, count });
    if (edit === null) {
      const replaced = takenOut;
      const drafts = draftsIn(sentence, stretch).map((draft) =>
        replaced === null || draft.amount !== null
          ? draft
          : likeLine(sentence.shop, replaced, draft),
      );
      readThings(sentence, drafts, reading);
    } else {
      record(reading, edit);
    }
    takenOut = edit === null ? null : lineTakenOut(editing, edit);
    count = behind?.count ?? null;
  }
}

const wanted = /\b(?:tenes|tienen|hay|venden|vendes|tendrias|tendran) (.+)$/;
const wantedBefore = /^(.+) (?:tenes|tienen|hay|venden|vendes)$/;

/** A question changes nothing; what it is about, and what the shop lacks of it, is told. */
export function readAsked(sentence: Sentence, clause: Clause, reading: Reading): void {
  const drafts = draftsIn(sentence, clause);
  const background = backgroundOf(sentence, null);
  const asked = drafts.flatMap((draft) => candidatesFor(background, draft).map(({ id }) => id));
  if (asked.length > 0) {
    reading.asked = [...new Set([...(reading.asked ?? []), ...asked])];
    const resolved = drafts.map((draft) => resolveDraft(background, draft));
    reading.unavailable.push(...resolved.flatMap(({ unavailable }) => unavailable));
    return;
  }
  const thing = wanted.exec(clause.text)?.[1] ?? wantedBefore.exec(clause.text)?.[1];
  const telling = reading.topics.every((topic) => topic === "greeting");
  if (thing !== undefined && telling) reading.unresolved.push(thing);
}
