import { z } from "zod";

import { cardinalAt } from "./cardinal.ts";
import { fold } from "./fold.ts";

/** The text is the truth, the fields are hints read from it. */
export const addressSchema = z.object({
  raw: z.string(),
  street: z.string().optional(),
  /** Text: "120 bis", "s/n". */
  number: z.string().optional(),
  floor: z.string().optional(),
  unit: z.string().optional(),
  barrioText: z.string().optional(),
  /** One or two streets; one: a corner. */
  between: z.array(z.string()).optional(),
  reference: z.string().optional(),
});
export type Address = z.infer<typeof addressSchema>;

/** What is said before an address and is no part of it. */
const lead =
  /^(?:(?:es|va|seria|sería|mand[aá](?:me|lo|la|los|las)?|envi[aá](?:me|lo)?|vivo|estoy|queda|la direcci[oó]n|direcci[oó]n|domicilio|para|a|en|es)\b[\s:]*)+/i;

const numberSign = String.raw`(?:n[°º.]?|nro\.?|n[uú]mero|al)\s*`;
const height = String.raw`(\d{1,5}(?:\s*bis\b)?)`;
/** "Castro Barros", "Av. Boedo", "9 de Julio": letters, though a date may begin it. */
const namedStreet = String.raw`((?:\d{1,2}\s+de\s+)?\p{L}[\p{L}.'’ ]*?)`;
/** Numbered streets of La Plata and others: "7", "calle 50", "diag 74". */
const numberedStreet = String.raw`((?:(?:calle|av|avenida|diag|diagonal|pje|pasaje)\.?\s+)?\d{1,3}(?:\s*bis)?)`;
const kindedStreet = String.raw`((?:calle|av|avenida|diag|diagonal|pje|pasaje)\.?\s+\d{1,3})`;

const streetAndNumber = [
  new RegExp(`^${kindedStreet}\\s+(?:${numberSign})?${height}(?![\\p{L}\\d])`, "iu"),
  new RegExp(`^${numberedStreet}[\\s,]+${numberSign}${height}`, "iu"),
  new RegExp(`^${namedStreet},?\\s+(?:${numberSign})?${height}(?!\\d)`, "iu"),
  new RegExp(`^${namedStreet},?\\s+(s/n|sin n[uú]mero|km\\s*\\d+(?:[.,]\\d+)?)`, "iu"),
];

const floorPatterns = [
  /\b(?:piso|p\.)\s*(\d{1,2})[°º]?/iu,
  /(?<!\d)(\d{1,2})\s*(?:[°º]|er|ro|do|to|mo|vo)\.?\s*piso\b/iu,
  /(?<!\d)(\d{1,2})\s*(?:[°º]|er\b|ro\b|do\b|to\b|mo\b|vo\b)/iu,
  /\b(pb|planta baja)\b/iu,
];
const unitWords = "departamento|depto|dpto|dto|timbre|uf|lote|casa|torre|local|oficina|of";
const unitPattern = new RegExp(
  String.raw`\b(?:${unitWords})\.?\s*["']?([\p{L}]|\d{1,4}[\p{L}]?)\b["']?`,
  "iu",
);
/** "3B", "3 B" behind the height. */
const floorAndUnit = /(?<![\d\p{L}])(\d{1,2})\s?([a-hj-z])(?![\p{L}\d])/iu;
const loneLetter = /^[\s,]*["']?([a-h])["']?(?![\p{L}\d])/iu;

const betweenPattern =
  /(?:\bentre|\be\/)\s+([\p{L}\d .']+?)\s+(?:y|e)\s+([\p{L}\d .']+?)(?=\s*(?:[,;.(]|$|\s+(?:al|nro|n[°º])\b))/iu;
const cornerPattern =
  /\b(?:esq\.?|esquina)\s+(?:con\s+|de\s+)?([\p{L}\d .']+?)(?=\s*(?:[,;.(]|$))/iu;

/** No address is longer; patterns that look ahead stay cheap on it. */
const longest = 300;

/** A text that is eaten piece by piece. */
type Remains = { text: string };

function take(remains: Remains, pattern: RegExp): RegExpExecArray | null {
  const found = pattern.exec(remains.text);
  if (found === null) return null;
  const before = remains.text.slice(0, found.index);
  remains.text = `${before} , ${remains.text.slice(found.index + found[0].length)}`;
  return found;
}

function trimmed(text: string | undefined): string {
  return (text ?? "").replace(/^[\s,;.:-]+|[\s,;:-]+$/g, "").replace(/\s+/g, " ");
}

/** "al novecientos": a height in words becomes digits, so that one grammar reads both. */
function withDigits(text: string): string {
  return text.replace(/\bal ((?:\p{L}+ ?){1,4})/giu, (whole, words: string) => {
    const folded = fold(words).split(" ");
    const thousand = folded[0] === "mil" ? { value: 1000, length: 1 } : null;
    const number = cardinalAt(folded, thousand?.length ?? 0);
    const value = (thousand?.value ?? 0) + (number?.value ?? 0);
    if (value < 100) return whole;
    const spent = (thousand?.length ?? 0) + (number?.length ?? 0);
    return `al ${value} ${words.split(" ").slice(spent).join(" ")}`;
  });
}

function takeStreet(remains: Remains): Pick<Address, "street" | "number"> {
  remains.text = remains.text.replace(/^[\s,]+/, "");
  for (const pattern of streetAndNumber) {
    const found = take(remains, pattern);
    if (found !== null) return { street: trimmed(found[1]), number: trimmed(found[2]) };
  }
  // "7 , al 812" once the streets between were eaten; or a street whose height is missing.
  const numbered = take(remains, new RegExp(`^${numberedStreet}(?=\\s*(?:,|$))`, "iu"));
  const named = numbered ?? take(remains, /^(\p{L}[\p{L}.'’ ]*?)(?=\s*(?:[,;]|$))/iu);
  if (named === null) return {};
  const behind = take(remains, new RegExp(`(?:${numberSign})${height}`, "iu"));
  const street = trimmed(named[1]);
  return behind === null ? { street } : { street, number: trimmed(behind[1]) };
}

function takeBetween(remains: Remains): Pick<Address, "between"> {
  const both = take(remains, betweenPattern);
  if (both !== null) return { between: [trimmed(both[1]), trimmed(both[2])] };
  const corner = take(remains, cornerPattern);
  return corner === null ? {} : { between: [trimmed(corner[1])] };
}

function takeDoor(remains: Remains): Pick<Address, "floor" | "unit"> {
  const unit = take(remains, unitPattern)?.[1];
  for (const pattern of floorPatterns) {
    const found = pattern.exec(remains.text);
    if (found === null) continue;
    const rest = remains.text.slice(found.index + found[0].length);
    const letter = unit === undefined ? loneLetter.exec(rest) : null;
    const end = found.index + found[0].length + (letter?.[0].length ?? 0);
    remains.text = `${remains.text.slice(0, found.index)} , ${remains.text.slice(end)}`;
    const door = unit ?? letter?.[1]?.toUpperCase();
    return {
      floor: trimmed(found[1]).toUpperCase(),
      ...(door === undefined ? {} : { unit: door }),
    };
  }
  if (unit !== undefined) return { unit };
  const joined = take(remains, floorAndUnit);
  if (joined === null) return {};
  return { floor: joined[1] ?? "", unit: (joined[2] ?? "").toUpperCase() };
}

const referenceWords =
  /\b(?:casa|port[oó]n|rejas?|puerta|timbre|frente|cerca|al lado|porter|llam|toc|garage|kiosco|edificio|fondo|pasillo|reja|esquina)/iu;

/** What is left: a barrio is a short name, all else helps the rider find the door. */
function leftovers(text: string): Pick<Address, "barrioText" | "reference"> {
  const parts = text
    .split(/[,;.()\n]/)
    .map((part) => trimmed(part.replace(/^\s*(?:en|barrio|b°|bo\.)\s+/i, "")))
    .filter((part) => /[\p{L}\d]/u.test(part));
  const isBarrio = (part: string) =>
    part.split(" ").length <= 4 && !/\d/.test(part) && !referenceWords.test(part);
  const barrio = parts.find(isBarrio);
  const reference = parts.filter((part) => part !== barrio).join(", ");
  return {
    ...(barrio === undefined ? {} : { barrioText: barrio }),
    ...(reference === "" ? {} : { reference }),
  };
}

/**
 * Reads street, height and door out of an address as people write it ("Castro Barros 432 3B, Boedo",
 * "7 entre 45 y 46, al 812"). Never throws; what it cannot place stays in `reference`.
 */
export function parseAddress(text: string): Address {
  const raw = text.trim().replace(/\s+/g, " ");
  const remains: Remains = { text: withDigits(raw.slice(0, longest).replace(lead, "")) };
  const between = takeBetween(remains);
  const street = takeStreet(remains);
  const door = takeDoor(remains);
  return { raw, ...street, ...door, ...between, ...leftovers(remains.text) };
}

/** What a rider could not do without, street first. */
export function addressGaps(address: Address): ("street" | "number")[] {
  const gaps: ("street" | "number")[] = [];
  if (address.street === undefined) gaps.push("street");
  if (address.number === undefined) gaps.push("number");
  return gaps;
}

/** Measures and money that a number of three digits may be, instead of a height. */
const measureBehind = /^\s*(?:ml|cc|gr?s?|kg|kilos?|pesos|lucas|mil|k)\b/i;

/**
 * Is this an address rather than a sentence about food? Heights have three digits or more, or a word
 * that announces them ("al", "n°", "piso", "entre … y …", "esquina").
 */
export function looksLikeAddress(text: string): boolean {
  const { street, number, floor, between, unit } = parseAddress(text);
  if (street === undefined || street.split(" ").length > 6) return false;
  if (between !== undefined) return true;
  if (number === undefined) return false;
  if (/\D/.test(number)) return true;
  const behind = text.slice(text.indexOf(number) + number.length);
  if (measureBehind.test(behind) || /\bde$/i.test(street)) return false;
  return number.length >= 3 || floor !== undefined || unit !== undefined;
}
