import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";
import { z } from "zod";

import { demoShop } from "../testing/demo-shop.ts";
import { cheapestCover } from "./bundle.ts";
import { localDay, localTime, openingAt } from "./hours.ts";
import type { Opening } from "./hours.ts";
import { centavos, parseMoney } from "./money.ts";
import { displayPhone, phoneKey } from "./phone.ts";
import { findProduct } from "./product.ts";
import { parseQuantity, quantityOf } from "./quantity.ts";
import { findZone } from "./zone.ts";

function vectors<Shape extends z.ZodRawShape>(name: string, shape: Shape) {
  const url = new URL(`../../../testdata/vectors/${name}.json`, import.meta.url);
  return z.object(shape).parse(JSON.parse(readFileSync(url, "utf8")));
}

describe("money", () => {
  const amounts = z.array(z.object({ text: z.string(), cents: z.number().nullable() }));
  const { parse, thousandsShorthand } = vectors("money", {
    parse: amounts,
    thousandsShorthand: amounts,
  });

  test.each(parse)("an amount written $text is $cents centavos", ({ text, cents }) => {
    expect(parseMoney(text)).toBe(cents);
  });

  test.each(thousandsShorthand)("in a menu in thousands $text is $cents", ({ text, cents }) => {
    expect(parseMoney(text, { thousands: true })).toBe(cents);
  });
});

describe("phones", () => {
  const { normalize, display } = vectors("phones", {
    normalize: z.array(
      z.object({
        input: z.string(),
        defaultArea: z.string().exactOptional(),
        key: z.string().nullable(),
      }),
    ),
    display: z.array(z.object({ key: z.string(), display: z.string() })),
  });

  test.each(normalize)("the number $input is the person $key", ({ input, key, ...options }) => {
    expect(phoneKey(input, options)).toBe(key);
  });

  test.each(display)("the person $key reads their number as $display", ({ key, display: text }) => {
    expect(displayPhone(key)).toBe(text);
  });
});

describe("hours", () => {
  const { holidays, cases } = vectors("hours", {
    holidays: z.array(z.string()),
    cases: z.array(
      z.object({
        businessId: z.string(),
        at: z.string(),
        why: z.string(),
        expect: z.record(z.string(), z.string()),
      }),
    ),
  });
  const state = { open: "open", lastCallOver: "last_call_over", closed: "closed" };

  function shown(id: string, opening: Opening): Record<string, string> {
    const shop = demoShop(id);
    if (opening.kind !== "closed") {
      return { state: state[opening.kind], closes: localTime(shop, opening.closesAt) };
    }
    const next = opening.nextOpenAt ?? 0;
    return { state: "closed", nextOpen: `${localDay(shop, next)} ${localTime(shop, next)}` };
  }

  test.each(cases)("$businessId at $at: $why", ({ businessId, at, expect: expected }) => {
    const opening = openingAt(demoShop(businessId), Date.parse(at), { holidays });
    expect(shown(businessId, opening)).toEqual(expected);
  });
});

describe("zones", () => {
  const place = z.object({
    barrio: z.string().exactOptional(),
    national: z.boolean().exactOptional(),
    lat: z.number().exactOptional(),
    lng: z.number().exactOptional(),
  });
  const { cases } = vectors("zones", {
    cases: z.array(
      z.object({ businessId: z.string(), zoneId: z.string().nullable(), where: place }),
    ),
  });

  test.each(cases)("$businessId serves $where by zone $zoneId", ({ businessId, where, zoneId }) => {
    const { lat, lng, ...named } = where;
    const point = lat === undefined || lng === undefined ? {} : { point: { lat, lng } };
    expect(findZone(demoShop(businessId), { ...named, ...point })?.id ?? null).toBe(zoneId);
  });
});

describe("bundles", () => {
  const { unitCents, bundles, cases } = vectors("bundles", {
    unitCents: z.number(),
    bundles: z.array(z.object({ size: z.number(), priceCents: z.number() })),
    cases: z.array(z.object({ n: z.number(), cents: z.number() })),
  });
  const packs = bundles.map((bundle) => ({
    id: String(bundle.size),
    size: bundle.size,
    priceCents: centavos(bundle.priceCents),
  }));

  test.each(cases)("$n empanadas cost $cents centavos at the cheapest", ({ n, cents }) => {
    expect(cheapestCover(n, centavos(unitCents), packs).totalCents).toBe(cents);
  });
});

describe("quantities", () => {
  const value = z.object({
    n: z.number().optional(),
    kg: z.number().optional(),
    onlyIf: z.string().optional(),
  });
  const { cases } = vectors("quantities", {
    cases: z.array(z.object({ text: z.string(), value })),
  });
  const byPiece = findProduct(demoShop("la-esquina"), "faina")!;
  const byKilo = findProduct(demoShop("verduleria-el-paisano"), "papa")!;
  const pieces = cases.filter((row) => row.value.n !== undefined && row.value.onlyIf === undefined);
  const weights = cases.filter((row) => row.value.kg !== undefined);

  test.each(pieces)("$text of something sold by piece is $value.n", ({ text, value: expected }) => {
    expect(quantityOf(byPiece, parseQuantity(text)!)).toEqual({
      kind: "known",
      quantity: expected.n,
    });
  });

  test.each(weights)(
    "$text of something sold by kilo is $value.kg kg",
    ({ text, value: expected }) => {
      expect(quantityOf(byKilo, parseQuantity(text)!)).toEqual({
        kind: "known",
        quantity: expected.kg,
      });
    },
  );

  test.each(["3 tomates", "$3000 de banana", "una docena"])(
    "%s of something sold by kilo has to be asked",
    (text) => {
      expect(quantityOf(byKilo, parseQuantity(text)!)).toEqual({ kind: "unit" });
    },
  );

  test.each([
    { text: "16 aros", shop: "brasa-burger", id: "aros-cebolla", packs: 2 },
    { text: "12 panes", shop: "la-espiga", id: "pan-hamburguesa", packs: 2 },
    { text: "2 panes", shop: "la-espiga", id: "pan-hamburguesa", packs: 2 },
  ])("$text fill $packs packs", ({ text, shop, id, packs }) => {
    const product = findProduct(demoShop(shop), id)!;
    expect(quantityOf(product, parseQuantity(text)!)).toEqual({ kind: "known", quantity: packs });
  });

  test("pieces that do not fill whole packs have to be asked", () => {
    const rings = findProduct(demoShop("brasa-burger"), "aros-cebolla")!;
    expect(quantityOf(rings, parseQuantity("12 aros")!)).toEqual({ kind: "unit" });
  });
});
