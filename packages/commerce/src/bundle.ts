import { addCents, centavos } from "./money.ts";
import type { Centavos } from "./money.ts";

type Pack = { id: string; size: number; priceCents: Centavos };

/** Which bundles to charge, and how many of each. */
export type Cover = { totalCents: Centavos; used: { id: string; count: number }[] };

/**
 * The cheapest way to charge `count` units (whole ones) out of bundles and single units. The single
 * units left over are the cheapest to leave out of a bundle only where all cost the same, so `unitCents`
 * is the price of one where all cost the same.
 */
export function cheapestCover(count: number, unitCents: Centavos, packs: readonly Pack[]): Cover {
  const best: Cover[] = [{ totalCents: centavos(0), used: [] }];
  for (let size = 1; size <= count; size += 1) {
    const shorter = best[size - 1] ?? { totalCents: centavos(0), used: [] };
    let cheapest: Cover = {
      totalCents: addCents(shorter.totalCents, unitCents),
      used: shorter.used,
    };
    for (const pack of packs) {
      const rest = best[size - pack.size];
      if (rest === undefined) continue;
      const totalCents = addCents(rest.totalCents, pack.priceCents);
      if (totalCents < cheapest.totalCents) {
        cheapest = { totalCents, used: withOneMore(rest.used, pack.id) };
      }
    }
    best.push(cheapest);
  }
  return best.at(-1) ?? { totalCents: centavos(0), used: [] };
}

function withOneMore(used: Cover["used"], id: string): Cover["used"] {
  const known = used.find((pack) => pack.id === id);
  if (known === undefined) return [...used, { id, count: 1 }];
  return used.map((pack) => (pack === known ? { id, count: pack.count + 1 } : pack));
}
