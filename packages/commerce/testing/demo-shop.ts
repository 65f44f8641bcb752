import { readFileSync } from "node:fs";

import { shopSchema } from "../src/shop.ts";
import type { Shop } from "../src/shop.ts";

const shops = new Map<string, Shop>();

/** One of the six demo shops of db/seed, read once. */
export function demoShop(id: string): Shop {
  const known = shops.get(id);
  if (known !== undefined) return known;
  const url = new URL(`../../../db/seed/shops/${id}.json`, import.meta.url);
  const shop = shopSchema.parse(JSON.parse(readFileSync(url, "utf8")));
  shops.set(id, shop);
  return shop;
}
