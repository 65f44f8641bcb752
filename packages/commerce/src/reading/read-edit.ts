import { applyOperations } from "./reading.ts";
import type { Reading } from "./reading.ts";
import { removal } from "./removal.ts";
import { another, correction, denial, garnish, replacement } from "./edits.ts";
import type { Edit, Editing } from "./edits.ts";
import { backgroundOf, draftsIn, indexOfWord, textOf } from "./sentence.ts";
import type { Sentence } from "./sentence.ts";
import type { Segment } from "./segments.ts";

const setsValue =
  /(?:^| )(?:que (?:\w+ ){0,3}(?:sean?|vaya|no vengan?|vengan?)|(?:me )?equivoque|son|hacel[oa]s?|mejor|dejal[oa] en|deja(?:me|le)? (?:solo|solamente|nomas)|nomas|solamente|l[oa]s? quiero)(?: |$)/;
const likeLast = /\b(?:otr[oa]s? (?:igual|mas)|otr[oa] .*\bigual|lo mismo|un[oa] mas)\b/;
const garnishes = /(?:^|\b)(?:ponele|agregale|sumale|mandale|dale|ponelo|con)\b/;
const otherThan = /\bno (?:\d+|un[oa]?|dos|tres|cuatro|cinco|seis)$/;

export function editingOf(sentence: Sentence, reading: Reading): Editing {
  return {
    ...backgroundOf(sentence, null),
    cart: applyOperations(sentence.cart, reading.operations),
  };
}

function readChange(sentence: Sentence, segment: Segment, editing: Editing): Edit | null {
  const by = indexOfWord(sentence, segment, ["por", "x", "a"]);
  if (by < 0) return correction(editing, draftsIn(sentence, segment));
  const from = draftsIn(sentence, { from: segment.from + 1, to: by });
  return replacement(editing, from, draftsIn(sentence, { from: by + 1, to: segment.to }));
}

/** "no el budín no", "la negra no, blanca". */
function readDenial(sentence: Sentence, segment: Segment, editing: Editing): Edit | null {
  const text = textOf(sentence, segment);
  // "son 2 no 3" corrects a number, "que no vengan vigilantes" is a wish.
  if (otherThan.test(text) || /\bque no\b/.test(text)) return null;
  const no = indexOfWord(sentence, segment, ["no"]);
  if (no < 0) return null;
  const behind = { from: no + 1, to: segment.to };
  const before = draftsIn(sentence, { from: segment.from, to: no });
  if (before.length > 0) return denial(editing, before, draftsIn(sentence, behind));
  const again = indexOfWord(sentence, behind, ["no"]);
  const denied = again < 0 ? [] : draftsIn(sentence, { from: no + 1, to: again });
  return denied.length === 0 ? null : denial(editing, denied, []);
}

/** "que sean dos", "son 2 muzzas no 3": the number that is denied is none of it. */
function readSetting(sentence: Sentence, segment: Segment, editing: Editing): Edit | null {
  const text = textOf(sentence, segment);
  if (!setsValue.test(text)) return null;
  const denied = otherThan.test(text) ? 2 : 0;
  return correction(editing, draftsIn(sentence, { ...segment, to: segment.to - denied }));
}

/** "2", "chica", "la quiero bien cocida": what names nothing is about what was added last. */
function readBare(sentence: Sentence, segment: Segment, editing: Editing): Edit | null {
  const drafts = draftsIn(sentence, segment);
  const [only] = drafts;
  const aboutNothing = drafts.every(
    (draft) =>
      draft.products.length + draft.hints.length === 0 &&
      draft.categoryId === null &&
      draft.unknown.length === 0,
  );
  if (only === undefined || !aboutNothing) return null;
  if (drafts.every((draft) => draft.amount === null)) return correction(editing, drafts);
  const said = sentence.words.slice(segment.from, segment.to).filter((word) => !word.mark).length;
  const alone = only.amount?.amount.kind === "count" && only.amount.text.split(" ").length === said;
  return alone && only.details.length === 0 ? correction(editing, drafts) : null;
}

/**
 * What a segment does to the lines there are, before it is taken as adding new ones. Null: nothing.
 * `count`: so many of the line ("a una sacale el tomate").
 */
export function readEdit(
  sentence: Sentence,
  segment: Segment,
  { editing, count }: { editing: Editing; count: number | null },
): Edit | null {
  if (segment.mode === "remove") return removal(sentence, segment, { editing, count });
  if (editing.cart.lines.length === 0) return null;
  if (segment.mode === "change") return readChange(sentence, segment, editing);
  const text = textOf(sentence, segment);
  const like = likeLast.test(text) ? another(editing, draftsIn(sentence, segment)) : null;
  return (
    like ??
    readDenial(sentence, segment, editing) ??
    readSetting(sentence, segment, editing) ??
    (garnishes.test(text) ? garnish(editing, draftsIn(sentence, segment)) : null) ??
    readBare(sentence, segment, editing)
  );
}
