// Everything that turns values into Argentine Spanish. The only place with Intl.

const pesos = new Intl.NumberFormat("es-AR", {
  style: "currency",
  currency: "ARS",
  trailingZeroDisplay: "stripIfInteger",
});

/** `$ 12.500`, cents only where there are some. A plain space, so that searches and tests find it. */
export function money(cents: number): string {
  return pesos.format(cents / 100).replaceAll(/[\u00A0\u202F]/g, " ");
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timezone: string): Intl.DateTimeFormat {
  const known = clocks.get(timezone);
  if (known !== undefined) return known;
  // h23: with hour12 false some ICU versions print 24:15 for a quarter past midnight.
  const made = new Intl.DateTimeFormat("es-AR", {
    timeZone: timezone,
    hourCycle: "h23",
    hour: "2-digit",
    minute: "2-digit",
  });
  clocks.set(timezone, made);
  return made;
}

/** `21:05`, `0:30`: the zone's clock without a leading zero. */
export function time(timezone: string, ms: number): string {
  return clockOf(timezone)
    .format(ms)
    .replace(/^0(?=\d)/, "");
}

/** `las 21:05`, `la 1:15`. */
export function atTime(clock: string): string {
  return `${clock.startsWith("1:") ? "la" : "las"} ${clock}`;
}

/** `entre las 21:00 y las 21:15`. Moments in milliseconds. */
export function timeRange(timezone: string, range: { fromAt: number; toAt: number }): string {
  return `entre ${atTime(time(timezone, range.fromAt))} y ${atTime(time(timezone, range.toAt))}`;
}

const dayMs = 86_400_000;

function dayNumber(timezone: string, ms: number): number {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(ms);
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs);
}

/** `hoy`, `mañana`, `el martes`, and beyond six days `el 24 de diciembre`. */
export function day(timezone: string, at: number, now: number): string {
  const ahead = dayNumber(timezone, at) - dayNumber(timezone, now);
  if (ahead === 0) return "hoy";
  if (ahead === 1) return "mañana";
  const wording: Intl.DateTimeFormatOptions =
    ahead > 1 && ahead < 7 ? { weekday: "long" } : { day: "numeric", month: "long" };
  return `el ${new Intl.DateTimeFormat("es-AR", { timeZone: timezone, ...wording }).format(at)}`;
}

/** `hoy a las 19:00`. */
export function dayAndTime(timezone: string, at: number, now: number): string {
  return `${day(timezone, at, now)} a ${atTime(time(timezone, at))}`;
}

const andList = new Intl.ListFormat("es-AR", { type: "conjunction" });
const orList = new Intl.ListFormat("es-AR", { type: "disjunction" });

/** `a, b y c` */
export function list(items: readonly string[]): string {
  return andList.format(items);
}

/** `a, b o c` */
export function anyOf(items: readonly string[]): string {
  return orList.format(items);
}

const decimals = new Intl.NumberFormat("es-AR", { maximumFractionDigits: 3 });

/** `2`, and for what is sold by weight `1,5 kg` or `250 g`. */
export function amount(quantity: number, unit: "unidad" | "kg"): string {
  if (unit === "unidad") return decimals.format(quantity);
  return quantity < 1 ? `${decimals.format(quantity * 1000)} g` : `${decimals.format(quantity)} kg`;
}

/** First letter small where the rest of the word is: `Grande` → `grande`, `XL` and `1,5 L` stay. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** `Grande (8 porciones)` → `Grande` */
export function withoutParentheses(text: string): string {
  return text.replaceAll(/\s*\([^)]*\)/g, "").trim();
}

/** `grande` → `grandes`, `azul` → `azules`; what ends in a figure or a capital stays. */
export function plural(word: string): string {
  if (/[aeiouáéó]$/.test(word)) return `${word}s`;
  return /[dlnrzj]$/.test(word) ? `${word.replace(/z$/, "c")}es` : word;
}
