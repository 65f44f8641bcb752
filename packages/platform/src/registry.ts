// The one wiring table: name -> flow, query, command, write, job.

import {
  findContactOfChat,
  findLatestOrder,
  findOpenOrders,
  rememberCash,
  rememberConsent,
  type Tx,
} from "@mostrador/db";
import type { Call, Flow, Operation, Operations } from "@mostrador/engine";
import { adminFlow, commands, orderFlow, orderingFlow, queries, writes } from "@mostrador/flows";
import type { z } from "zod";

import { orderAdvance } from "./commands/order-advance.ts";
import { orderPlace } from "./commands/order-place.ts";
import { withPlainFailures } from "./plain-failure.ts";

export const flows: ReadonlyMap<string, Flow> = new Map(
  [orderingFlow, orderFlow, adminFlow].map((flow) => [flow.id, flow]),
);

/** Both ends are parsed: what a flow asks for and what it gets are what it has declared. */
function answering<Input extends z.ZodType, Output extends z.ZodType>(
  contract: { input: Input; output: Output },
  answer: (call: Call<Tx>, input: z.infer<Input>) => Promise<z.input<Output>>,
): Operation<Tx> {
  return async (call, input) => {
    const asked = contract.input.parse(input);
    return contract.output.parse(await withPlainFailures(() => answer(call, asked)));
  };
}

function carryingOut<Input extends z.ZodType>(
  schema: Input,
  carryOut: (call: Call<Tx>, input: z.infer<Input>) => Promise<void>,
): Operation<Tx> {
  return async (call, input) => {
    const told = schema.parse(input);
    await withPlainFailures(() => carryOut(call, told));
  };
}

export const operations: Operations<Tx> = {
  commands: {
    "order.place": answering(commands["order.place"], orderPlace),
    "order.advance": answering(commands["order.advance"], orderAdvance),
  } satisfies Record<keyof typeof commands, Operation<Tx>>,

  queries: {
    "order.latest": answering(queries["order.latest"], async ({ domain, business }, { chat }) => ({
      order: await findLatestOrder(domain, business, chat),
    })),
    "orders.open": answering(queries["orders.open"], async ({ domain, business }) => ({
      orders: await findOpenOrders(domain, business),
    })),
    "contact.find": answering(queries["contact.find"], ({ domain, business }, { chat }) =>
      findContactOfChat(domain, business, chat),
    ),
  } satisfies Record<keyof typeof queries, Operation<Tx>>,

  writes: {
    "consent.change": carryingOut(writes["consent.change"], ({ domain, business, now }, consent) =>
      rememberConsent(domain, business, { ...consent, now }),
    ),
    "cash.remember": carryingOut(writes["cash.remember"], ({ domain, business }, cash) =>
      rememberCash(domain, business, cash),
    ),
  } satisfies Record<keyof typeof writes, Operation<Tx>>,

  jobs: {},
};
