import { array, assert, constantFrom, integer, oneof, property, record } from "fast-check";
import { describe, expect, test } from "vitest";

import {
  addLine,
  cartSchema,
  changeLine,
  emptyCart,
  newCart,
  removeLine,
  setQuantity,
} from "./cart.ts";
import type { Cart, NewLine } from "./cart.ts";

const muzza: NewLine = { productId: "muzza", variantId: "grande", options: [], quantity: 1 };
const withEgg: NewLine = { ...muzza, options: [{ groupId: "extras", optionId: "egg" }] };

describe("a cart", () => {
  test("the same thing twice is one line of two", () => {
    const cart = addLine(addLine(newCart(), muzza), muzza);
    expect(cart).toMatchObject({ revision: 2, lines: [{ id: "l1", quantity: 2 }] });
  });

  test("another size, option or note is another line", () => {
    const others: NewLine[] = [
      { ...muzza, variantId: "chica" },
      withEgg,
      { ...muzza, note: "sin ajo" },
    ];
    expect(others.reduce(addLine, addLine(newCart(), muzza)).lines).toHaveLength(4);
  });

  test("kilos add up to the gram", () => {
    const tenth: NewLine = { productId: "pan", options: [], quantity: 0.1 };
    const cart = [tenth, { ...tenth, quantity: 0.2 }].reduce(addLine, newCart());
    expect(cart.lines[0]?.quantity).toBe(0.3);
  });

  test("what changes nothing keeps the revision, so a button that was shown stays good", () => {
    const cart = addLine(newCart(), muzza);
    expect(setQuantity(cart, "l1", 1)).toBe(cart);
    expect(removeLine(cart, "nobody")).toBe(cart);
    expect(changeLine(cart, "l1", { variantId: "grande" })).toBe(cart);
    expect(addLine(cart, { ...muzza, quantity: 0 })).toBe(cart);
    expect(emptyCart(newCart())).toEqual(newCart());
  });

  test("taking away more than there is takes the line away", () => {
    const cart = addLine(newCart(), { ...muzza, quantity: 3 });
    expect(removeLine(cart, "l1", 1).lines[0]?.quantity).toBe(2);
    expect(removeLine(cart, "l1", 5).lines).toEqual([]);
    expect(removeLine(cart, "l1").lines).toEqual([]);
  });

  test("a line changed into another one joins it", () => {
    const cart = addLine(addLine(newCart(), muzza), withEgg);
    expect(changeLine(cart, "l2", { options: [] }).lines).toEqual([
      { ...muzza, id: "l1", quantity: 2 },
    ]);
  });

  test("a note or a size can be taken off again", () => {
    const cart = addLine(newCart(), { ...muzza, note: "sin ajo" });
    const changed = changeLine(cart, "l1", { note: null, variantId: null });
    expect(changed.lines).toEqual([{ id: "l1", productId: "muzza", options: [], quantity: 1 }]);
  });
});

test("after any operations a cart is valid JSON, its lines differ, and its revision only grows", () => {
  const lineId = integer({ min: 1, max: 8 }).map((number) => `l${number}`);
  const line = constantFrom(muzza, withEgg, { ...muzza, variantId: "chica" });
  const quantity = integer({ min: 0, max: 4 });
  const operation = oneof(
    record({ line }).map((one) => (cart: Cart) => addLine(cart, one.line)),
    record({ lineId, quantity }).map(
      (one) => (cart: Cart) => setQuantity(cart, one.lineId, one.quantity),
    ),
    record({ lineId, quantity }).map(
      (one) => (cart: Cart) => removeLine(cart, one.lineId, one.quantity),
    ),
    record({ lineId, line }).map((one) => (cart: Cart) => changeLine(cart, one.lineId, one.line)),
  );
  assert(
    property(array(operation, { maxLength: 25 }), (operations) => {
      let cart = newCart();
      for (const apply of operations) {
        const next = apply(cart);
        expect(next.revision).toBe(next === cart ? cart.revision : cart.revision + 1);
        cart = next;
      }
      expect(cartSchema.parse(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
      const things = cart.lines.map(({ id: _id, quantity: _quantity, ...thing }) =>
        JSON.stringify(thing),
      );
      expect(new Set(things).size).toBe(things.length);
      expect(new Set(cart.lines.map(({ id }) => id)).size).toBe(cart.lines.length);
    }),
  );
});
