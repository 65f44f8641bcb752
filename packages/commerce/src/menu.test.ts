import { describe, expect, test } from "vitest";

import { demoShop } from "../testing/demo-shop.ts";
import { menuRows, menuSections } from "./menu.ts";
import { lineName, optionNames } from "./naming.ts";
import { findProduct, lineFor, questionsFor, sellable } from "./product.ts";

const shop = demoShop("la-esquina");
const evening = Date.parse("2026-11-27T20:30:00-03:00");
const noon = Date.parse("2026-11-27T12:30:00-03:00");

function rows(sectionId: string, shopId = "la-esquina") {
  const section = menuSections(demoShop(shopId), noon).find(
    ({ category }) => category.id === sectionId,
  );
  return menuRows(section!);
}

describe("the menu", () => {
  test("sections stand in the shop's order, lunch only at lunch", () => {
    const names = (now: number) => menuSections(shop, now).map(({ category }) => category.id);
    expect(names(evening)).toEqual(["pizzas", "empanadas", "fainas", "bebidas", "postres"]);
    expect(names(noon)).toContain("pastas");
  });

  test("what is sold out or priced by its halves is not listed", () => {
    const pizzas = rows("pizzas").map(({ productId }) => productId);
    expect(pizzas).toContain("pizza-muzzarella");
    expect(pizzas).not.toContain("pizza-palmitos");
    expect(pizzas).not.toContain("pizza-mitad-y-mitad");
  });

  test("a product with a default size is one row at that size's price", () => {
    expect(rows("pizzas")[0]).toEqual({
      productId: "pizza-muzzarella",
      variantId: "grande",
      title: "Muzzarella",
      name: "Muzzarella grande",
      priceCents: 1_590_000,
      fromPrice: false,
      unit: "unidad",
    });
  });

  test("up to three sizes without a default are a row each", () => {
    const cokes = rows("bebidas").filter(({ productId }) => productId === "coca-cola");
    expect(cokes.map(({ title }) => title)).toEqual([
      "Coca-Cola 500 ml",
      "Coca-Cola 1,5 L",
      "Coca-Cola 2,25 L",
    ]);
  });

  test("more sizes than three are asked after the tap", () => {
    const shirt = rows("remeras", "pilchas-tana").find(
      ({ productId }) => productId === "remera-basica",
    );
    expect(shirt).toMatchObject({ title: "Remera básica de algodón", fromPrice: false });
    expect(shirt).not.toHaveProperty("variantId");
  });

  test("titles that would be cut alike lose the word they share", () => {
    const titles = rows("empanadas").map(({ title }) => title);
    expect(titles).toContain("Carne picante");
    expect(titles).toContain("Caprese");
    expect(new Set(titles.map((title) => title.slice(0, 24))).size).toBe(titles.length);
  });
});

describe("what is still asked", () => {
  test("the size comes before the options", () => {
    const clothes = demoShop("pilchas-tana");
    const shirt = lineFor(findProduct(clothes, "remera-basica")!);
    expect(questionsFor(clothes, shirt).map(({ kind }) => kind)).toEqual(["variant", "group"]);
    expect(questionsFor(clothes, { ...shirt, variantId: "m" })).toMatchObject([
      { kind: "group", group: { id: "color-basica" }, min: 1, max: 1 },
    ]);
  });

  test("what the shop ran out of is not offered as an answer", () => {
    const iceCream = demoShop("heladeria-nonna");
    const pot = lineFor(findProduct(iceCream, "helado")!, "kilo");
    const [question] = questionsFor(iceCream, pot);
    expect(question).toMatchObject({ kind: "group", max: 4 });
    expect(JSON.stringify(question?.kind === "group" ? question.options : [])).not.toContain(
      "tiramisu",
    );
  });

  test("a pizza with its defaults asks nothing", () => {
    expect(questionsFor(shop, lineFor(findProduct(shop, "pizza-muzzarella")!))).toEqual([]);
  });
});

test("the last one sold makes a product disappear", () => {
  const flan = findProduct(shop, "flan")!;
  expect(sellable(flan)).toBe(true);
  expect(sellable({ ...flan, stock: 0 })).toBe(false);
  expect(sellable({ ...flan, stock: 1 })).toBe(true);
});

test("a line is called as people call it", () => {
  const options = [{ groupId: "extras-pizza", optionId: "huevo" }];
  const line = { ...lineFor(findProduct(shop, "pizza-muzzarella")!, "chica"), options };
  expect(lineName(shop, line)).toBe("Muzzarella chica");
  expect(optionNames(shop, line)).toEqual(["Huevo duro"]);
  expect(lineName(shop, lineFor(findProduct(shop, "coca-cola")!, "1500"))).toBe("Coca-Cola 1,5 L");
});
