import { addDays, localMoment, minutesOf, momentAt, weekdayOf } from "./calendar.ts";
import type { OpenRange, Shop } from "./shop.ts";

/** What a shop's door says. All moments in milliseconds since 1970. */
export type Opening =
  | { kind: "open"; closesAt: number; lastOrderAt: number }
  | { kind: "lastCallOver"; closesAt: number; nextOpenAt: number | null }
  | { kind: "closed"; nextOpenAt: number | null };

type Shift = { opensAt: number; closesAt: number };
type Options = { holidays?: readonly string[] };

/** How far ahead a next opening is looked for; a shop closed for longer has none to promise. */
const daysAhead = 31;

/** The shop's day, `YYYY-MM-DD`, at that moment. */
export function localDay(shop: Pick<Shop, "timezone">, ms: number): string {
  return localMoment(shop.timezone, ms).day;
}

/** The shop's clock, `HH:MM`, at that moment. */
export function localTime(shop: Pick<Shop, "timezone">, ms: number): string {
  const { minutes } = localMoment(shop.timezone, ms);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Exceptions beat holidays, holidays beat the week. `holidays` are local days; a shop whose policy is
 * `ask` keeps its weekly hours until its owner says otherwise by an exception.
 */
function rangesOn(shop: Shop, day: string, options: Options): readonly OpenRange[] {
  const exception = shop.exceptions.find((candidate) => candidate.date === day);
  if (exception !== undefined) return exception.closed ? [] : (exception.ranges ?? []);
  if (options.holidays?.includes(day)) {
    if (shop.holidayPolicy === "closed") return [];
    if (shop.holidayPolicy === "special") return shop.holidayHours ?? [];
  }
  return shop.hours[weekdayOf(day)];
}

function shiftsOn(shop: Shop, day: string, options: Options): Shift[] {
  return rangesOn(shop, day, options)
    .map(([open, close]) => {
      const from = minutesOf(open);
      const to = minutesOf(close) <= from ? minutesOf(close) + 24 * 60 : minutesOf(close);
      return {
        opensAt: momentAt(shop.timezone, day, from),
        closesAt: momentAt(shop.timezone, day, to),
      };
    })
    .sort((first, second) => first.opensAt - second.opensAt);
}

function nextOpening(shop: Shop, nowMs: number, options: Options): number | null {
  const today = localDay(shop, nowMs);
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const shifts = shiftsOn(shop, addDays(today, ahead), options);
    const next = shifts.find((shift) => shift.opensAt > nowMs);
    if (next !== undefined) return next.opensAt;
  }
  return null;
}

/** Whether the shop takes orders at that moment; a quarter past midnight belongs to last night's shift. */
export function openingAt(shop: Shop, nowMs: number, options: Options = {}): Opening {
  const today = localDay(shop, nowMs);
  const current = [addDays(today, -1), today]
    .flatMap((day) => shiftsOn(shop, day, options))
    .find((shift) => shift.opensAt <= nowMs && nowMs < shift.closesAt);
  if (current === undefined) {
    return { kind: "closed", nextOpenAt: nextOpening(shop, nowMs, options) };
  }
  const { closesAt } = current;
  const lastOrderAt = closesAt - shop.lastOrderMinutesBeforeClose * 60_000;
  // At the very minute of the last order it is still taken.
  if (nowMs <= lastOrderAt) return { kind: "open", closesAt, lastOrderAt };
  return { kind: "lastCallOver", closesAt, nextOpenAt: nextOpening(shop, nowMs, options) };
}
