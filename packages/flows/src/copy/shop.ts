// A shop's own facts as people read them.

import { barriosOf } from "@mostrador/commerce";
import type { Opening, OpenRange, Shop, Weekday, Zone } from "@mostrador/commerce";

import { atTime, dayAndTime, list, lowerFirst, money, time, withoutParentheses } from "./format.ts";
import { ordering } from "./ordering.ts";

/** Street and number of the shop. */
export function placeOf(shop: Shop): string {
  return `${shop.address.street} ${shop.address.number}`;
}

/** How the shop is called in passing: its name up to the place it is in. `La Esquina de Boedo` → `La Esquina`. */
export function shortName(shop: Shop): string {
  const barrio = shop.address.barrio ?? shop.address.city;
  return shop.name.replace(` de ${barrio}`, "");
}

/** One sentence on whether the shop takes orders now. */
export function openingText(shop: Shop, opening: Opening, now: number): string {
  const { hello } = ordering;
  if (opening.kind === "open") {
    return hello.openUntil(atTime(time(shop.timezone, opening.closesAt)));
  }
  const next = opening.nextOpenAt;
  const when = next === null ? null : dayAndTime(shop.timezone, next, now);
  if (opening.kind === "closed") return when === null ? hello.closedForLong : hello.closed(when);
  return when === null ? hello.lastCallOverForLong : hello.lastCallOver(when);
}

const week: readonly Weekday[] = ["lun", "mar", "mie", "jue", "vie", "sab", "dom"];

function rangesText(ranges: readonly OpenRange[]): string {
  const plain = (clock: string) => clock.replace(/^0(?=\d)/, "");
  const texts = ranges.map(([from, to]) => ordering.answers.hoursRange(plain(from), plain(to)));
  return texts.length === 0 ? ordering.answers.closedDay : list(texts);
}

/** Neighbouring days with the same hours share a line. */
export function weekText(shop: Shop): string {
  const groups: { first: Weekday; last: Weekday; ranges: string }[] = [];
  for (const day of week) {
    const ranges = rangesText(shop.hours[day]);
    const current = groups.at(-1);
    if (current?.ranges === ranges) current.last = day;
    else groups.push({ first: day, last: day, ranges });
  }
  const { weekdays, answers } = ordering;
  return groups
    .map(({ first, last, ranges }) => {
      const to = lowerFirst(weekdays[last]);
      const days = first === last ? weekdays[first] : answers.daysRange(weekdays[first], to);
      return answers.hoursLine(days, ranges);
    })
    .join("\n");
}

/** What a zone covers, in words. */
export function zoneCover(zone: Zone): string {
  if (zone.kind === "barrios") return list(zone.barrios);
  if (zone.kind === "radius")
    return ordering.answers.zoneRadius(String(zone.radiusKm).replace(".", ","));
  return withoutParentheses(zone.name);
}

export function zonesText(shop: Shop): string {
  return shop.zones
    .map((zone) =>
      ordering.answers.zone(zoneCover(zone), money(zone.feeCents), money(zone.minOrderCents)),
    )
    .join("\n");
}

/** Where the shop delivers, as one list. */
export function servedPlaces(shop: Shop): string {
  const barrios = barriosOf(shop);
  return list(barrios.length > 0 ? barrios : shop.zones.map(zoneCover));
}

/** Who answers when a person is asked for. */
export function ownerName(shop: Shop): string {
  return shop.contact.ownerName;
}
