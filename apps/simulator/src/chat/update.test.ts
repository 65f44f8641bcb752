import { describe, expect, test } from "vitest";
import { drawable } from "./drawable.ts";
import { readKeys } from "./keys.ts";
import { initialModel } from "./model.ts";
import type { Effect, KeyName, Message, Model } from "./model.ts";
import { readFormats } from "./formatted-text.ts";
import { update } from "./update.ts";
import type { Bubble, Choice } from "../phone/bubble.ts";

const actors = {
  customer: { waId: "5491155550101", name: "Marta" },
  owner: { waId: "5491150001988", name: "Rubén" },
};
const start = initialModel(
  { shopName: "La Esquina", actors },
  { columns: 140, rows: 40, nowMs: 0 },
);

const choice = (label: string): Choice => ({
  label,
  reply: { type: "text", text: { body: label } },
});

function bubble(id: string, from: Bubble["from"], labels: string[] = []): Bubble {
  const none = { asksLocation: false, isReaction: false, status: "sent" } as const;
  return { id, from, atMs: 0, order: 0, text: id, choices: labels.map(choice), ...none };
}

function play(model: Model, messages: Message[]): { model: Model; effects: Effect[] } {
  const effects: Effect[] = [];
  let now = model;
  for (const message of messages) {
    const step = update(now, message);
    now = step.model;
    effects.push(...step.effects);
  }
  return { model: now, effects };
}

const press = (key: KeyName): Message => ({ kind: "key", key, text: "" });
const type = (text: string): Message => ({ kind: "key", key: "text", text });
const chat = (role: "customer" | "owner", bubbles: Bubble[], typing = false): Message => ({
  kind: "chat",
  role,
  view: { bubbles, typing, nowMs: 1 },
});
const offered = play(start, [
  chat("customer", [bubble("hola", "person"), bubble("carta", "shop", ["Pizzas", "Bebidas"])]),
]).model;
const tapped = (label: string) => ({
  kind: "perform",
  role: "customer",
  typed: { kind: "tap", bubbleId: "carta", choice: choice(label) },
});

describe("what comes", () => {
  test("in the phone in hand is seen, and its choices are open", () => {
    const { model, effects } = play(start, [
      chat("customer", [bubble("carta", "shop", ["Pizzas"])]),
    ]);
    expect(effects).toEqual([{ kind: "look", role: "customer" }]);
    expect(model.phones.customer).toMatchObject({
      unread: 0,
      panel: { bubbleId: "carta", selected: 0 },
    });
  });

  test("in the other phone rings and counts until somebody takes it up", () => {
    const ring = [bubble("a", "shop"), bubble("b", "shop")];
    const rung = play(start, [chat("owner", ring), chat("owner", [...ring, bubble("c", "shop")])]);
    expect(rung.effects).toEqual([{ kind: "bell" }, { kind: "bell" }]);
    expect(rung.model.phones.owner.unread).toBe(3);
    const taken = play(rung.model, [press("tab")]);
    expect(taken.effects).toEqual([{ kind: "look", role: "owner" }]);
    expect(taken.model).toMatchObject({ focus: "owner", phones: { owner: { unread: 0 } } });
  });

  test("as new ticks or typing leaves the choice under the cursor", () => {
    const { bubbles } = offered.phones.customer;
    const { model, effects } = play(offered, [press("down"), chat("customer", bubbles, true)]);
    expect(model.phones.customer).toMatchObject({ typing: true, panel: { selected: 1 } });
    expect(effects).toEqual([]);
  });

  test("after the person wrote something else closes the choices", () => {
    const { bubbles } = offered.phones.customer;
    const { model } = play(offered, [chat("customer", [...bubbles, bubble("y", "person")])]);
    expect(model.phones.customer.panel).toBeUndefined();
  });
});

describe("keys", () => {
  test("arrows go around the choices and Enter taps", () => {
    expect(play(offered, [press("down"), press("enter")]).effects).toEqual([tapped("Bebidas")]);
    expect(play(offered, [press("up"), press("enter")]).effects).toEqual([tapped("Bebidas")]);
    const around = [press("down"), press("down"), press("enter")];
    expect(play(offered, around).effects).toEqual([tapped("Pizzas")]);
  });

  test("a digit taps its choice once, however fast it is pressed again", () => {
    const { effects, model } = play(offered, [type("2"), type("2")]);
    expect(effects).toEqual([tapped("Bebidas")]);
    expect(model.phones.customer.draft).toBe("2");
  });

  test("0 taps the tenth choice", () => {
    const labels = Array.from({ length: 10 }, (_, index) => `Fila ${index + 1}`);
    const { model } = play(start, [chat("customer", [bubble("carta", "shop", labels)])]);
    expect(play(model, [type("0")]).effects).toEqual([tapped("Fila 10")]);
  });

  test("a digit without such a choice, or within words, is text", () => {
    const { effects } = play(offered, [type("4"), type("5"), press("enter")]);
    const said = { kind: "text", text: "45" };
    expect(effects).toEqual([{ kind: "perform", role: "customer", typed: said }]);
  });

  test("a quotation mark makes a digit a text", () => {
    const { effects } = play(offered, [type('"'), type("2"), press("enter")]);
    expect(effects).toMatchObject([{ typed: { kind: "text", text: "2" } }]);
  });

  test("@ sends a location", () => {
    const { effects } = play(offered, [type("@-34.63, -58.41"), press("enter")]);
    const location = { latitude: -34.63, longitude: -58.41 };
    expect(effects).toMatchObject([{ typed: { kind: "location", location } }]);
  });

  test("backspace takes a whole emoji", () => {
    const { model } = play(start, [type("dale 👍🏽"), press("backspace")]);
    expect(model.phones.customer.draft).toBe("dale ");
  });

  test("left opens the choices of an older message", () => {
    const { bubbles } = offered.phones.customer;
    const newer = [...bubbles, bubble("Pizzas", "person"), bubble("otra", "shop", ["Muzza"])];
    const { effects } = play(offered, [chat("customer", newer), press("left"), type("1")]);
    expect(effects).toContainEqual(tapped("Pizzas"));
  });

  test("Esc clears the draft, then closes the choices, then leaves", () => {
    const steps = [type("x"), press("escape"), press("escape")];
    expect(play(offered, steps).effects).toEqual([]);
    expect(play(offered, [...steps, press("escape")]).effects).toEqual([{ kind: "quit" }]);
    expect(play(offered, [press("interrupt")]).effects).toEqual([{ kind: "quit" }]);
  });

  test("scrolling back ends with the next message", () => {
    const back = play(offered, [press("pageUp")]).model;
    expect(back.phones.customer.scroll).toBe(10);
    const { bubbles } = back.phones.customer;
    const { model } = play(back, [chat("customer", [...bubbles, bubble("z", "shop")])]);
    expect(model.phones.customer.scroll).toBe(0);
  });
});

test("several keys in one piece are as many keys", () => {
  const none = {
    upArrow: false,
    downArrow: false,
    leftArrow: false,
    rightArrow: false,
    pageDown: false,
    pageUp: false,
    home: false,
    end: false,
    return: false,
    escape: false,
    ctrl: false,
    shift: false,
    tab: false,
    backspace: false,
    delete: false,
    meta: false,
    super: false,
    hyper: false,
    capsLock: false,
    numLock: false,
  };
  expect(readKeys("hola\r", none)).toEqual([type("hola"), press("enter")]);
  expect(readKeys("\t1", none)).toEqual([press("tab"), type("1")]);
  expect(readKeys("x\u007f\u0003", none)).toEqual([
    type("x"),
    press("backspace"),
    press("interrupt"),
  ]);
  expect(readKeys("c", { ...none, ctrl: true })).toEqual([press("interrupt")]);
});

test.each([
  ["*Total $ 21.600* listo", [{ text: "Total $ 21.600", bold: true }, { text: " listo" }]],
  ["2 * 3 * 4", [{ text: "2 * 3 * 4" }]],
  ["_a_ ~b~", [{ text: "a", italic: true }, { text: " " }, { text: "b", strikethrough: true }]],
  ["snake_case_word", [{ text: "snake_case_word" }]],
])("the formats of %s", (text, spans) => {
  expect(readFormats(text)).toEqual(spans);
});

test.each([
  ["dale 👍🏽", "dale 👍"],
  ["❤️ 👨‍👩‍👧 🇦🇷 ñandú", "❤ 👨 🇦🇷 ñandú"],
  ["3️⃣", "3\u20e3"],
])("%s is drawn without what terminals measure differently", (text, drawn) => {
  expect(drawable(text)).toBe(drawn);
});
