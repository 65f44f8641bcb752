// What the provider and the database say happened, held against each other.

import { expect } from "vitest";

import type { World } from "./world.ts";

type Message = {
  effect: string;
  chat: string;
  text: string;
  state: string;
  repeated: boolean;
};

const messages = `
select effect_id as effect, chat_id as chat, message::text as text, state, repeated
from outbox order by outbox_id`;

const inputs = `select state, count(*) as count from inbox group by state`;

/** Effects that the provider accepted, in its order, once for every time. */
async function acceptances(world: World): Promise<string[]> {
  const sends = await world.control.sends();
  return sends.flatMap(({ body, outcome }) =>
    "id" in outcome ? [String(body["biz_opaque_callback_data"])] : [],
  );
}

/**
 * Everything promised of a world at rest: no server met an error, each input is done, each message was accepted, in its chat's order; orders
 * and confirmations are one to one and their numbers have no gap. Returns the messages that were accepted twice, each
 * of which is counted as repeated.
 */
export async function checkHistory(world: World): Promise<string[]> {
  expect(world.troubles()).toEqual([]);
  expect(await world.query(inputs)).toEqual([{ state: "done", count: expect.any(Number) }]);

  const sent = await world.query<Message>(messages);
  const accepted = await acceptances(world);
  expect(sent.filter(({ state }) => state !== "sent")).toEqual([]);
  for (const chat of new Set(sent.map((message) => message.chat))) {
    const inOrder = sent.filter((message) => message.chat === chat).map(({ effect }) => effect);
    const arrived = [...new Set(accepted)].filter((effect) => inOrder.includes(effect));
    expect(arrived).toEqual(inOrder);
    // A repetition comes before whatever is behind it.
    const ranks = accepted.flatMap((effect) => {
      const rank = inOrder.indexOf(effect);
      return rank === -1 ? [] : [rank];
    });
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  }

  const orders = await world.query<{ number: number }>("select number from orders order by number");
  const numbers = orders.map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const confirmed = sent.flatMap(({ text }) => /Pedido #(\d+) confirmado/.exec(text)?.[1] ?? []);
  expect(confirmed.map(Number).sort((one, other) => one - other)).toEqual(numbers);

  const twice = accepted.filter((effect, at) => accepted.indexOf(effect) !== at);
  const counted = sent.filter(({ repeated }) => repeated).map(({ effect }) => effect);
  expect(counted).toEqual(expect.arrayContaining(twice));
  return twice;
}
