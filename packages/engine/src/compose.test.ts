import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limitProblems } from "../testing/limit-problems.ts";
import { choicesOf, textOf } from "../testing/outgoing.ts";
import { whatsappLikeLimits as limits } from "../testing/whatsapp-like-limits.ts";
import { decodeChoice, encodeChoice } from "./choice.ts";
import { compose, distinctLabels } from "./compose.ts";
import { Bug } from "./errors.ts";
import type { InstanceId } from "./ids.ts";
import type { Outgoing } from "./message.ts";
import type { Choice, FlowEvent } from "./screen.ts";

const how = {
  instance: "a1" as InstanceId,
  revision: 35,
  limits,
  more: "Más",
  opener: "Ver",
  screen: "menu",
  page: 0,
};

const choice = (label: string, extra: Partial<Choice<FlowEvent>> = {}): Choice<FlowEvent> => ({
  label,
  event: { type: `picked.${label.slice(0, 20)}` },
  ...extra,
});

const many = (count: number, extra: Partial<Choice<FlowEvent>> = {}) =>
  Array.from({ length: count }, (_, index) => choice(`Producto ${index + 1}`, extra));

function drawn(choices: Choice<FlowEvent>[], page = 0): string[] {
  return compose([], { text: "Elegí", choices }, { ...how, page })
    .flatMap(choicesOf)
    .map(({ label }) => label);
}

describe("a screen becomes", () => {
  test("a text without choices", () => {
    expect(compose(["Va una."], { text: "¿Algo más?", choices: [] }, how)).toEqual([
      { kind: "text", text: "Va una.\n¿Algo más?" },
    ]);
  });

  test("buttons with up to three short choices", () => {
    const [message] = compose([], { text: "¿Vamos?", choices: [choice("Sí"), choice("No")] }, how);
    expect(message).toMatchObject({ kind: "buttons", buttons: [{ label: "Sí" }, { label: "No" }] });
  });

  test("a list with four choices, with descriptions, or with a label too long for a button", () => {
    const kinds = [
      many(4),
      many(1, { description: "$ 1" }),
      [choice("Una etiqueta de veintiuno")],
    ].map((choices) => compose([], { text: "Elegí", choices }, how)[0]?.kind);
    expect(kinds).toEqual(["list", "list", "list"]);
  });

  test("a location request where it asks for one, its choices not drawn", () => {
    const offer = { text: "¿Dónde?", choices: many(2), asksLocation: true };
    expect(compose([], offer, how)).toEqual([{ kind: "locationRequest", text: "¿Dónde?" }]);
  });

  test("nothing when nothing is said, and a bug when choices have no text", () => {
    expect(compose([], { text: "", choices: [] }, how)).toEqual([]);
    expect(() => compose([], { text: " ", choices: many(2) }, how)).toThrow(Bug);
  });
});

describe("what does not fit", () => {
  test("a text too long for buttons is one message as a list", () => {
    const messages = compose(["x".repeat(1500)], { text: "¿Va?", choices: [choice("Sí")] }, how);
    expect(messages).toMatchObject([{ kind: "list" }]);
  });

  test("lines that leave no room go first, as their own text", () => {
    const messages = compose(
      [`${"línea ".repeat(682)}fin`],
      { text: "¿Va?", choices: [choice("Sí")] },
      how,
    );
    expect(messages.map(({ kind }) => kind)).toEqual(["text", "buttons"]);
    expect(messages.map(textOf).at(-1)).toBe("¿Va?");
  });

  test("a long text is split between paragraphs, and the choices go with its end", () => {
    const text = Array.from(
      { length: 30 },
      (_, n) => `Párrafo ${n}: ${"palabra ".repeat(25).trim()}`,
    ).join("\n\n");
    const messages = compose([], { text, choices: [choice("Sí")] }, how);
    expect(messages.map(({ kind }) => kind)).toEqual(["text", "list"]);
    expect(textOf(messages[1]!)).toMatch(/^Párrafo/u);
  });

  test("a long label is cut at a word, and stands whole after what the description says", () => {
    const choices = [choice("Empanada de carne cortada a cuchillo", { description: "$ 1.800" })];
    const [message] = compose([], { text: "Elegí", choices }, how);
    expect(message).toMatchObject({
      sections: [
        {
          rows: [
            {
              label: "Empanada de carne…",
              description: "$ 1.800 · Empanada de carne cortada a cuchillo",
            },
          ],
        },
      ],
    });
  });

  test("labels that would be cut alike are told apart", () => {
    expect(distinctLabels(["Empanada de carne picante", "Empanada de carne salada"], 20)).toEqual([
      "Empanada de carne…",
      "Empanada de carne… 2",
    ]);
  });

  test("an event too long for a wire id is a bug", () => {
    const event = { type: "x", text: "y".repeat(300) };
    expect(() => compose([], { text: "Elegí", choices: [{ label: "A", event }] }, how)).toThrow(
      Bug,
    );
  });
});

describe("pages", () => {
  test("ten choices are one page", () => {
    expect(drawn(many(10))).toHaveLength(10);
  });

  test("eleven are two, with a row that turns the page, and the last leads to the first", () => {
    expect(drawn(many(11)).at(-1)).toBe("Más");
    expect(drawn(many(11), 1)).toEqual(["Producto 10", "Producto 11", "Más"]);
    expect(drawn(many(11), 2)).toEqual(drawn(many(11), 0));
  });

  test("two choices for the same event are one row", () => {
    const twice = { event: { type: "picked" } };
    expect(drawn([choice("A", twice), choice("B"), choice("C", twice)])).toEqual(["A", "B"]);
  });

  test("pinned choices stand on every page, at their place", () => {
    const choices = [
      choice("Terminar", { pinned: true }),
      ...many(20),
      choice("Otra sección", { pinned: true }),
    ];
    for (const page of [0, 1, 2]) {
      const labels = drawn(choices, page);
      expect(labels[0]).toBe("Terminar");
      expect(labels.slice(-2)).toEqual(["Más", "Otra sección"]);
    }
  });

  test("sections go on over the pages, and rows without one stay with those before them", () => {
    const choices = [
      ...many(6, { section: "Pizzas" }),
      ...many(6, { section: "Bebidas" }).map((c) => ({
        ...c,
        label: `B ${c.label}`,
        event: { type: `b.${c.label}` },
      })),
    ];
    const [first] = compose([], { text: "Elegí", choices }, how);
    const [second] = compose([], { text: "Elegí", choices }, { ...how, page: 1 });
    const titles = (message: Outgoing | undefined) =>
      message?.kind === "list" && message.sections.map(({ title, rows }) => [title, rows.length]);
    expect(titles(first)).toEqual([
      ["Pizzas", 6],
      ["Bebidas", 4],
    ]);
    expect(titles(second)).toEqual([["Bebidas", 4]]);
  });

  test("rows before the first section get the opener as heading", () => {
    const [message] = compose(
      [],
      {
        text: "Elegí",
        opener: "Ver carta",
        choices: [choice("Terminar"), ...many(3, { section: "Pizzas" })],
      },
      how,
    );
    expect(message).toMatchObject({ sections: [{ title: "Ver carta" }, { title: "Pizzas" }] });
  });
});

const graphemes = fc.string({ unit: "grapheme", maxLength: 60 });
const visibleText = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength }),
      fc
        .array(fc.constantFrom("pizza", "ñandú", "👨‍👩‍👧‍👦", "muzzarella", "a", "é́", "\n\n", "🇦🇷"), {
          minLength: 1,
          maxLength,
        })
        .map((words) => words.join(" ")),
    )
    .filter((text) => text.trim() !== "");
const anyChoice = fc.record(
  {
    label: visibleText(50),
    event: fc.record({ type: fc.constant("product.chosen"), id: fc.integer() }),
    description: graphemes,
    section: visibleText(30),
    pinned: fc.boolean(),
  },
  { requiredKeys: ["label", "event"] },
);

test("any lines, text and choices become messages that the channel takes, on any page", () => {
  fc.assert(
    fc.property(
      fc.array(visibleText(400), { maxLength: 6 }),
      visibleText(700),
      fc.tuple(
        fc.uniqueArray(anyChoice, { maxLength: 40, selector: ({ event }) => event.id }),
        fc.nat(9),
      ),
      (lines, text, [choices, page]) => {
        const messages = compose(lines, { text, choices }, { ...how, page });
        expect(messages.flatMap((message) => limitProblems(message, limits))).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test("no word is lost between the messages", () => {
  fc.assert(
    fc.property(fc.array(visibleText(400), { maxLength: 6 }), visibleText(900), (lines, text) => {
      const bare = (value: string) => value.replaceAll(/\s+/gu, "");
      const messages = compose(lines, { text, choices: [choice("Sí")] }, how);
      expect(bare(messages.map(textOf).join(""))).toBe(bare([...lines, text].join("")));
    }),
  );
});

test("every choice is on some page", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyChoice, { minLength: 1, maxLength: 40, selector: ({ event }) => event.id }),
      (choices) => {
        const pages = Array.from({ length: 40 }, (_, page) =>
          compose([], { text: "Elegí", choices }, { ...how, page }),
        );
        const seen = new Set(
          pages
            .flat()
            .flatMap(choicesOf)
            .map(({ id }) => id),
        );
        for (const { event } of choices)
          expect(seen).toContain(encodeChoice(how, event, limits.choiceId));
      },
    ),
    { numRuns: 50 },
  );
});

test("what a button carries comes back as it was", () => {
  const events = fc.record({
    type: fc.string(),
    id: fc.string({ maxLength: 20 }),
    count: fc.integer(),
  });
  fc.assert(
    fc.property(events, fc.nat(), (event, revision) => {
      const shown = { instance: how.instance, revision };
      expect(decodeChoice(encodeChoice(shown, event, 2000))).toEqual({ ...shown, event });
    }),
  );
});

test("no wire id that somebody made up throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `a1.0.{${text}}`),
        fc.json().map((json) => `a1.0.${json}`),
      ),
      (wireId) => {
        const decoded = decodeChoice(wireId);
        expect(decoded === null || typeof decoded.event.type === "string").toBe(true);
      },
    ),
  );
});
