import type { Fulfilment } from "./pricing.ts";
import type { Shop } from "./shop.ts";

const minuteMs = 60_000;
const stepMs = 5 * minuteMs;
/** A promise is never a point in time; for pickup the range is this wide, in minutes. */
const pickupSpreadMin = 10;

function roundUp(ms: number): number {
  return Math.ceil(ms / stepMs) * stepMs;
}

/** When it will be there, `[from, to]` in milliseconds, both on the next five minutes. */
export function promiseWindow(
  shop: Shop,
  nowMs: number,
  fulfilment: Fulfilment,
): [fromMs: number, toMs: number] {
  const [fromMin, toMin] = minutesFor(shop, fulfilment);
  const fromMs = roundUp(nowMs + fromMin * minuteMs);
  return [fromMs, Math.max(roundUp(nowMs + toMin * minuteMs), fromMs + stepMs)];
}

function minutesFor(shop: Shop, fulfilment: Fulfilment): readonly [number, number] {
  if (fulfilment.kind === "pickup") {
    return [shop.prep.pickupMin, shop.prep.pickupMin + pickupSpreadMin];
  }
  const zone = shop.zones.find((candidate) => candidate.id === fulfilment.zoneId);
  if (zone === undefined) throw new RangeError(`no zone ${fulfilment.zoneId} in ${shop.id}`);
  return zone.etaMin;
}
