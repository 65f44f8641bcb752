import { describe, expect, test } from "vitest";
import { parseDuration } from "./duration.ts";
import { readScript } from "./script.ts";

const read = (text: string) => readScript(text, "a.yaml");

describe("a script", () => {
  test("is read with the line of every step", () => {
    const script = read(`
name: Un pedido
steps:
  - customer: hola
  # a comment
  - expect:
      customer: asistente
  - owner: 45
  - clock: +2h
  - messages: { customer: { atMost: 8 } }
`);
    expect(script.steps).toEqual([
      { line: 4, customer: { says: "hola" } },
      { line: 6, expect: { customer: { contains: ["asistente"] } } },
      { line: 8, owner: { says: "45" } },
      { line: 9, clock: 7_200_000 },
      { line: 10, messages: { customer: { atMost: 8 } } },
    ]);
  });

  test.each([
    ["an unknown key", "  - customer: { tapp: Pizzas }", "a.yaml:3: steps.customer.tapp:"],
    ["an unknown step", "  - costumer: hola", "a.yaml:3: steps.costumer:"],
    ["two things in a step", "  - customer: hola\n    owner: hola", "a.yaml:3: steps: exactly one"],
    [
      "a bad time",
      "  - customer: hola\n  - clock: mañana",
      'a.yaml:4: steps.clock: a time such as "+2h"',
    ],
    [
      "a bad expression",
      "  - expect: { owner: { matches: '(' } }",
      "a.yaml:3: steps.expect.owner.matches: not a",
    ],
    [
      "a wrong number",
      "  - messages:\n      customer:\n        atMost: many",
      "a.yaml:5: steps.messages.customer.atMost:",
    ],
  ])("with %s is refused, naming line and key", (_, steps, message) => {
    expect(() => read(`name: x\nsteps:\n${steps}\n`)).toThrow(message);
  });

  test("that is no YAML is refused with its line", () => {
    expect(() => read("name: x\nsteps: [\n")).toThrow(/^a\.yaml:3: /);
  });
});

test.each([
  ["+2h", 7_200_000],
  ["90m", 5_400_000],
  ["1d 2h 30m", 95_400_000],
  ["300ms", 300],
  ["2", undefined],
  ["2 hours", undefined],
  ["", undefined],
])("the time %s is %s ms", (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});
