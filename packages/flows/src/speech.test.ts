import { readFileSync } from "node:fs";

import type { Incoming, Outgoing } from "@mostrador/engine";
import { choicesOf, textOf, whatsappLikeLimits } from "@mostrador/engine/testing";
import type { Answer, Conversation } from "@mostrador/engine/testing";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cases } from "../testing/cases.ts";
import { Floor, orders } from "../testing/floor.ts";
import { customer, domain, friday, shops } from "../testing/shop.ts";
import { admin } from "./copy/admin.ts";
import { order } from "./copy/order.ts";
import { ordering } from "./copy/ordering.ts";

const lint: { forbidden: [string, string][] } = JSON.parse(
  readFileSync(new URL("../testing/voseo-lint.json", import.meta.url), "utf8"),
);
const forbidden = lint.forbidden.map(([pattern, instead]) => ({
  pattern: new RegExp(`(?<![\\p{L}])${pattern}(?![\\p{L}])`, "iu"),
  instead,
}));

/** What is wrong with a sentence of ours; empty when nothing is. */
function faultsOf(text: string): string[] {
  const words = forbidden
    .filter(({ pattern }) => pattern.test(text))
    .map(({ pattern, instead }) => `${pattern.source} → ${instead}`);
  const emoji = (text.match(/\p{Extended_Pictographic}/gu) ?? []).length;
  return [
    ...words,
    ...(emoji > 3 ? [`${emoji} emoji`] : []),
    ...(/\$\d|\d\$/.test(text) ? ["money without its space"] : []),
    ...(/!!|\?\?|\.\.(?!\.)|undefined|null|NaN|\[object/.test(text) ? ["a slip"] : []),
    ...(/ {2,}|\s$|^\s/.test(text) ? ["loose spaces"] : []),
  ];
}

/** Every sentence of a copy module, its gaps filled with something short. */
function sentences(copy: object): string[] {
  return Object.values(copy).flatMap((entry: unknown): string[] => {
    if (typeof entry === "string") return [entry];
    if (typeof entry === "function") return [String(entry("a", "b", "c"))];
    return typeof entry === "object" && entry !== null ? sentences(entry) : [];
  });
}

test.each([
  ["customers", ordering],
  ["customers of a placed order", order],
  ["the shop", admin],
])("every sentence for %s is in voseo, short of emoji and well spaced", (_who, copy) => {
  const all = sentences(copy);
  expect(all.length).toBeGreaterThan(5);
  expect(all.map((text) => [text, faultsOf(text)]).filter(([, faults]) => faults?.length)).toEqual(
    [],
  );
});

test("a sentence in another Spanish would be caught", () => {
  expect(faultsOf("¿Qué deseas ordenar?")).not.toEqual([]);
  expect(faultsOf("Sale $12.500")).not.toEqual([]);
});

/** Beyond what the channel takes, and what could not be read on a phone. */
function overflows(message: Outgoing): string[] {
  const limits = whatsappLikeLimits;
  const labels = choicesOf(message).map(({ label }) => label);
  const max =
    message.kind === "buttons"
      ? { text: limits.buttons.text, label: limits.buttons.label, choices: limits.buttons.max }
      : { text: limits.list.text, label: limits.list.label, choices: limits.list.rows };
  return [
    ...(textOf(message).length > max.text ? ["text"] : []),
    ...(labels.length > max.choices ? ["choices"] : []),
    ...(labels.some((label) => label.length > max.label) ? ["label"] : []),
    ...(new Set(labels).size < labels.length ? ["twice the same label"] : []),
    ...choicesOf(message).flatMap(({ id }) => (id.length > limits.choiceId ? ["id"] : [])),
  ];
}

/** What is wrong with anything that a chat has said. */
function faultsIn(chat: Conversation): string[] {
  return chat.history.flatMap((message) => {
    const text = textOf(message);
    return [...overflows(message), ...faultsOf(text)].map((fault) => `${fault}: ${text}`);
  });
}

describe.each(shops.map((shop) => [shop.id, shop] as const))("at %s", (_id, shop) => {
  const moments = [friday("12:30"), friday("20:30"), friday("23:50"), friday("05:00")];

  test.each(moments)(
    "every section and product can be tapped, and what is said fits (%i)",
    (now) => {
      const chat = customer({ facts: { shop, team: [] }, now }).says("hola");
      const sections = chat.offers.filter((label) => label !== "Hablar con alguien");
      for (const section of sections) {
        chat.says("menú").taps(section);
        const rows = chat.offers.filter((label) => !["Más", "Otra sección"].includes(label));
        for (const row of rows.slice(0, 4)) chat.says("menú").taps(section).taps(row);
      }
      expect(faultsIn(chat)).toEqual([]);
    },
  );

  test("every free input of the walks gets an answer that fits, or silence on purpose", () => {
    for (const content of cases) {
      const chat = customer({ facts: { shop, team: [] } })
        .says("hola")
        .sends(content)
        .later(2000);
      expect(faultsIn(chat)).toEqual([]);
    }
  });
});

describe("wherever a customer is", () => {
  type Options = { answers?: Record<string, Answer> };
  const hungry = (options: Options) => customer(options).says("una muzza");
  const places: Record<string, (options: Options) => Conversation> = {
    section: (options) => customer(options).says("hola").taps("Bebidas"),
    question: (options) => customer(options).says("una coca"),
    cart: hungry,
    changing: (options) => hungry(options).taps("Cambiar algo"),
    line: (options) => hungry(options).taps("Cambiar algo").taps("1 Muzzarella grande"),
    quantity: (options) => hungry(options).taps("Cambiar algo").says("muzza").taps("Cantidad"),
    extras: (options) =>
      hungry(options).taps("Cambiar algo").says("muzza").taps("Extras y detalles"),
    address: (options) => hungry(options).taps("Terminar el pedido"),
    barrio: (options) =>
      hungry(options).taps("Terminar el pedido").says("Castro Barros 432").later(1500),
    "out of zone": (options) =>
      hungry(options).taps("Terminar el pedido").says("Rivadavia 8000, Flores").later(1500),
    minimum: (options) =>
      customer(options).says("una faina").says("listo").says("Maza 12, Boedo").later(1500),
    confirmation: (options) => hungry(options).says("retiro"),
    placed: (options) => hungry(options).says("retiro").says("efectivo"),
    "cancelling the cart": (options) => hungry(options).says("cancelar"),
    "cancelling the order": (options) =>
      hungry(options).says("retiro").says("efectivo").says("cancelar"),
    reminder: (options) => hungry(options).later(31 * 60_000),
    person: (options) => hungry(options).says("persona"),
  };
  /** Deliberately unanswered, by the kind of message; a person's turn silences everything but words. */
  const silent = ["reaction", "sticker", "revoked", "callPermission"];
  const courtesies = ["gracias", "👍"];

  /** What is wrong with the answer to one input; nothing where it leads somewhere sensible. */
  function faultsAfter(chat: Conversation, content: Incoming, mayBeSilent: boolean): string[] {
    chat.sends(content);
    const said = [...chat.messages, ...chat.later(1500).messages];
    const silence = said.length === 0 && !mayBeSilent ? ["no answer"] : [];
    const faults = [...silence, ...faultsIn(chat)];
    // One word away from a person, from wherever it led.
    const called = chat.state[0] === "withPerson" || chat.says("persona").state[0] === "withPerson";
    return called ? faults : [...faults, "no person"];
  }

  test.each(Object.entries(places))("at %s, every free input leads somewhere", (name, reach) => {
    const { answers } = domain();
    const there = reach({ answers });
    expect(faultsIn(there)).toEqual([]);
    const from = there.snapshot ?? undefined;
    const faults = cases.flatMap((content) => {
      const chat = customer({ answers, now: there.now, ...(from === undefined ? {} : { from }) });
      const polite = content.kind === "text" && courtesies.includes(content.text);
      const mayBeSilent = name === "person" || silent.includes(content.kind) || polite;
      return faultsAfter(chat, content, mayBeSilent).map((fault) => [content, fault]);
    });
    expect(faults).toEqual([]);
  });

  test.each(Object.entries(places))("at %s, every choice offered is taken", (_name, reach) => {
    for (const label of reach({}).offers) {
      if (label === "Más") continue;
      const chat = reach({}).taps(label);
      expect([label, chat.journal?.reading]).toEqual([label, "taken"]);
      expect(chat.messages.length).toBeGreaterThan(0);
      expect(faultsIn(chat)).toEqual([]);
    }
  });
});

test("whatever people do in whatever order, nothing breaks and all that is said fits", () => {
  const step = fc.oneof(
    fc.constantFrom(...cases).map((content) => ({ content, tap: null })),
    fc.nat(9).map((tap) => ({ content: null, tap })),
    fc.constantFrom("una muzza", "dos cocas", "listo", "Maza 12, Boedo").map((text) => ({
      content: { kind: "text" as const, text },
      tap: null,
    })),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
      const chat = customer().says("hola");
      for (const { content, tap } of steps) {
        const label = tap === null ? undefined : chat.offers[tap % Math.max(1, chat.offers.length)];
        if (label !== undefined) chat.taps(label);
        else if (content !== null) chat.sends(content).later(1500);
      }
      expect(faultsIn(chat)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("the shop's chat fits, with long orders too", () => {
  const floor = new Floor();
  floor.step("ruben", (chat) => chat.says("hola"));
  for (const person of ["marta", "pepe", "lu"]) orders(floor, person);
  floor.later(3 * 60_000);
  for (const words of [
    "pedidos",
    "45",
    "1",
    "1 listo",
    "salió el 1",
    "rechazá el 2",
    "no hay gas",
  ]) {
    floor.step("ruben", (chat) => chat.says(words));
  }
  expect(faultsIn(floor.chat("ruben"))).toEqual([]);
  expect(faultsIn(floor.order(2))).toEqual([]);
});
