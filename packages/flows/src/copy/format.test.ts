import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { amount, day, dayAndTime, list, money, plural, time, timeRange } from "./format.ts";

const zone = "America/Argentina/Buenos_Aires";
const at = (moment: string) => Date.parse(`${moment}:00-03:00`);

const vectors: { format: { cents: number; text: string }[] } = JSON.parse(
  readFileSync(new URL("../../../../testdata/vectors/money.json", import.meta.url), "utf8"),
);

test.each(vectors.format)("$cents centavos read $text", ({ cents, text }) => {
  expect(money(cents)).toBe(text);
});

test("a quarter past midnight is 0:15, never 24:15", () => {
  expect(time(zone, at("2026-11-28T00:15"))).toBe("0:15");
  expect(time(zone, at("2026-11-27T21:05"))).toBe("21:05");
});

test("one o'clock is feminine and single", () => {
  const range = { fromAt: at("2026-11-28T00:45"), toAt: at("2026-11-28T01:00") };
  expect(timeRange(zone, range)).toBe("entre las 0:45 y la 1:00");
});

test("days are spoken of as people do", () => {
  const now = at("2026-11-27T23:50");
  expect(day(zone, at("2026-11-27T23:59"), now)).toBe("hoy");
  expect(day(zone, at("2026-11-28T00:10"), now)).toBe("mañana");
  expect(day(zone, at("2026-12-01T11:30"), now)).toBe("el martes");
  expect(day(zone, at("2026-12-24T11:30"), now)).toBe("el 24 de diciembre");
  expect(dayAndTime(zone, at("2026-11-28T11:30"), now)).toBe("mañana a las 11:30");
});

test("lists, amounts and plurals", () => {
  expect(list(["a", "b", "c"])).toBe("a, b y c");
  expect(amount(2, "unidad")).toBe("2");
  expect(amount(1.5, "kg")).toBe("1,5 kg");
  expect(amount(0.25, "kg")).toBe("250 g");
  expect(["grande", "chica", "azul", "feliz", "XL"].map(plural)).toEqual([
    "grandes",
    "chicas",
    "azules",
    "felices",
    "XL",
  ]);
});
