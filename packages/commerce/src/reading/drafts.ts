import type { Shop } from "../shop.ts";
import { fittingDetail, isNamed, newDraft } from "./draft.ts";
import type { Detail, Draft } from "./draft.ts";
import type { Element } from "./elements.ts";
import type { Lexicon, Reference } from "./lexicon.ts";
import { mentionAt } from "./mentions.ts";
import { noteAt } from "./notes.ts";
import { affectionate, containers, fillers, smallTalk } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";
import type { Word } from "./words.ts";

export type Sentence = {
  shop: Shop;
  lexicon: Lexicon;
  elements: readonly Element[];
  text: string;
  words: readonly Word[];
};

type AmountElement = Extract<Element, { kind: "amount" }>;
type MentionElement = Extract<Element, { kind: "mention" }>;

/** The state of a walk over a clause's elements: a draft is closed wherever the next thing begins. */
type Assembly = Sentence & {
  drafts: Draft[];
  current: Draft | null;
  /** The mark or joining word just before. */
  joint: string;
  /** The next draft stands for the one before. */
  correcting: boolean;
  /** Details follow one another: "con huevo y jamón". */
  listing: boolean;
};

const separators = new Set([",", "y", ":", ";", "e", "mas", "tambien", "+"]);

function close(assembly: Assembly): void {
  if (assembly.current !== null) assembly.drafts.push(assembly.current);
  assembly.current = null;
}

function open(assembly: Assembly, at: number): Draft {
  close(assembly);
  const draft = newDraft(at, assembly.correcting);
  assembly.correcting = false;
  assembly.listing = false;
  assembly.current = draft;
  return draft;
}

function detailOf(references: readonly Reference[]): Detail {
  return references.flatMap((reference) =>
    reference.kind === "variant" || reference.kind === "option" ? reference : [],
  );
}

function namesIn(references: readonly Reference[], kind: "product" | "hint"): string[] {
  return references.flatMap((reference) => (reference.kind === kind ? reference.productId : []));
}

function productsOf(assembly: Assembly, draft: Draft) {
  return assembly.shop.products.filter(({ id }) => draft.products.includes(id));
}

/** What of a detail the products of the draft have. */
function fittingIn(assembly: Assembly, draft: Draft, detail: Detail): Detail {
  const products = productsOf(assembly, draft);
  return detail.filter((reference) =>
    products.some((product) => fittingDetail(product, [reference]).length > 0),
  );
}

/** From there to the end of the chunk: does a product follow? */
function nameFollows(assembly: Assembly, index: number): boolean {
  for (const element of assembly.elements.slice(index + 1)) {
    if (element.kind === "amount") return false;
    if (element.kind === "word" && (element.word.mark || element.word.text === "y")) return false;
    if (element.kind !== "mention") continue;
    if (element.references.some(({ kind }) => kind === "product" || kind === "hint")) return true;
  }
  return false;
}

/** "cinto 110", "coca de 1.5": a number behind the name that is one of its sizes. */
function sizeSpoken(assembly: Assembly, draft: Draft, text: string): Detail {
  return productsOf(assembly, draft).flatMap((product) =>
    (product.variants ?? [])
      .filter((variant) => [variant.name, ...(variant.aliases ?? [])].includes(text))
      .map(({ id }) => ({ kind: "variant" as const, productId: product.id, variantId: id })),
  );
}

function takeAmount(assembly: Assembly, element: AmountElement, index: number): void {
  const { current } = assembly;
  const spoken = { amount: element.amount, text: element.text };
  const joined = current !== null && !separators.has(assembly.joint);
  if (joined && isNamed(current) && !nameFollows(assembly, index)) {
    const size = sizeSpoken(assembly, current, spoken.text);
    if (size.length > 0 && current.amount !== null) current.details.push(size);
    else current.amount ??= spoken;
    current.to = element.to;
    return;
  }
  const article = current?.amount?.amount.kind === "count" && current.amount.amount.article;
  const untouched = current?.unknown.length === 0 && current.details.length === 0;
  // "un 1/2 de chocolate": the article says nothing more.
  if (joined && article === true && untouched && !isNamed(current)) {
    current.amount = spoken;
    current.to = element.to;
    return;
  }
  const draft = open(assembly, element.from);
  draft.amount = spoken;
  draft.to = element.to;
}

/** Options and sizes said inside a product's other name: "flan mixto". */
function innerDetails(assembly: Assembly, draft: Draft, element: MentionElement): void {
  const [product] = productsOf(assembly, draft);
  if (product === undefined || draft.products.length > 1) return;
  const own = new Set(wordsOf(product.name).map((word) => word.sound));
  for (let at = element.from; at < element.to; at += 1) {
    const word = assembly.words[at];
    if (word === undefined || own.has(word.sound)) continue;
    const inner = mentionAt(assembly.lexicon, assembly.words.slice(at, at + 1), 0);
    const detail = fittingDetail(product, detailOf(inner?.references ?? []));
    if (detail.length > 0) draft.details.push(detail);
  }
}

/** Does this name go on from the one before: "lechuga mantecosa", "carne cortada a cuchillo"? */
function refines(assembly: Assembly, draft: Draft, products: readonly string[]): boolean {
  const adjacent = assembly.joint === "" || assembly.joint === "de";
  const bare = draft.details.length === 0 && draft.notes.length === 0;
  if (!adjacent || !bare || products.length === 0) return false;
  const sections = new Set(productsOf(assembly, draft).map(({ categoryId }) => categoryId));
  return assembly.shop.products.some(
    ({ id, categoryId }) => products.includes(id) && sections.has(categoryId),
  );
}

function sameThing(draft: Draft, products: readonly string[]): boolean {
  return products.length > 0 && products.every((id) => draft.products.includes(id));
}

function takeName(assembly: Assembly, element: MentionElement): boolean {
  const products = namesIn(element.references, "product");
  const hints = namesIn(element.references, "hint");
  const section = element.references.some(({ kind }) => kind === "category");
  // "pizza" is the whole section, though only some names begin with it.
  if (products.length === 0 && (hints.length === 0 || section)) return false;
  let draft = assembly.current;
  if (draft !== null && isNamed(draft)) {
    // "la mitad muzza, mitad napo": the name again says nothing new.
    if (sameThing(draft, products) && !separators.has(assembly.joint)) return true;
    if (!refines(assembly, draft, products)) draft = null;
  }
  draft ??= open(assembly, element.from);
  const ofKind = draft.ofKind || assembly.joint === "de";
  Object.assign(draft, { products, hints, ofKind, to: element.to });
  innerDetails(assembly, draft, element);
  return true;
}

/** Is a group of these options compulsory: then even a product's name answers it ("combo con sprite"). */
function isCompulsory(assembly: Assembly, detail: Detail): boolean {
  return detail.some(
    (reference) =>
      reference.kind === "option" &&
      assembly.shop.modifierGroups.some(({ id, min }) => id === reference.groupId && min > 0),
  );
}

/** Sizes and options of the thing in hand; false where the words begin something else. */
function takeDetail(assembly: Assembly, element: MentionElement): boolean {
  const { current, joint } = assembly;
  const detail = detailOf(element.references);
  if (detail.length === 0) return false;
  const names = element.references.some(({ kind }) => kind === "product");
  if (current === null || !isNamed(current)) {
    // "2 sin cebolla y 1 con bacon": so many of what was named before.
    const ofBefore = joint === "con" && current?.amount !== null && assembly.drafts.length > 0;
    if (names && !ofBefore) return false;
    const draft = current ?? open(assembly, element.from);
    draft.details.push(detail);
    draft.to = element.to;
    return true;
  }
  const fitting = fittingIn(assembly, current, detail);
  const attached = ["con", "de", "a", "en", ""].includes(joint) || assembly.listing;
  if (fitting.length > 0 && (!names || attached || isCompulsory(assembly, fitting))) {
    current.details.push(fitting);
    assembly.listing ||= joint === "con";
  } else if (!names) {
    // Of no use for this product alone, but it may tell which of several is meant.
    if (current.hints.length > 0 || current.products.length > 1) current.details.push(detail);
  } else {
    return false;
  }
  current.to = element.to;
  return true;
}

function takeCategory(assembly: Assembly, element: MentionElement): void {
  const category = element.references.find((reference) => reference.kind === "category");
  if (category === undefined) return;
  const { current } = assembly;
  const own = current !== null && productsOf(assembly, current);
  // "una muzzarella pizza": the section of what was named already.
  if (own && own.some(({ categoryId }) => categoryId === category.categoryId)) return;
  const draft = current === null || isNamed(current) ? open(assembly, element.from) : current;
  draft.categoryId = category.categoryId;
  draft.to = element.to;
}

/** Words of a product's own names or description tell nothing new. */
function isOwnWord(assembly: Assembly, draft: Draft, word: Word): boolean {
  return productsOf(assembly, draft).some((product) =>
    wordsOf([product.name, product.description, ...(product.aliases ?? [])].join(" ")).some(
      ({ sound }) => sound === word.sound,
    ),
  );
}

function takeMark(assembly: Assembly, mark: string): void {
  if (mark === ":" && assembly.current !== null) assembly.current.header = true;
  if (![",", "(", ")", "+"].includes(mark)) close(assembly);
  assembly.joint = mark;
}

function takeWord(assembly: Assembly, word: Word, at: number): void {
  const { current, joint } = assembly;
  if (word.mark) {
    takeMark(assembly, word.text);
  } else if (/^(?:perdon|digo)$/.test(word.text) || (word.text === "no" && joint !== "")) {
    close(assembly);
    assembly.correcting = assembly.drafts.length > 0;
  } else if (/^tod[ao]s$/.test(word.text)) {
    open(assembly, at).forAll = true;
  } else if (fillers.has(word.text) || separators.has(word.text) || word.text === "o") {
    if (!["el", "la", "los", "las"].includes(word.text)) assembly.joint = word.text;
  } else if (current !== null && isTelling(word)) {
    if (joint === "de" && current.to > current.from && goesOn(assembly, current, at)) {
      current.doubtful ||= !isOwnWord(assembly, current, word);
    }
    current.unknown.push(word);
    assembly.joint = "";
  }
}

/** Nothing but joining words since the name. */
function goesOn(assembly: Assembly, draft: Draft, at: number): boolean {
  return assembly.words.slice(draft.to, at).every((word) => fillers.has(word.text));
}

function isTelling(word: Word): boolean {
  const everyday = [containers, affectionate, smallTalk].some((list) => list.has(word.text));
  return !everyday && word.text.length > 2;
}

function takeMention(assembly: Assembly, element: MentionElement): void {
  const taken = takeDetail(assembly, element) || takeName(assembly, element);
  if (!taken) takeCategory(assembly, element);
}

/** The things a clause names, in order. */
export function draftsOf(sentence: Sentence): Draft[] {
  const assembly: Assembly = {
    ...sentence,
    drafts: [],
    current: null,
    joint: "",
    correcting: false,
    listing: false,
  };
  const { elements } = sentence;
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index];
    if (element === undefined) continue;
    const note = assembly.current === null ? null : noteAt(sentence, index);
    if (note !== null) {
      assembly.current?.notes.push(note.text);
      index = note.end - 1;
      assembly.joint = "";
    } else if (element.kind === "word") {
      takeWord(assembly, element.word, element.from);
    } else {
      if (element.kind === "amount") takeAmount(assembly, element, index);
      else takeMention(assembly, element);
      assembly.joint = "";
    }
  }
  close(assembly);
  return assembly.drafts;
}
