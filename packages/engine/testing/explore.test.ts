import { expect, test } from "vitest";
import { Failure } from "../src/errors.ts";
import { explore, type Exploring } from "./explore.ts";
import { kiosk, kioskFacts } from "./kiosk.ts";
import { memoryWalker, walkTours } from "./walk.ts";

const how: Exploring = {
  facts: kioskFacts,
  answers: { "order.place": () => ({ number: 1 }), "shop.open": () => true },
  start: { type: "sends", content: { kind: "text", text: "hola" } },
  abstract: ({ cart }) => Array.isArray(cart) && cart.length > 0,
  cases: {
    inputs: {
      "*": [
        "carta",
        "persona",
        "blabla",
        { kind: "sticker", media: { id: "s", mimeType: "image/webp" } },
      ],
      shelf: ["3"],
      address: ["Castro Barros 432"],
      placed: [{ kind: "image", media: { id: "m", mimeType: "image/jpeg" } }],
    },
    outcomes: {
      readReceipt: [
        { ok: true, output: { amount: 900 } },
        { ok: false, error: { code: "model.down", message: "", details: null } },
      ],
    },
    signals: [{ type: "order.accepted", minutes: 30 } as never, { type: "order.delivered" }],
  },
};

const { tours, coverage } = explore(kiosk, how);

test("tours go through every state, and all transitions that these answers allow", () => {
  expect(coverage.states.missed).toEqual([]);
  expect(coverage.transitions.missed).toEqual([
    "kiosk.buying.placing --xstate.error.actor.placeOrder--> kiosk.buying.payment",
    "kiosk.checking --xstate.error.actor.isOpen--> kiosk.buying.recent",
  ]);
  expect(coverage.transitions.seen.length).toBeGreaterThan(15);
});

test("the same tours walked again meet no difference", async () => {
  const { divergences, coverage: walked } = await walkTours(kiosk, tours, async () =>
    memoryWalker(kiosk, how),
  );
  expect(divergences).toEqual([]);
  expect(walked).toEqual(coverage);
});

test("a shop that behaves otherwise is noticed", async () => {
  const closed = () => {
    throw new Failure("order.closed", { message: "closed", retry: "never" });
  };
  const otherwise = { ...how, answers: { ...how.answers, "order.place": closed } };
  const { divergences } = await walkTours(kiosk, tours, async () => memoryWalker(kiosk, otherwise));
  expect(divergences.length).toBeGreaterThan(0);
  expect(divergences[0]).toMatchObject({ expected: ["buying.placed"], found: "buying.payment" });
});
