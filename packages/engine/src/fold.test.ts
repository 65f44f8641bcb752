import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, fold, nearly } from "./fold.ts";
import { cut, split } from "./cut.ts";

test.each([
  ["Pizzas", "pizza"],
  ["¡MENÚ!", "menu"],
  ["postres", "Postre"],
  ["flanes", "flan"],
  ["la  carta", "La Carta."],
  ["cafés", "Café"],
  ["Terminar el pedido 👍", "terminar el pedido"],
])("%s and %s mean the same", (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

test.each([
  ["pizza", "pieza"],
  ["si", "se"],
  ["1 docena", "2 docena"],
  ["gas", "ga"],
])("%s and %s do not", (one, other) => {
  expect(fold(one)).not.toBe(fold(other));
});

describe("a slip of one letter", () => {
  test.each([
    ["efetivo", "Efectivo"],
    ["efectiivo", "Efectivo"],
    ["efecitvo", "Efectivo"],
    ["efectibo", "Efectivo"],
  ])("%s means %s", (typed, label) => {
    expect(nearly(typed, label)).toBe(true);
  });

  test.each([
    ["efetvo", "Efectivo"],
    ["retir", "Retiro el"],
    ["casa", "cosa"],
    ["canceler", "Cancelar"],
    ["rechezar", "Rechazar"],
    ["", "Efectivo"],
  ])("%s does not mean %s", (typed, label) => {
    expect(nearly(typed, label)).toBe(false);
  });
});

test("cleaned text has no control or bidi characters, keeps its lines, and is bounded", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 6000 }), (text) => {
      const clean = cleanText(text);
      expect(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u.test(clean)).toBe(false);
      expect(clean.length).toBeLessThanOrEqual(3 * 4096);
      expect(clean.isWellFormed()).toBe(true);
    }),
  );
  expect(cleanText(" uno\r\ndos\u202E\t3 ")).toBe("uno\ndos 3");
});

test("a cut keeps whole characters and ends at a word where it can", () => {
  expect(cut("Muzzarella grande", 12)).toBe("Muzzarella…");
  expect(cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12)).toBe("👨‍👩‍👧‍👦…");
  expect(cut("corto", 5)).toBe("corto");
});

test("pieces are within the limit and together say everything", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.integer({ min: 30, max: 90 }),
      (text, max) => {
        const pieces = split(text, max);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max);
        const bare = (value: string) => value.replaceAll(/\s/gu, "");
        expect(bare(pieces.join(""))).toBe(bare(text));
      },
    ),
  );
});
