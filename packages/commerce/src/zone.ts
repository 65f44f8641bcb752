import { fold, singular, withinOneEdit } from "./fold.ts";
import type { Shop, Zone } from "./shop.ts";
import { unreachable } from "./unreachable.ts";

export type Whereabouts = {
  barrio?: string;
  point?: { lat: number; lng: number };
  /** The customer says that it is another city. */
  national?: boolean;
};

const earthRadiusKm = 6371;

function distanceKm(from: { lat: number; lng: number }, to: { lat: number; lng: number }): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitude = radians(to.lat - from.lat);
  const longitude = radians(to.lng - from.lng);
  const half =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.lat)) * Math.cos(radians(to.lat)) * Math.sin(longitude / 2) ** 2;
  return 2 * earthRadiusKm * Math.asin(Math.sqrt(half));
}

/** Ray casting; corners are `[lat, lng]`. */
function insidePolygon(
  point: { lat: number; lng: number },
  corners: readonly (readonly [number, number])[],
): boolean {
  let inside = false;
  let previous = corners.at(-1);
  for (const corner of corners) {
    if (previous !== undefined && corner[0] > point.lat !== previous[0] > point.lat) {
      const share = (point.lat - corner[0]) / (previous[0] - corner[0]);
      if (point.lng < corner[1] + share * (previous[1] - corner[1])) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

function serves(shop: Shop, zone: Zone, where: Whereabouts): boolean {
  switch (zone.kind) {
    case "barrios": {
      if (where.barrio === undefined || where.national === true) return false;
      const wanted = fold(where.barrio);
      return zone.barrios.some((barrio) => fold(barrio) === wanted);
    }
    case "radius":
      return where.point !== undefined && distanceKm(shop.address, where.point) <= zone.radiusKm;
    case "polygon":
      return where.point !== undefined && insidePolygon(where.point, zone.polygon);
    case "nacional":
      return where.national === true;
    default:
      return unreachable(zone);
  }
}

/** The first zone of the shop's list that serves the place; null where nobody goes. */
export function findZone(shop: Shop, where: Whereabouts): Zone | null {
  return shop.zones.find((zone) => serves(shop, zone, where)) ?? null;
}

/** Every barrio the shop delivers to by name, in the order of its zones. */
export function barriosOf(shop: Shop): string[] {
  return shop.zones.flatMap((zone) => (zone.kind === "barrios" ? zone.barrios : []));
}

function sameWord(written: string, known: string): boolean {
  if (singular(written) === singular(known)) return true;
  return known.length >= 6 && withinOneEdit(written, known);
}

/**
 * A barrio of the shop named inside a text, as the shop writes it. A typo of one letter counts in
 * words of six letters and more; the name that stands last wins ("Boedo 900, Almagro" is in Almagro).
 */
export function findBarrio(shop: Shop, text: string): string | null {
  const words = fold(text).split(/[^a-z0-9]+/);
  let found: { barrio: string; at: number } | null = null;
  for (const barrio of barriosOf(shop)) {
    const name = fold(barrio).split(" ");
    const at = words.findLastIndex((_, start) =>
      name.every((part, offset) => sameWord(words[start + offset] ?? "", part)),
    );
    if (at >= 0 && (found === null || at > found.at)) found = { barrio, at };
  }
  return found?.barrio ?? null;
}
