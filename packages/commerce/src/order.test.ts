import { expect, test } from "vitest";

import { canBecome, isOver, orderStatusSchema } from "./order.ts";

const statuses = orderStatusSchema.options;

test("an order is accepted before anything else happens to it, unless it is cancelled", () => {
  expect(statuses.filter((to) => canBecome("received", to))).toEqual(["accepted", "cancelled"]);
});

test("no order goes back, and none is what it already is", () => {
  const steps = statuses.filter((status) => status !== "cancelled");
  for (const [index, from] of steps.entries()) {
    expect(steps.slice(0, index + 1).filter((to) => canBecome(from, to))).toEqual([]);
  }
});

test("delivered and cancelled are the ends", () => {
  expect(statuses.filter(isOver)).toEqual(["delivered", "cancelled"]);
  expect(statuses.filter((to) => canBecome("cancelled", to) || canBecome("delivered", to))).toEqual(
    [],
  );
});
