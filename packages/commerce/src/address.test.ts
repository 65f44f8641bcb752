import { describe, expect, test } from "vitest";

import { demoShop } from "../testing/demo-shop.ts";
import { addressGaps, looksLikeAddress, parseAddress } from "./address.ts";
import { barriosOf, findBarrio } from "./zone.ts";

describe("an address in words", () => {
  test.each([
    [
      "Castro Barros 432 3B, Boedo",
      { street: "Castro Barros", number: "432", floor: "3", unit: "B", barrioText: "Boedo" },
    ],
    ["castro barros 432 piso 3 depto b", { floor: "3", unit: "b" }],
    ["Av. San Juan 3456 3° B Almagro", { street: "Av. San Juan", floor: "3", unit: "B" }],
    ["a Castro Barros 432 Boedo", { street: "Castro Barros", number: "432", barrioText: "Boedo" }],
    ["Castro Barros al novecientos", { street: "Castro Barros", number: "900" }],
    ["25 de Mayo 432", { street: "25 de Mayo", number: "432" }],
    ["Mitre 120 bis", { street: "Mitre", number: "120 bis" }],
    ["Belgrano s/n", { street: "Belgrano", number: "s/n" }],
    [
      "es para 7 entre 45 y 46, al 812, 3 A",
      { street: "7", number: "812", between: ["45", "46"], floor: "3", unit: "A" },
    ],
    ["diag 74 nro 1503 esq 57", { street: "diag 74", number: "1503", between: ["57"] }],
    [
      "Félix Frías 820, casa con rejas negras, entre Roma y Lima",
      { street: "Félix Frías", between: ["Roma", "Lima"], reference: "casa con rejas negras" },
    ],
    ["Rivadavia 4500, timbre 3", { number: "4500", unit: "3" }],
  ])("«%s»", (text, fields) => {
    expect(parseAddress(text)).toMatchObject({ raw: text, ...fields });
    expect(looksLikeAddress(text)).toBe(true);
  });

  test("what a rider would miss is named", () => {
    expect(addressGaps(parseAddress("Castro Barros"))).toEqual(["number"]);
    expect(addressGaps(parseAddress("123"))).toContain("number");
    expect(addressGaps(parseAddress("Castro Barros 432"))).toEqual([]);
  });

  test.each([
    "una muzza grande",
    "2 muzzas grandes 1 napo chica y una coca de 1.5",
    "coca 500 ml",
    "200 gr de jamón",
    "Boedo",
    "pago con 20 lucas",
    "",
  ])("«%s» is none", (text) => {
    expect(looksLikeAddress(text)).toBe(false);
  });
});

describe("a barrio in a text", () => {
  const shop = demoShop("la-esquina");

  test.each([
    ["Castro Barros 432 3B, Boedo", "Boedo"],
    ["estoy en parque patricios", "Parque Patricios"],
    ["san cristobal", "San Cristóbal"],
    ["vivo en cabalito", "Caballito"],
    ["Boedo 900, Almagro", "Almagro"],
    ["Palermo", null],
    ["bodo", null],
  ])("«%s» is %s", (text, barrio) => {
    expect(findBarrio(shop, text)).toBe(barrio);
  });

  test("the barrios stand in the order of their zones", () => {
    expect(barriosOf(shop).slice(0, 3)).toEqual(["Boedo", "San Cristóbal", "Almagro"]);
  });
});
