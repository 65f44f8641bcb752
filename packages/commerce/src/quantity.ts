import { cardinalAt } from "./cardinal.ts";
import { fold } from "./fold.ts";
import type { Product } from "./shop.ts";
import { unreachable } from "./unreachable.ts";

/**
 * An amount as it was said. What it means is known only together with the product: "medio" is half a
 * kilo of bread, half a litre of Coca, and nothing at all of a watermelon.
 */
export type Amount =
  /** "dos", "x3", "un par", "12"; may be 1.5. `article`: just "un" or "una". */
  | { kind: "count"; count: number; article?: true }
  /** Units in dozens: "docena y media" is 18. */
  | { kind: "dozens"; count: number }
  /** With the unit said: "medio kilo", "200 gr". */
  | { kind: "kilos"; kilos: number }
  /** "medio", "tres cuartos", "1/4": so many times a part. */
  | { kind: "part"; times: number; part: 0.25 | 0.5 }
  /** "$3000 de", "dos lucas de". */
  | { kind: "money"; pesos: number };

export type AmountPhrase = { amount: Amount; length: number };

/** What an amount means for a product. `unit`: pieces or money of something sold by kilo, or a part of something sold whole. */
export type ProductQuantity = { kind: "known"; quantity: number } | { kind: "unit" };

const kiloWord = /^(?:k|kg|kgs|kilo|kilos|kilito|kilitos)$/;
const gramWord = /^(?:g|gr|grs|gramo|gramos)$/;
const dozenWord = /^(?:docena|docenas|docenita|doc)$/;
const unitWord = /^(?:u|unidad|unidades)$/;
const fractions: Record<string, number> = { "1/4": 0.25, "1/2": 0.5, "3/4": 0.75 };
/** A bare number from here on, of something sold by kilo, is grams. */
const gramsFrom = 50;

function numberAt(words: readonly string[], at: number): { value: number; length: number } | null {
  const word = words[at] ?? "";
  if (/^\d+(?:[.,]\d+)?$/.test(word)) return { value: Number(word.replace(",", ".")), length: 1 };
  return cardinalAt(words, at);
}

/** "y medio", "y cuarto", "y 1/2" behind a kilo or a dozen, as a part of it. */
function halfBehind(words: readonly string[], at: number): { value: number; length: number } {
  if (words[at] !== "y") return { value: 0, length: 0 };
  const word = words[at + 1] ?? "";
  if (/^medi[oa]$/.test(word) || word === "1/2") return { value: 0.5, length: 2 };
  if (word === "cuarto" || word === "1/4") return { value: 0.25, length: 2 };
  if (word === "un" && words[at + 2] === "cuarto") return { value: 0.25, length: 3 };
  return { value: 0, length: 0 };
}

/** "kilo y medio", "2 kg", "docena y media", "200 gr": a number (or none, for one) and its unit. */
function measured(
  words: readonly string[],
  at: number,
  number: { value: number; length: number },
): AmountPhrase | null {
  const unitAt = at + number.length;
  const unit = words[unitAt] ?? "";
  const more = halfBehind(words, unitAt + 1);
  const length = number.length + 1 + more.length;
  if (dozenWord.test(unit)) {
    return { amount: { kind: "dozens", count: (number.value + more.value) * 12 }, length };
  }
  if (kiloWord.test(unit) && (unit !== "k" || number.length > 0)) {
    return { amount: { kind: "kilos", kilos: number.value + more.value }, length };
  }
  if (gramWord.test(unit) && number.length > 0) {
    const kilos = number.value / 1000;
    return { amount: { kind: "kilos", kilos }, length: number.length + 1 };
  }
  return null;
}

/** The unit behind a part: "medio kilo", "cuarto kg", "tres cuartos de kilo", "media docena". */
function partWithUnit(
  words: readonly string[],
  part: { value: number; times: number; length: number; at: number },
): AmountPhrase {
  const end = part.at + part.length;
  const skip = words[end] === "de" ? 1 : 0;
  const unit = words[end + skip] ?? "";
  const value = part.value * part.times;
  if (kiloWord.test(unit) && unit !== "k") {
    // "tres cuartos de kilo" of something in quarter-kilo pots is three of them, or one and a half.
    if (skip === 1 && part.times > 1 && part.value === 0.25) {
      return { amount: { kind: "part", times: part.times, part: 0.25 }, length: part.length + 2 };
    }
    return { amount: { kind: "kilos", kilos: value }, length: part.length + skip + 1 };
  }
  if (skip === 0 && dozenWord.test(unit)) {
    return { amount: { kind: "dozens", count: value * 12 }, length: part.length + 1 };
  }
  return {
    amount: { kind: "part", times: part.times, part: part.value === 0.25 ? 0.25 : 0.5 },
    length: part.length,
  };
}

function partAt(words: readonly string[], at: number): AmountPhrase | null {
  const word = words[at] ?? "";
  const fraction = fractions[word];
  if (fraction !== undefined) {
    const times = fraction === 0.75 ? 3 : 1;
    return partWithUnit(words, { value: fraction / times, times, length: 1, at });
  }
  const count = numberAt(words, at);
  const times = count?.value ?? 1;
  const length = count?.length ?? 0;
  const name = words[at + length] ?? "";
  if (/^(?:cuarto|cuartos|cuartito)$/.test(name)) {
    return partWithUnit(words, { value: 0.25, times, length: length + 1, at });
  }
  if (length === 0 && /^medi[oa]$/.test(name)) {
    return partWithUnit(words, { value: 0.5, times, length: 1, at });
  }
  if (length > 0 && (/^medios$/.test(name) || fractions[name] !== undefined)) {
    const value = fractions[name] ?? 0.5;
    const parts = value === 0.75 ? 3 : 1;
    return partWithUnit(words, {
      value: value / parts,
      times: times * parts,
      length: length + 1,
      at,
    });
  }
  return null;
}

function moneyAt(words: readonly string[], at: number): AmountPhrase | null {
  const sign = /^\$(\d+(?:[.,]\d{3})*)$/.exec(words[at] ?? "");
  if (sign !== null) {
    const pesos = Number((sign[1] ?? "").replace(/[.,]/g, ""));
    return { amount: { kind: "money", pesos }, length: 1 };
  }
  const number = numberAt(words, at);
  if (number === null) return null;
  const unit = words[at + number.length] ?? "";
  if (!/^(?:pesos|lucas?|mangos)$/.test(unit)) return null;
  const pesos = number.value * (unit.startsWith("luca") ? 1000 : 1);
  return { amount: { kind: "money", pesos }, length: number.length + 1 };
}

function countAt(words: readonly string[], at: number): AmountPhrase | null {
  const word = words[at] ?? "";
  if (word === "par" || (word === "un" && words[at + 1] === "par")) {
    return { amount: { kind: "count", count: 2 }, length: word === "par" ? 1 : 2 };
  }
  const times = word === "x" || word === "por";
  const number = numberAt(words, times ? at + 1 : at);
  if (number === null || number.value <= 0) return null;
  if (times) return { amount: { kind: "count", count: number.value }, length: number.length + 1 };
  const behind = words[at + number.length] ?? "";
  const spent = behind === "x" || unitWord.test(behind) ? 1 : 0;
  const article = /^una?$/.test(word);
  return {
    amount: { kind: "count", count: number.value, ...(article ? { article: true as const } : {}) },
    length: number.length + spent,
  };
}

/** The longest amount that begins at that folded word. */
export function amountAt(words: readonly string[], at: number): AmountPhrase | null {
  const number = numberAt(words, at);
  return (
    moneyAt(words, at) ??
    (number === null ? null : measured(words, at, number)) ??
    partAt(words, at) ??
    measured(words, at, { value: 1, length: 0 }) ??
    countAt(words, at)
  );
}

/** The words of an amount: units come apart from their numbers ("3kg", "x2"). */
export function amountWords(text: string): string[] {
  return fold(text.replaceAll("½", " 1/2 ").replaceAll("¼", " 1/4 ").replaceAll("¾", " 3/4 "))
    .replace(/(\d)([a-z])/g, "$1 $2")
    .replace(/([a-z])(\d)/g, "$1 $2")
    .split(/\s+/)
    .map((word) => word.replace(/[.,:]+$/, ""));
}

/** The amount a text begins with: `docena y media`, `5 de carne`, `200 gr`. */
export function parseQuantity(text: string): Amount | null {
  return amountAt(amountWords(text), 0)?.amount ?? null;
}

/** How many a product's pack holds, by its name: `Bóxer pack x 3` → 3. */
export function packSize(product: Product): number | null {
  const found = /\bx\s?(\d+)\s*$/i.exec(product.name);
  return found === null ? null : Number(found[1]);
}

function wholeUnits(product: Product, count: number): ProductQuantity {
  if (!Number.isInteger(count)) return { kind: "unit" };
  const pack = packSize(product);
  if (pack === null || count < pack) return { kind: "known", quantity: count };
  return count % pack === 0 ? { kind: "known", quantity: count / pack } : { kind: "unit" };
}

function kilosOf(amount: Amount): ProductQuantity {
  switch (amount.kind) {
    case "kilos":
      return { kind: "known", quantity: amount.kilos };
    case "part":
      return { kind: "known", quantity: amount.times * amount.part };
    case "count":
      if (amount.count >= gramsFrom) return { kind: "known", quantity: amount.count / 1000 };
      return Number.isInteger(amount.count)
        ? { kind: "unit" }
        : { kind: "known", quantity: amount.count };
    case "dozens":
    case "money":
      return { kind: "unit" };
    default:
      return unreachable(amount);
  }
}

/**
 * Units or kilos of that product. Pieces count whole packs ("12 panes" of a pack of six are two);
 * a number of fifty and more is grams of what is sold by kilo.
 */
export function quantityOf(product: Product, amount: Amount): ProductQuantity {
  if (product.unit === "kg") return kilosOf(amount);
  if (amount.kind === "count" || amount.kind === "dozens") {
    return wholeUnits(product, amount.count);
  }
  return { kind: "unit" };
}
