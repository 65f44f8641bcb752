import type { Cart } from "../cart.ts";
import { fold } from "../fold.ts";
import { lineFor, sellable } from "../product.ts";
import type { Shop } from "../shop.ts";
import type { Pending, Reading } from "./reading.ts";

/** What the sentence is read against; `nowMs` for sections that are served at certain hours. */
export type ReadingContext = { cart?: Cart; nowMs: number; pending?: Pending };

/** Reads a customer's sentence over the shop's products. Never throws, never invents a product. */
export function readOrder(shop: Shop, text: string, _context: ReadingContext): Reading {
  const words = ` ${fold(text)} `;
  const named = shop.products.find(
    (product) =>
      sellable(product) &&
      [product.name, ...(product.aliases ?? [])].some((name) => words.includes(` ${fold(name)} `)),
  );
  return {
    operations: named === undefined ? [] : [{ kind: "add", line: lineFor(named) }],
    clarify: [],
    unresolved: [],
    unavailable: [],
    topics: [],
  };
}
