import { describe, expect, test } from "vitest";

import { demoShop } from "../testing/demo-shop.ts";
import { addLine, newCart } from "./cart.ts";
import type { Cart, NewLine } from "./cart.ts";
import { findProduct, lineFor } from "./product.ts";
import { priceCart, priceLine, quote } from "./pricing.ts";
import { promiseWindow } from "./promise.ts";

const shop = demoShop("la-esquina");

function line(productId: string, more: Partial<NewLine> = {}): NewLine {
  return { ...lineFor(findProduct(shop, productId)!), ...more };
}

function cartOf(...lines: readonly NewLine[]): Cart {
  return lines.reduce(addLine, newCart());
}

describe("prices", () => {
  test("a line costs its size and its options, times how many", () => {
    const options = [{ groupId: "extras-pizza", optionId: "huevo" }];
    const [priced] = priceCart(
      shop,
      cartOf(line("pizza-muzzarella", { options, quantity: 2 })),
    ).lines;
    expect(priced).toMatchObject({
      name: "Muzzarella grande",
      options: [{ name: "Huevo duro", priceCents: 120_000 }],
      unitCents: 1_710_000,
      totalCents: 3_420_000,
    });
  });

  test("half and half costs the dearer half", () => {
    const options = ["pizza-muzzarella", "pizza-fugazzeta"].map((optionId) => ({
      groupId: "mitades",
      optionId,
    }));
    const half = { id: "l1", ...line("pizza-mitad-y-mitad", { options }) };
    expect(priceLine(shop, half).totalCents).toBe(1_840_000);
  });

  test("grams cost their share of a kilo", () => {
    const greengrocer = demoShop("verduleria-el-paisano");
    const potatoes: NewLine = { productId: "papa", options: [], quantity: 0.25 };
    expect(priceCart(greengrocer, cartOf(potatoes)).subtotalCents).toBe(32_500);
  });

  test("twelve empanadas of mixed flavours cost a dozen, and the saving is shown", () => {
    const priced = priceCart(
      shop,
      cartOf(line("emp-pollo", { quantity: 8 }), line("emp-humita", { quantity: 4 })),
    );
    expect(priced.adjustments).toEqual([
      { bundleId: "docena-empanadas", name: "Docena de empanadas", savingCents: 300_000 },
    ]);
    expect(priced.subtotalCents).toBe(2_700_000);
  });

  test("a bundle never makes a cart dearer", () => {
    for (let quantity = 1; quantity <= 40; quantity += 1) {
      const priced = priceCart(shop, cartOf(line("emp-pollo", { quantity })));
      expect(priced.subtotalCents).toBeLessThanOrEqual(quantity * 250_000);
      expect(priced.adjustments.every(({ savingCents }) => savingCents > 0)).toBe(true);
    }
  });
});

describe("a quote", () => {
  const cart = cartOf(line("pizza-muzzarella"), line("coca-cola", { variantId: "1500" }));

  test("a first order to Boedo costs what the menu says plus the delivery", () => {
    const quoted = quote(shop, { cart, fulfilment: { kind: "delivery", zoneId: "boedo" } });
    expect(quoted).toMatchObject({
      subtotalCents: 2_010_000,
      deliveryCents: 150_000,
      totalCents: 2_160_000,
      missingForMinimumCents: 0,
      freeFromCents: 4_000_000,
    });
  });

  test("what lacks for the zone's minimum is told", () => {
    const small = cartOf(line("faina"));
    const quoted = quote(shop, {
      cart: small,
      fulfilment: { kind: "delivery", zoneId: "almagro" },
    });
    expect(quoted.missingForMinimumCents).toBe(1_640_000);
  });

  test("from the zone's amount on the delivery is free, not one centavo before", () => {
    const rich = cartOf(line("pizza-muzzarella", { quantity: 3 }));
    const fulfilment = { kind: "delivery", zoneId: "boedo" } as const;
    expect(quote(shop, { cart: rich, fulfilment }).deliveryCents).toBe(0);
    const exact = structuredClone(shop);
    const zone = exact.zones[0]!;
    zone.freeFromCents = quote(shop, { cart, fulfilment }).subtotalCents;
    expect(quote(exact, { cart, fulfilment }).deliveryCents).toBe(0);
  });

  test("who picks up pays no delivery and meets no minimum", () => {
    const quoted = quote(shop, { cart: cartOf(line("faina")), fulfilment: { kind: "pickup" } });
    expect(quoted).toMatchObject({
      totalCents: 160_000,
      missingForMinimumCents: 0,
      deliveryCents: 0,
    });
  });

  test("a discount for the way of paying is taken off the things, not off the delivery", () => {
    const clothes = demoShop("pilchas-tana");
    const gift: NewLine = { productId: "remera-rayada", variantId: "m", options: [], quantity: 1 };
    const request = {
      cart: cartOf(gift),
      fulfilment: { kind: "delivery", zoneId: "smt" },
      paymentMethod: "transferencia",
    } as const;
    expect(quote(clothes, request)).toMatchObject({
      discountCents: 179_000,
      totalCents: 1_790_000 - 179_000 + 290_000,
    });
  });

  test("an unknown zone is a mistake of ours", () => {
    const fulfilment = { kind: "delivery", zoneId: "luna" } as const;
    expect(() => quote(shop, { cart, fulfilment })).toThrow(RangeError);
  });
});

describe("a promise", () => {
  const at = (time: string) => Date.parse(`2026-11-27T${time}:00-03:00`);

  test.each([
    ["20:30", "21:00", "21:15"],
    ["20:31", "21:05", "21:20"],
  ])("an order to Boedo at %s arrives between %s and %s", (now, from, to) => {
    const fulfilment = { kind: "delivery", zoneId: "boedo" } as const;
    expect(promiseWindow(shop, at(now), fulfilment)).toEqual([at(from), at(to)]);
  });

  test("for pickup it is ready within a range too", () => {
    expect(promiseWindow(shop, at("20:30"), { kind: "pickup" })).toEqual([
      at("20:55"),
      at("21:05"),
    ]);
  });
});
