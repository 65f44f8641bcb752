import type { Shop } from "../shop.ts";
import type { Element, SpokenAmount } from "./elements.ts";
import type { Reference } from "./lexicon.ts";
import { affectionate, containers, fillers, smallTalk } from "./vocabulary.ts";
import type { Word } from "./words.ts";

type Named<Kind extends Reference["kind"]> = Extract<Reference, { kind: Kind }>;

/** One thing that a sentence asks for, before the shop's rules are applied to it. */
export type Draft = {
  amount: SpokenAmount | null;
  /** Products its words name; empty: none was named. */
  products: string[];
  /** Products whose name begins with its word. */
  hints: string[];
  categoryId: string | null;
  variants: Named<"variant">[][];
  options: Named<"option">[][];
  notes: string[];
  /** Words nobody knows: behind an amount they may be a product the shop lacks. */
  unknown: Word[];
  /** First and last word in the sentence. */
  from: number;
  to: number;
  /** A colon, or "N of them:" follows: its parts come next. */
  header: boolean;
  /** "de" stands between amount and name: "una de jamón". */
  ofKind: boolean;
  /** "no, perdón": it stands for what was said before. */
  correction: boolean;
  /** "todas", "todos": what follows holds for everything before. */
  forAll: boolean;
};

function newDraft(at: number): Draft {
  return {
    amount: null,
    products: [],
    hints: [],
    categoryId: null,
    variants: [],
    options: [],
    notes: [],
    unknown: [],
    from: at,
    to: at,
    header: false,
    ofKind: false,
    correction: false,
    forAll: false,
  };
}

function only<Kind extends Reference["kind"]>(
  references: readonly Reference[],
  kind: Kind,
): Named<Kind>[] {
  return references.filter((reference): reference is Named<Kind> => reference.kind === kind);
}

/** Walks over a clause's elements and closes a draft wherever the next thing begins. */
class Assembly {
  readonly drafts: Draft[] = [];
  current: Draft | null = null;
  /** The mark or joining word just before. */
  joint = "";
  /** The next draft stands for the one before. */
  correcting = false;
  readonly shop: Shop;
  readonly elements: readonly Element[];

  constructor(shop: Shop, elements: readonly Element[]) {
    this.shop = shop;
    this.elements = elements;
  }

  close(): void {
    if (this.current !== null) this.drafts.push(this.current);
    this.current = null;
  }

  open(at: number): Draft {
    this.close();
    this.current = { ...newDraft(at), correction: this.correcting };
    this.correcting = false;
    return this.current;
  }

  /** Does the draft's product take one of these options, and is there room in the group? */
  fitting(draft: Draft, options: readonly Named<"option">[]): Named<"option">[] {
    const products = this.shop.products.filter((product) => draft.products.includes(product.id));
    return options.filter((option) =>
      products.some((product) => product.modifierGroups?.includes(option.groupId)),
    );
  }

  /** Is the option's group compulsory: then even a product's name answers it ("combo con sprite"). */
  compulsory(options: readonly Named<"option">[]): boolean {
    return options.some(({ groupId }) =>
      this.shop.modifierGroups.some((group) => group.id === groupId && group.min > 0),
    );
  }
}

function isNamed(draft: Draft): boolean {
  return draft.products.length > 0 || draft.hints.length > 0;
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

function takeAmount(
  assembly: Assembly,
  element: Extract<Element, { kind: "amount" }>,
  index: number,
): void {
  const { current } = assembly;
  const spoken = { amount: element.amount, text: element.text };
  const separated = [",", "y", ":", ";"].includes(assembly.joint);
  if (current !== null && isNamed(current) && !separated && !nameFollows(assembly, index)) {
    // Behind the name: "acelga 2 atados", "coca de 1.5", "cinto 110".
    if (current.amount === null) current.amount = spoken;
    else current.variants.push(variantsSpoken(assembly.shop, current, spoken.text));
    current.to = element.to;
    return;
  }
  if (current?.amount?.amount.kind === "count" && !isNamed(current) && !separated) {
    const untouched = current.unknown.length === 0 && current.options.length === 0;
    // "un 1/2 de chocolate": the article says nothing more.
    if (current.amount.amount.article === true && untouched) {
      current.amount = spoken;
      current.to = element.to;
      return;
    }
  }
  const draft = assembly.open(element.from);
  draft.amount = spoken;
  draft.to = element.to;
}

function variantsSpoken(shop: Shop, draft: Draft, text: string): Named<"variant">[] {
  return shop.products
    .filter((product) => draft.products.includes(product.id))
    .flatMap((product) =>
      (product.variants ?? [])
        .filter((variant) => [variant.name, ...(variant.aliases ?? [])].includes(text))
        .map(({ id }) => ({ kind: "variant" as const, productId: product.id, variantId: id })),
    );
}

function takeName(assembly: Assembly, element: Extract<Element, { kind: "mention" }>): boolean {
  const products = only(element.references, "product").map(({ productId }) => productId);
  const hints = only(element.references, "hint").map(({ productId }) => productId);
  if (products.length === 0 && hints.length === 0) return false;
  const { current } = assembly;
  const draft = current === null || isNamed(current) ? assembly.open(element.from) : current;
  draft.products = [...new Set(products)];
  draft.hints = [...new Set(hints)];
  draft.ofKind = assembly.joint === "de";
  draft.to = element.to;
  return true;
}

/** Options and variants of the thing in hand; false where the words begin something else. */
function takeDetail(assembly: Assembly, element: Extract<Element, { kind: "mention" }>): boolean {
  const { current } = assembly;
  const options = only(element.references, "option");
  const variants = only(element.references, "variant");
  const names = element.references.some(({ kind }) => kind === "product");
  if (current === null || !isNamed(current)) {
    if (names || (options.length === 0 && variants.length === 0)) return false;
    const draft = current ?? assembly.open(element.from);
    if (options.length > 0) draft.options.push(options);
    if (variants.length > 0) draft.variants.push(variants);
    draft.to = element.to;
    return true;
  }
  const own = variants.filter(({ productId }) => current.products.includes(productId));
  const fitting = assembly.fitting(current, options);
  const attached = ["con", "de", "a", "en", ""].includes(assembly.joint);
  if (fitting.length > 0 && (!names || attached || assembly.compulsory(fitting))) {
    current.options.push(fitting);
  } else if (own.length > 0 && (!names || attached)) {
    current.variants.push(own);
  } else if (!names && (options.length > 0 || variants.length > 0)) {
    if (variants.length > 0 && current.hints.length > 0) current.variants.push(variants);
    if (options.length > 0) current.options.push(options);
  } else {
    return false;
  }
  current.to = element.to;
  return true;
}

function takeCategory(assembly: Assembly, element: Extract<Element, { kind: "mention" }>): void {
  const [category] = only(element.references, "category");
  if (category === undefined) return;
  const { current } = assembly;
  const draft = current === null || isNamed(current) ? assembly.open(element.from) : current;
  draft.categoryId = category.categoryId;
  draft.to = element.to;
}

/** "sin aceitunas", "que no estén pasadas", "bien fría": the words up to the next thing. */
function takeNote(assembly: Assembly, index: number): number {
  const { current } = assembly;
  const first = assembly.elements[index];
  if (current === null || first?.kind !== "word") return 0;
  const next = assembly.elements[index + 1];
  const opens =
    first.word.text === "sin" ||
    (first.word.text === "bien" && next?.kind === "word" && !next.word.mark) ||
    (first.word.text === "que" &&
      next?.kind === "word" &&
      ["no", "este", "esten", "sea", "venga", "vengan", "diga"].includes(next.word.text));
  if (!opens) return 0;
  return index;
}

function noteEnd(assembly: Assembly, index: number): number {
  let end = index + 1;
  for (; end < assembly.elements.length; end += 1) {
    const element = assembly.elements[end];
    if (element === undefined || element.kind === "amount") break;
    if (element.kind === "word" && (element.word.mark || element.word.text === "con")) break;
    const joins = element.kind === "word" && element.word.text === "y";
    if (joins && assembly.elements[end + 1]?.kind !== "word") break;
  }
  return end;
}

function takeWord(assembly: Assembly, element: Extract<Element, { kind: "word" }>): void {
  const { word } = element;
  const { current } = assembly;
  if (word.mark) {
    if (word.text === ":" && current !== null) current.header = true;
    if (![",", "(", ")", "+"].includes(word.text)) assembly.close();
    assembly.joint = word.text;
    return;
  }
  if (/^(?:perdon|digo)$/.test(word.text) || (word.text === "no" && assembly.joint !== "")) {
    assembly.close();
    assembly.correcting = assembly.drafts.length > 0;
    return;
  }
  if (/^tod[ao]s$/.test(word.text)) {
    assembly.open(element.from).forAll = true;
    return;
  }
  if (fillers.has(word.text) || ["y", "e", "o", "mas", "ademas", "tambien"].includes(word.text)) {
    if (!["el", "la", "los", "las"].includes(word.text)) assembly.joint = word.text;
    return;
  }
  if (containers.has(word.text) || affectionate.has(word.text)) return;
  if (smallTalk.has(word.text) || word.text.length < 3) return;
  if (current !== null) current.unknown.push(word);
}

type Sentence = {
  shop: Shop;
  elements: readonly Element[];
  text: string;
  words: readonly Word[];
};

/** The things a clause names, in order. */
export function draftsOf({ shop, elements, text, words }: Sentence): Draft[] {
  const assembly = new Assembly(shop, elements);
  for (let index = 0; index < elements.length; index += 1) {
    const element = elements[index];
    if (element === undefined) continue;
    if (element.kind === "amount") {
      takeAmount(assembly, element, index);
    } else if (element.kind === "mention") {
      const taken = takeDetail(assembly, element) || takeName(assembly, element);
      if (!taken) takeCategory(assembly, element);
    } else if (takeNote(assembly, index) === index && index > 0 && assembly.current !== null) {
      const end = noteEnd(assembly, index);
      const last = elements[end - 1]?.to ?? element.to;
      const from = words[element.from]?.start ?? 0;
      assembly.current.notes.push(text.slice(from, words[last - 1]?.end ?? from));
      index = end - 1;
      continue;
    } else {
      takeWord(assembly, element);
      continue;
    }
    assembly.joint = "";
  }
  assembly.close();
  return assembly.drafts;
}
