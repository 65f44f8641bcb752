import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { shopSchema } from "./shop.ts";

const names = [
  "brasa-burger",
  "heladeria-nonna",
  "la-espiga",
  "la-esquina",
  "pilchas-tana",
  "verduleria-el-paisano",
];

function profile(name: string): Record<string, unknown> {
  const url = new URL(`../../../db/seed/shops/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

test.each(names)("the profile of %s is read without losing anything", (name) => {
  expect(shopSchema.parse(profile(name))).toEqual(profile(name));
});

test.each([
  [
    "a price below zero",
    { bundles: [{ id: "b", name: "b", match: { categoryId: "pizzas" }, size: 2, priceCents: -1 }] },
  ],
  [
    "half a centavo",
    {
      zones: [
        {
          id: "z",
          name: "z",
          kind: "radius",
          radiusKm: 1,
          feeCents: 0.5,
          minOrderCents: 0,
          etaMin: [1, 2],
        },
      ],
    },
  ],
  [
    "an hour that no clock shows",
    { hours: { lun: [["25:00", "26:00"]], mar: [], mie: [], jue: [], vie: [], sab: [], dom: [] } },
  ],
  [
    "a product with a price and variants",
    {
      products: [
        {
          id: "p",
          categoryId: "pizzas",
          name: "P",
          unit: "unidad",
          available: true,
          priceCents: 1,
          variants: [{ id: "v", name: "V", priceCents: 1, available: true }],
        },
      ],
    },
  ],
])("%s is refused", (_, part) => {
  expect(shopSchema.safeParse({ ...profile("la-esquina"), ...part }).success).toBe(false);
});
