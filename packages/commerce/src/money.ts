import { z } from "zod";

import { cardinalAt } from "./cardinal.ts";

/** Integer centavos of an Argentine peso. Prices are final: taxes in. */
export const centavosSchema = z.int().brand<"Centavos">();
export type Centavos = z.infer<typeof centavosSchema>;

/** Throws a RangeError for anything but a safe integer: a wrong sum must never become a price. */
export function centavos(amount: number): Centavos {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount in centavos: ${amount}`);
  return centavosSchema.parse(amount);
}

export function addCents(...amounts: readonly Centavos[]): Centavos {
  return centavos(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** Price times units or kilos, to the nearest centavo (250 g of something at $ 1.234,55 a kilo). */
export function multiplyCents(amount: Centavos, quantity: number): Centavos {
  // Quantities have at most three decimals (grams), so whole grams keep the product exact.
  const grams = Math.round(quantity * 1000);
  return centavos(Math.round((amount * grams) / 1000));
}

/** In a menu written in thousands, numbers below this are thousands: "14" is $ 14.000, "2000" is not. */
const thousandsBelow = 100;

function pesos(amount: number): Centavos | null {
  const cents = Math.round(amount * 100);
  return Number.isSafeInteger(cents) ? centavos(cents) : null;
}

/** Digits with dots and commas. A point before one or two digits is ambiguous among prices. */
function parseDigits(text: string, thousands: boolean): Centavos | null {
  if (/^\d+$/.test(text)) {
    const value = Number(text);
    return pesos(thousands && value < thousandsBelow ? value * 1000 : value);
  }
  const grouped = /^(\d{1,3}(?:[.,]\d{3})+)(?:,(\d{1,2}))?$/.exec(text);
  if (grouped !== null) {
    const whole = Number((grouped[1] ?? "").replace(/[.,]/g, ""));
    return pesos(whole + Number(`0.${grouped[2] ?? "0"}`));
  }
  const decimal = /^(\d+)[.,](\d{1,2})$/.exec(text);
  if (decimal === null) return null;
  const value = Number(`${decimal[1]}.${decimal[2]}`);
  if (thousands && value < thousandsBelow) return pesos(value * 1000);
  // 16,50 may be sixteen and a half thousand; 1250,50 cannot.
  return value >= thousandsBelow && decimal[2]?.length === 2 ? pesos(value) : null;
}

type Amount = { value: number; length: number };

function amountAt(words: readonly string[], at: number): Amount | null {
  const word = words[at] ?? "";
  if (/^\d+(?:[.,]\d+)?$/.test(word)) return { value: Number(word.replace(",", ".")), length: 1 };
  if (/^medi[oa]$/.test(word)) return { value: 0.5, length: 1 };
  return cardinalAt(words, at);
}

const scales: Record<string, number> = { mil: 1e3, luca: 1e3, k: 1e3, palo: 1e6, millon: 1e6 };

/** What follows the thousands: "quinientos", or "y media" of the same scale. */
function remainder(words: readonly string[], at: number, scale: number): Amount | null {
  if (words[at] === "y" && /^medi[oa]$/.test(words[at + 1] ?? "")) {
    return { value: scale / 2, length: 2 };
  }
  return cardinalAt(words, at);
}

/** "9 mil quinientos", "dos lucas y media", "mil trescientos": all words must be spent. */
function parseSpoken(words: readonly string[]): Centavos | null {
  const count = amountAt(words, 0) ?? { value: 1, length: 0 };
  const scale = scales[words[count.length]?.replace(/(?:es|s)$/, "") ?? ""];
  if (scale === undefined) {
    return count.length > 0 && count.length === words.length && count.value >= 1
      ? pesos(count.value)
      : null;
  }
  const after = count.length + 1;
  const rest = remainder(words, after, scale) ?? { value: 0, length: 0 };
  if (after + rest.length !== words.length) return null;
  return pesos(count.value * scale + rest.value);
}

/**
 * Reads an amount as people write it: `$ 12.500`, `20 lucas`, `9 mil quinientos`. Null: no amount, or
 * an ambiguous one ("16.5") that has to be asked. `thousands`: the text is of a menu written in
 * thousands, where "9,5" is $ 9.500.
 */
export function parseMoney(text: string, options: { thousands?: boolean } = {}): Centavos | null {
  const clean = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036F]/g, "")
    .replace(/\$|\bpesos?\b|\bars\b/g, " ")
    .replace(/\.?-\s*$/, "")
    .replace(/(\d)\s*k\b/g, "$1 k")
    .trim();
  const digits = clean.replace(/\s+/g, "");
  if (/^[\d.,]+$/.test(digits)) return parseDigits(digits, options.thousands ?? false);
  const words = clean.split(/\s+/);
  return words.length > 8 ? null : parseSpoken(words);
}
