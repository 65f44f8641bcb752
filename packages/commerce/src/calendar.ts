import type { Weekday } from "./shop.ts";

/** A moment as a zone's clock shows it. */
export type LocalMoment = {
  /** `YYYY-MM-DD` */
  day: string;
  /** Minutes since that day's midnight. */
  minutes: number;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  // h23: with hour12 false some ICU versions print 24:15 for a quarter past midnight.
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

export function localMoment(zone: string, ms: number): LocalMoment {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "0";
  return {
    day: `${part("year")}-${part("month")}-${part("day")}`,
    minutes: Number(part("hour")) * 60 + Number(part("minute")),
  };
}

const dayMs = 86_400_000;

/** The moment at which the zone's clock shows that day and minute; minutes may exceed a day. */
export function momentAt(zone: string, day: string, minutes: number): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  let guess = wall;
  // Twice: the first correction may cross a change of the zone's offset.
  for (let round = 0; round < 2; round += 1) {
    const shown = localMoment(zone, guess);
    guess += wall - (Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * 60_000);
  }
  return guess;
}

/** The day so many days later (or earlier) in the calendar. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

const weekdays = ["dom", "lun", "mar", "mie", "jue", "vie", "sab"] as const;

export function weekdayOf(day: string): Weekday {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? "dom";
}

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hour = "0", minute = "0"] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
