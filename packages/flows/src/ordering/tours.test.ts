import { explore, memoryWalker, walkTours } from "@mostrador/engine/testing";
import type { Answer, Exploring } from "@mostrador/engine/testing";
import { expect, test } from "vitest";

import { orderingCases, orderingSituation } from "../../testing/ordering-cases.ts";
import { customer, domain, facts, friday } from "../../testing/shop.ts";
import { orderingFlow } from "./flow.ts";

const placed = customer().says("una muzza").says("retiro").says("efectivo").context["order"];

/** Explored chats share their answers, so these remember nothing: the last order always waits for the shop. */
const answers: Record<string, Answer> = {
  ...domain().answers,
  "order.latest": () => ({ order: placed }),
  "order.advance": () => placed,
};

function exploring(): Exploring {
  return {
    facts,
    answers,
    now: friday("20:30"),
    cases: orderingCases,
    abstract: orderingSituation,
    worth: (_from, { transitions }) => transitions,
    start: { type: "sends", content: { kind: "text", text: "hola" } },
  };
}

test("people get to every waiting state of this shop, and the ways there can be walked again", async () => {
  const { tours, coverage } = explore(orderingFlow, exploring());
  // Pins are only asked for where zones are on a map.
  expect(coverage.states.missed).toEqual(["ordering.attending.choosingAddress.askingPin"]);
  const { divergences } = await walkTours(orderingFlow, tours, async () =>
    memoryWalker(orderingFlow, exploring()),
  );
  expect(divergences).toEqual([]);
});
