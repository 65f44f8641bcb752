import { looksLikeAddress } from "../address.ts";
import { localMoment } from "../calendar.ts";
import { centavos, parseMoney } from "../money.ts";
import type { PaymentMethod, Shop } from "../shop.ts";
import { cardinalAt } from "../cardinal.ts";
import { findBarrio } from "../zone.ts";
import type { Element } from "./elements.ts";
import { findPhrase } from "./phrases.ts";
import type { Line } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { addVerbs, fillers, smallTalk } from "./vocabulary.ts";
import type { Word } from "./words.ts";

/** What a sentence says besides things: how to pay, when, where. `spent` words are no things. */
export type Slots = Pick<
  Reading,
  "payment" | "time" | "day" | "pickup" | "delivery" | "address" | "barrio"
> & { spent: Set<number> };

const methods: readonly [PaymentMethod, RegExp][] = [
  ["efectivo", /\b(?:(?:pago|abono|pagar) )?(?:en |con |al )?(?:efectivo|cash|contado)\b/],
  [
    "transferencia",
    /\b(?:(?:pago|abono) )?(?:con |por )?(?:transferencia|transfe|transfiero|alias|cbu|cvu)\b/,
  ],
  ["mp_qr", /\b(?:(?:pago|abono) )?(?:con )?(?:el )?qr\b/],
  [
    "mp_link",
    /\b(?:mandame |pasame |pago |abono )?(?:el |con |por )*(?:link(?: de pago| de mercado ?pago)?|mercado ?pago|mp)\b/,
  ],
  ["debito", /\b(?:(?:pago|abono) )?(?:con |en )?(?:tarjeta de )?debito\b/],
  ["credito", /\b(?:(?:pago|abono) )?(?:con |en )?(?:tarjeta|credito)(?: de credito)?\b/],
];

const sum = String.raw`\$ ?[\d.,]+|[\d.,]+(?: (?:lucas?|mil|k|pesos))?|(?:\w+ ){1,4}?(?:lucas?|mil|pesos)`;
const cashPatterns = [
  new RegExp(String.raw`\b(?:billete|vuelto|cambio) (?:de|para) (${sum})(?= |$)`),
  new RegExp(
    String.raw`\b(?:pago|abono|pagar|pagaria)(?: \w+){0,2} con (?:un |dos )?(${sum})(?= |$)`,
  ),
  new RegExp(String.raw`\b(?:con|tengo) ((?:\S+ ){1,4}?(?:lucas?|mil|pesos))(?: pago)?\b`),
];
/** Nobody pays with a note of $ 20: what is said so short is thousands. */
const thousandsBelow = 1000;

function spend(slots: Slots, found: { from: number; to: number }): void {
  for (let at = found.from; at < found.to; at += 1) slots.spent.add(at);
}

function readPayment(slots: Slots, line: Line): void {
  const payment: NonNullable<Reading["payment"]> = {};
  for (const pattern of cashPatterns) {
    const cash = findPhrase(line, pattern);
    const cents = cash === null ? null : parseMoney(cash.groups[0] ?? "");
    if (cash === null || cents === null) continue;
    payment.cashCents = cents < thousandsBelow * 100 ? centavos(cents * 1000) : cents;
    spend(slots, cash);
    break;
  }
  for (const [method, pattern] of methods) {
    const found = findPhrase(line, pattern);
    if (found === null) continue;
    payment.method ??= method;
    spend(slots, found);
  }
  const exact = findPhrase(line, /^(?:(?:pago|con|tengo|lo) )*(?:justo|exacto|cambio justo)\b/);
  if (exact !== null) {
    payment.exactCash = true;
    spend(slots, exact);
  }
  if (Object.keys(payment).length > 0) slots.payment = payment;
}

const clock =
  /\b(?:(?:para|a|tipo|desde|la de) )*(?:las? |tipo )(\d{1,2}|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)(?: ?[:.] ?(\d{2})|[.](\d{2})| (y media)| (y cuarto))?(?: (?:hs?|horas))?(?: (?:de|a|por) la (manana|tarde|noche))?(?= |$)/;
const dayWords =
  /\b(?:para |el )*(pasado manana|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)(?: (?:a|por) la (?:manana|tarde|noche)| al mediodia)?\b/;

function hourOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (cardinalAt([text], 0)?.value ?? 0);
}

/** Half a day later where the hour said is past, or where the evening was meant. */
function hourMeant(hour: number, line: string, nowMinutes: number): number {
  if (hour >= 12) return hour;
  if (/\b(?:noche|tarde)\b/.test(line)) return hour + 12;
  if (/\bmanana\b/.test(line)) return hour;
  return hour * 60 <= nowMinutes && (hour + 12) * 60 > nowMinutes ? hour + 12 : hour;
}

function readTime(slots: Slots, line: Line, nowMinutes: number): void {
  const day = findPhrase(line, dayWords);
  if (day !== null) {
    slots.day = (day.groups[0] ?? "").replace("manana", "mañana").replace("sabado", "sábado");
    spend(slots, day);
    if (/mediodia/.test(line.text)) slots.time = "12:00";
  }
  const found = findPhrase(line, clock);
  if (found !== null) {
    const [hour = "", minutes, dotted, half, quarter] = found.groups;
    const spokenMinutes = half === undefined ? (quarter === undefined ? "00" : "15") : "30";
    const value = hourMeant(hourOf(hour), line.text, nowMinutes);
    if (value < 24) {
      slots.time = `${String(value).padStart(2, "0")}:${minutes ?? dotted ?? spokenMinutes}`;
      spend(slots, found);
    }
  }
  const soon = findPhrase(line, /\ben \d{1,3}(?: (?:min|minutos|minutitos))?$/);
  if (soon !== null) spend(slots, soon);
}

function readFulfilment(slots: Slots, line: Line): void {
  const pickup = findPhrase(
    line,
    /\b(?:lo |la |los |las |para )?(?:retiro|retirar|retiramos|paso a (?:buscar|retirar)(?:lo|la|los|las)?|pasar a (?:buscar|retirar)|paso yo|voy a buscar(?:lo|la)?|busco yo|retiro en el local|paso por (?:el local|ahi))\b/,
  );
  const delivery = findPhrase(
    line,
    /\b(?:con |el |a |por )*(?:envio|delivery|domicilio|mandamelo|enviamelo|enviame|traemelo)\b/,
  );
  if (pickup !== null) {
    slots.pickup = true;
    spend(slots, pickup);
  } else if (delivery !== null) {
    slots.delivery = true;
    spend(slots, delivery);
  }
}

export function readSlots(shop: Shop, line: Line, nowMs: number): Slots {
  const slots: Slots = { spent: new Set() };
  readPayment(slots, line);
  readTime(slots, line, localMoment(shop.timezone, nowMs).minutes);
  readFulfilment(slots, line);
  return slots;
}

type Place = { shop: Shop; words: readonly Word[]; text: string };

function namesProduct(element: Element): boolean {
  return (
    element.kind === "mention" &&
    element.references.some((reference) => reference.kind === "product")
  );
}

/** A word that may belong to a street's name. */
function streetWord(element: Element | undefined): boolean {
  if (element?.kind !== "word" || element.word.mark) return false;
  const { text } = element.word;
  return fillers.has(text)
    ? text !== "a" && text !== "en"
    : !smallTalk.has(text) && !addVerbs.has(text);
}

/** A height: three to five digits, or a number behind "al". */
function isHeight(elements: readonly Element[], index: number): boolean {
  const element = elements[index];
  if (element?.kind !== "amount" || element.amount.kind !== "count") return false;
  const before = elements[index - 1];
  const announced =
    before?.kind === "word" && ["al", "nro", "n", "numero"].includes(before.word.text);
  return /^\d{3,5}$/.test(element.text) || (announced && element.amount.count >= 20);
}

/** Where the street before a height begins; null where no name stands there. */
function streetStart(elements: readonly Element[], height: number): number | null {
  let start = height;
  while (start > 0 && height - start < 6 && streetWord(elements[start - 1])) start -= 1;
  while (start < height && isFiller(elements[start])) start += 1;
  const named = elements
    .slice(start, height)
    .some(
      (element) => element.kind === "word" && element.word.text.length > 2 && !isFiller(element),
    );
  return named ? start : null;
}

function isFiller(element: Element | undefined): boolean {
  return element?.kind === "word" && (fillers.has(element.word.text) || element.word.text === "es");
}

/** Door, barrio and remarks behind a height: up to the next thing, or to what is understood already. */
function addressEnd(elements: readonly Element[], height: number): number {
  let end = height + 1;
  for (; end < elements.length; end += 1) {
    const element = elements[end];
    const next = elements[end + 1];
    if (element === undefined || namesProduct(element)) break;
    if (
      element.kind === "word" &&
      (/^[.;\n?!]$/.test(element.word.text) || addVerbs.has(element.word.text))
    )
      break;
    if (element.kind === "amount" && next !== undefined && namesProduct(next)) break;
  }
  return end;
}

/** Finds an address among the elements and spends its words. */
export function readAddress(slots: Slots, place: Place, elements: readonly Element[]): void {
  const { words, text } = place;
  if (looksLikeAddress(text) && !elements.some(namesProduct)) {
    slots.address = text.trim();
    words.forEach((_, at) => slots.spent.add(at));
  } else {
    const height = elements.findIndex((_, index) => isHeight(elements, index));
    const start = height < 0 ? null : streetStart(elements, height);
    if (start !== null) {
      const end = addressEnd(elements, height);
      const from = elements[start]?.from ?? 0;
      const unspent = elements.slice(start, end).at(-1)?.to ?? from;
      const last = [...slots.spent].filter((at) => at > from).sort((a, b) => a - b)[0] ?? unspent;
      const to = Math.min(unspent, last);
      slots.address = text
        .slice(words[from]?.start, words[to - 1]?.end)
        .replace(/[\s,]+(?:y|con)?[\s,]*$/i, "");
      spend(slots, { from, to });
    }
  }
  readBarrio(slots, place);
}

function readBarrio(slots: Slots, { shop, words, text }: Place): void {
  const barrio = findBarrio(shop, slots.address ?? "") ?? findBarrio(shop, text);
  if (barrio === null) return;
  const first = barrio.split(" ")[0] ?? "";
  const at = words.findIndex((word) => word.text === findBarrioWord(first));
  const before = words[at - 1]?.text ?? "";
  const placed = at <= 0 || ["a", "en", "para", "de", "por", "barrio", ","].includes(before);
  if (slots.address === undefined && !placed) return;
  slots.barrio = barrio;
  if (at >= 0) spend(slots, { from: at, to: at + barrio.split(" ").length });
}

function findBarrioWord(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036F]/g, "");
}
