import { applyOperations } from "./reading.ts";
import type { Cart } from "../cart.ts";
import type { Shop } from "../shop.ts";
import type { Clause } from "./clauses.ts";
import { distributed } from "./distribute.ts";
import { draftsOf } from "./drafts.ts";
import type { Draft } from "./draft.ts";
import { another, correction, denial, garnish, plainEdit, removal, replacement } from "./edits.ts";
import type { Edit, Editing } from "./edits.ts";
import { elementsOf } from "./elements.ts";
import { lexiconOf } from "./lexicon.ts";
import type { Reading } from "./reading.ts";
import { candidatesFor } from "./candidates.ts";
import { resolveDraft } from "./resolve.ts";
import type { Background } from "./candidates.ts";
import type { Resolved } from "./resolve.ts";
import { addVerbs, changeVerbs, removeVerbs, smallTalk, fillers } from "./vocabulary.ts";
import type { Word } from "./words.ts";

export type Sentence = {
  shop: Shop;
  text: string;
  words: readonly Word[];
  /** Words that were understood as something else than things. */
  spent: ReadonlySet<number>;
  cart: Cart;
  nowMs: number;
};

type Stretch = { from: number; to: number };

export function draftsIn(sentence: Sentence, stretch: Stretch): Draft[] {
  const { shop, words, spent, text } = sentence;
  const outside = words.map((_, at) => at).filter((at) => at < stretch.from || at >= stretch.to);
  const lexicon = lexiconOf(shop);
  const elements = elementsOf(lexicon, words, new Set([...spent, ...outside]));
  return draftsOf({ shop, lexicon, elements, text, words });
}

export function backgroundOf(sentence: Sentence, scope: string | null): Background {
  const { shop, nowMs, words, text } = sentence;
  const quote = (draft: Draft) =>
    text.slice(words[draft.from]?.start, words[quoteEnd(draft) - 1]?.end);
  const quoteEnd = (draft: Draft) => {
    const last = draft.unknown.at(-1);
    return Math.max(draft.to, last === undefined ? 0 : words.indexOf(last) + 1);
  };
  return { shop, nowMs, scope, quote };
}

function note(reading: Reading, resolved: Resolved): void {
  reading.clarify.push(...resolved.clarify);
  reading.unavailable.push(...resolved.unavailable);
  reading.unresolved.push(...resolved.unresolved);
  if (resolved.line !== null) reading.operations.push({ kind: "add", line: resolved.line });
}

function record(reading: Reading, edit: Edit): void {
  reading.operations.push(...edit.operations);
  for (const resolved of edit.resolved) note(reading, resolved);
}

/** Adds what the drafts name; a section named once holds for what follows. */
function readThings(sentence: Sentence, drafts: readonly Draft[], reading: Reading): void {
  let scope: string | null = drafts.find((draft) => draft.categoryId !== null)?.categoryId ?? null;
  let byWeight = false;
  for (const draft of distributed(sentence.shop, corrected(drafts))) {
    scope = draft.categoryId ?? scope;
    const weighed: Draft = byWeight ? weighedLike(sentence.shop, draft) : draft;
    byWeight = draft.amount?.amount.kind === "kilos" || (byWeight && weighed !== draft);
    note(reading, resolveDraft(backgroundOf(sentence, scope), weighed));
  }
}

/** "2 kg de papa, 1 de cebolla": the kilos said once hold for the numbers behind. */
function weighedLike(shop: Shop, draft: Draft): Draft {
  const { amount } = draft;
  const byKilo = shop.products.some(({ id, unit }) => draft.products.includes(id) && unit === "kg");
  if (!draft.ofKind || !byKilo || amount?.amount.kind !== "count") return draft;
  return { ...draft, amount: { ...amount, amount: { kind: "kilos", kilos: amount.amount.count } } };
}

/** "5 de carne… no pará, 4", "una muzza, no perdón, una fugazza": the later word holds. */
function corrected(drafts: readonly Draft[]): Draft[] {
  const result: Draft[] = [];
  for (const draft of drafts) {
    const before = result.at(-1);
    if (!draft.correction || before === undefined) {
      result.push(draft);
    } else if (draft.products.length + draft.hints.length > 0) {
      result.splice(-1, 1, { ...draft, amount: draft.amount ?? before.amount });
    } else {
      result.splice(-1, 1, {
        ...before,
        amount: draft.amount ?? before.amount,
        details: [...before.details, ...draft.details],
      });
    }
  }
  return result;
}

type Segment = { mode: "add" | "remove" | "change"; verb: boolean } & Stretch;

function modeOf(text: string): Segment["mode"] | null {
  if (removeVerbs.has(text)) return "remove";
  if (changeVerbs.has(text)) return "change";
  return addVerbs.has(text) ? "add" : null;
}

/** A clause at its verbs: "sacá la cebolla y poné cebolla morada" is two. */
function segmentsOf(sentence: Sentence, clause: Stretch): Segment[] {
  const segments: Segment[] = [{ mode: "add", verb: false, from: clause.from, to: clause.to }];
  for (let at = clause.from; at < clause.to; at += 1) {
    const mode = sentence.spent.has(at) ? null : modeOf(sentence.words[at]?.text ?? "");
    const last = segments.at(-1);
    if (mode === null || last === undefined) continue;
    if (last.mode === mode && last.verb) continue;
    last.to = at;
    segments.push({ mode, verb: true, from: at, to: clause.to });
  }
  return segments.filter((segment) => segment.to > segment.from);
}

function textOf(sentence: Sentence, stretch: Stretch): string {
  return sentence.words
    .slice(stretch.from, stretch.to)
    .map((word) => word.text)
    .join(" ");
}

function indexIn(sentence: Sentence, stretch: Stretch, test: (text: string) => boolean): number {
  for (let at = stretch.from; at < stretch.to; at += 1) {
    if (test(sentence.words[at]?.text ?? "")) return at;
  }
  return -1;
}

function editingOf(sentence: Sentence, reading: Reading): Editing {
  return {
    ...backgroundOf(sentence, null),
    cart: applyOperations(sentence.cart, reading.operations),
  };
}

function unknownWords(sentence: Sentence, stretch: Stretch): string[] {
  return sentence.words
    .slice(stretch.from + 1, stretch.to)
    .map((word) => word.text)
    .filter((text) => !smallTalk.has(text) && !fillers.has(text) && /^[a-z]{3,}$/.test(text));
}

function readRemoval(sentence: Sentence, segment: Segment, reading: Reading): Edit {
  const editing = editingOf(sentence, reading);
  const drafts = draftsIn(sentence, { from: segment.from + 1, to: segment.to });
  return removal(editing, drafts, drafts.length > 0 ? [] : unknownWords(sentence, segment));
}

function readChange(sentence: Sentence, segment: Segment, reading: Reading): Edit | null {
  const by = indexIn(sentence, segment, (text) => text === "por" || text === "x" || text === "a");
  if (by < 0) return correction(editingOf(sentence, reading), draftsIn(sentence, segment));
  const from = draftsIn(sentence, { from: segment.from + 1, to: by });
  const to = draftsIn(sentence, { from: by + 1, to: segment.to });
  return replacement(editingOf(sentence, reading), from, to);
}

const setsValue =
  /(?:^| )(?:que (?:\w+ ){0,3}(?:sean?|vaya|venga|no vengan?)|(?:me )?equivoque|son|hacelo|hacela|hacelos|hacelas|mejor|dejalo en|dejala en|nomas|solamente) ?/;
const likeLast = /\b(?:otr[oa] (?:igual|mas)|lo mismo|uno mas|una mas)\b/;
const garnishVerbs = /(?:^|\b)(?:ponele|agregale|sumale|mandale|dale|ponelo|con)\b/;
const otherThan = /\bno (\d+|un[oa]?|dos|tres|cuatro|cinco|seis)$/;

/** What a clause does to the lines there are, before it is taken as adding new ones. */
function readEdit(sentence: Sentence, segment: Segment, reading: Reading): Edit | null {
  const editing = editingOf(sentence, reading);
  if (editing.cart.lines.length === 0) return null;
  if (segment.mode === "remove") return readRemoval(sentence, segment, reading);
  if (segment.mode === "change") return readChange(sentence, segment, reading);
  const text = textOf(sentence, segment);
  if (likeLast.test(text)) return another(editing, draftsIn(sentence, segment));
  const denied = readDenial(sentence, segment, editing);
  if (denied !== null) return denied;
  if (setsValue.test(text)) {
    const not = otherThan.exec(text);
    const spokenBehind = not === null ? 0 : (not[0].trim().split(" ").length ?? 0);
    const drafts = draftsIn(sentence, { from: segment.from, to: segment.to - spokenBehind });
    const edit = correction(editing, drafts);
    if (edit !== null) return edit;
  }
  if (garnishVerbs.test(text)) return garnish(editing, draftsIn(sentence, segment));
  return bareAmount(sentence, segment, editing);
}

/** "no el budín no", "la negra no, blanca", "no quiero la coca". */
function readDenial(sentence: Sentence, segment: Segment, editing: Editing): Edit | null {
  const text = textOf(sentence, segment);
  // "son 2 no 3" corrects a number, "que no vengan vigilantes" is a wish.
  if (otherThan.test(text) || /\bque no\b/.test(text)) return null;
  const no = indexIn(sentence, segment, (text) => text === "no" || text === "sin");
  if (no < 0) return null;
  const behind = { from: no + 1, to: segment.to };
  const before = draftsIn(sentence, { from: segment.from, to: no });
  const after = draftsIn(sentence, behind);
  if (before.length > 0) return denial(editing, before, after);
  const unwanted = /^(?:\w+ )?(?:ya )?no (?:quiero|va|mandes|pongas) /.test(
    textOf(sentence, segment),
  );
  const again = indexIn(sentence, behind, (text) => text === "no");
  if (!unwanted && again < 0) return null;
  const denied = again < 0 ? after : draftsIn(sentence, { from: no + 1, to: again });
  return denied.length === 0 ? null : denial(editing, denied, []);
}

/** A number alone is how many of what was added last. */
function bareAmount(sentence: Sentence, segment: Segment, editing: Editing): Edit | null {
  const meaning = sentence.words.slice(segment.from, segment.to).filter((word) => !word.mark);
  const drafts = draftsIn(sentence, segment);
  const [only] = drafts;
  if (drafts.length !== 1 || only?.amount === null || only === undefined) return null;
  const spoken = only.amount.text.split(" ").length;
  if (spoken !== meaning.length || only.amount.amount.kind !== "count") return null;
  return correction(editing, drafts);
}

/** Reads an ordering clause: edits of the cart first, then new things. */
export function readClause(sentence: Sentence, clause: Clause, reading: Reading): void {
  for (const segment of segmentsOf(sentence, clause)) {
    const edit = readEdit(sentence, segment, reading);
    if (edit !== null) record(reading, edit);
    else if (segment.mode === "remove") record(reading, plainEdit());
    else readThings(sentence, draftsIn(sentence, segment), reading);
  }
}

/** A question changes nothing; what it is about, and what the shop lacks of it, is told. */
export function readAsked(sentence: Sentence, clause: Clause, reading: Reading): void {
  const drafts = draftsIn(sentence, clause);
  const background = backgroundOf(sentence, null);
  const asked = drafts.flatMap((draft) => candidatesFor(background, draft).map(({ id }) => id));
  if (asked.length > 0) {
    reading.asked = [...new Set([...(reading.asked ?? []), ...asked])];
    for (const draft of drafts) {
      const resolved = resolveDraft(background, draft);
      reading.unavailable.push(...resolved.unavailable);
    }
    return;
  }
  const wanted = /\b(?:tenes|tienen|hay|venden|vendes|tendrias|tendran) (.+)$/.exec(clause.text);
  const wantedBefore = /^(.+) (?:tenes|tienen|hay|venden|vendes)$/.exec(clause.text);
  const thing = wanted?.[1] ?? wantedBefore?.[1];
  const telling = reading.topics.every((topic) => topic === "greeting");
  if (thing !== undefined && telling) reading.unresolved.push(thing);
}
