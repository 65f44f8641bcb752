import type { ModifierGroup, Product, Shop, Variant } from "../shop.ts";
import { containers, fillers, smallTalk } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

/** What a phrase of the shop may stand for. */
export type Reference =
  | { kind: "product"; productId: string; byName: boolean }
  | { kind: "variant"; productId: string; variantId: string }
  | { kind: "option"; groupId: string; optionId: string }
  | { kind: "category"; categoryId: string }
  /** The first word of several products' names: "torta", "palito". */
  | { kind: "hint"; productId: string };

type Entry = { sounds: string[]; joined: boolean; references: Reference[] };

/** The shop's phrases by the sound of their first word, longest first. */
export type Lexicon = ReadonlyMap<string, readonly Entry[]>;

const measures = new Set([
  "kilo",
  "docena",
  "media",
  "medio",
  "cuarto",
  "para",
  "solo",
  "otro",
  "mediodia",
]);

function plainName(name: string): string {
  return name.replace(/\([^)]*\)/g, " ").replace(/\bx\s?\d+\s*$/i, " ");
}

/** How people say a volume: `1,5 L` is "litro y medio". */
function spokenVolumes(name: string): string[] {
  const litres = /^(\d)(?:,(\d+))? L$/.exec(name.trim());
  const spoken: Record<string, string[]> = {
    "1": ["litro", "un litro"],
    "1,5": ["1.5", "1,5", "litro y medio", "uno y medio", "1 y medio"],
    "2": ["dos litros", "2 litros"],
    "2,25": ["2.25", "2,25", "dos y cuarto", "2 y cuarto", "dos litros y cuarto", "dos litros"],
    "3": ["tres litros", "3 litros"],
  };
  if (litres !== null) return spoken[name.trim().replace(" L", "")] ?? [];
  const millilitres = /^(\d{3}) ml$/.exec(name.trim());
  if (millilitres === null) return [];
  return [millilitres[1] ?? "", ...(millilitres[1] === "500" ? ["medio", "medio litro"] : [])];
}

class Builder {
  readonly entries = new Map<string, Entry>();

  add(phrase: string, reference: Reference): void {
    const words = wordsOf(phrase).filter((word) => !word.mark);
    const content = words.filter((word) => !fillers.has(word.text) && word.text !== "y");
    const kept = content.length === 0 ? words : content;
    if (kept.length === 0) return;
    const sounds = kept.map((word) => word.sound);
    const key = sounds.join(" ");
    const joined = words.some((word) => word.text === "y");
    const known = this.entries.get(key) ?? { sounds, joined, references: [] };
    known.joined ||= joined;
    if (!known.references.some((other) => JSON.stringify(other) === JSON.stringify(reference))) {
      known.references.push(reference);
    }
    this.entries.set(key, known);
  }

  build(): Lexicon {
    const lexicon = new Map<string, Entry[]>();
    for (const entry of this.entries.values()) {
      const [first = ""] = entry.sounds;
      lexicon.set(first, [...(lexicon.get(first) ?? []), entry]);
    }
    for (const list of lexicon.values()) list.sort((a, b) => b.sounds.length - a.sounds.length);
    return lexicon;
  }
}

function addVariant(builder: Builder, product: Product, variant: Variant): void {
  const reference = { kind: "variant", productId: product.id, variantId: variant.id } as const;
  const inBrackets = /\(([^)]*)\)/.exec(variant.name)?.[1];
  const phrases = [
    plainName(variant.name),
    ...(variant.aliases ?? []),
    ...spokenVolumes(variant.name),
  ];
  if (inBrackets !== undefined) phrases.push(inBrackets);
  for (const phrase of phrases) builder.add(phrase, reference);
}

function addProduct(builder: Builder, product: Product): void {
  const named = { kind: "product", productId: product.id, byName: true } as const;
  builder.add(plainName(product.name), named);
  const measure = /^(.*?)\s+\d+(?:,\d+)?\s*(?:ml|l|g|kg|cc)?$/i.exec(
    plainName(product.name).trim(),
  );
  if (measure !== null) builder.add(measure[1] ?? "", named);
  for (const alias of product.aliases ?? []) builder.add(alias, { ...named, byName: false });
  for (const variant of product.variants ?? []) addVariant(builder, product, variant);
  for (const name of [product.name, ...(product.aliases ?? [])]) {
    const words = wordsOf(plainName(name)).filter((word) => !fillers.has(word.text));
    const [first] = words;
    if (
      first !== undefined &&
      words.length > 1 &&
      first.text.length > 3 &&
      !smallTalk.has(first.text)
    ) {
      builder.add(first.text, { kind: "hint", productId: product.id });
    }
  }
}

function addGroup(builder: Builder, group: ModifierGroup): void {
  for (const option of group.options) {
    const reference = { kind: "option", groupId: group.id, optionId: option.id } as const;
    for (const phrase of [plainName(option.name), ...(option.aliases ?? [])]) {
      builder.add(phrase, reference);
    }
  }
}

/** Category names word by word, and the word that most of a section's products begin with. */
function addCategories(builder: Builder, shop: Shop): void {
  for (const category of shop.categories) {
    const reference = { kind: "category", categoryId: category.id } as const;
    for (const word of wordsOf(plainName(category.name))) {
      const telling = word.text.length > 3 && !measures.has(word.text);
      const ordinary = fillers.has(word.text) || containers.has(word.text);
      if (telling && !ordinary) builder.add(word.text, reference);
    }
    const products = shop.products.filter((product) => product.categoryId === category.id);
    const firsts = products.map((product) => wordsOf(product.name)[0]?.text ?? "");
    for (const first of new Set(firsts)) {
      const count = firsts.filter((word) => word === first).length;
      if (count > 1 && count * 2 > products.length) builder.add(first, reference);
    }
  }
}

const built = new WeakMap<Shop, Lexicon>();

/** Everything the shop has a word for; built once per profile. */
export function lexiconOf(shop: Shop): Lexicon {
  const known = built.get(shop);
  if (known !== undefined) return known;
  const builder = new Builder();
  for (const product of shop.products) addProduct(builder, product);
  for (const group of shop.modifierGroups) addGroup(builder, group);
  addCategories(builder, shop);
  const lexicon = builder.build();
  built.set(shop, lexicon);
  return lexicon;
}
