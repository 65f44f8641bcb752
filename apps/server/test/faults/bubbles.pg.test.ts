// A person who writes in a hurry: several bubbles within the same second.

import { randomUUID } from "node:crypto";

import { afterEach, beforeEach, expect, test } from "vitest";

import { comesToPaying, heard } from "../customer.ts";
import { checkHistory } from "../history.ts";
import { openWorld, signedRequest, webhookOf } from "../world.ts";
import type { World } from "../world.ts";

let world: World;
let url: string;
beforeEach(async () => {
  world = await openWorld();
  ({ url } = await world.startServer());
});
afterEach(() => world.close());

const bubbles = [
  { text: "una muzzarella", answer: "Muzzarella grande" },
  { text: "dos fugazzetas", answer: "Fugazzeta grande" },
  { text: "un flan", answer: "Flan casero" },
  { text: "tres empanadas de carne", answer: "carne suave" },
  { text: "una faina", answer: "Fainá" },
];

/** Messages of a person as Meta tells of them, all in one webhook. */
function said(waId: string, texts: readonly string[]): object {
  const messages = texts.map((text) => ({
    from: waId,
    id: `wamid.${randomUUID()}`,
    timestamp: String(Math.floor(world.emulator.clock.now() / 1000)),
    type: "text",
    text: { body: text },
  }));
  return webhookOf({ contacts: [{ wa_id: waId, profile: { name: "Marta" } }], messages });
}

test("five bubbles in one webhook are each taken, in the order they were written", async () => {
  const marta = world.phone("Marta");
  await marta.says("hola");
  await marta.waitFor("asistente automático");
  const texts = bubbles.map(({ text }) => text);
  expect((await fetch(signedRequest(url, said(marta.waId, texts)))).status).toBe(200);
  await world.settled();
  const answers = (await heard(marta)).slice(1);
  expect(answers).toEqual(bubbles.map(({ answer }) => expect.stringContaining(answer)));
  expect(answers.at(-1)).toContain("$ 66.000");
  expect(await checkHistory(world)).toEqual([]);
});

test("five bubbles that two servers find waiting are each taken once, in order", async () => {
  const marta = world.phone("Marta");
  await world.startServer();
  await marta.says("hola");
  await marta.waitFor("asistente automático");
  // Both are told that something waits: the first bubble is taken with its webhook, the others are left to whoever comes.
  const texts = bubbles.map(({ text }) => text);
  expect((await fetch(signedRequest(url, said(marta.waId, texts)))).status).toBe(200);
  await world.settled();
  const answers = (await heard(marta)).slice(1);
  expect(answers).toEqual(bubbles.map(({ answer }) => expect.stringContaining(answer)));
  expect(await checkHistory(world)).toEqual([]);
});

test("five bubbles in five webhooks at the same instant are each taken once", async () => {
  const marta = world.phone("Marta");
  await marta.says("hola");
  await marta.waitFor("asistente automático");
  const requests = bubbles.map(({ text }) => fetch(signedRequest(url, said(marta.waId, [text]))));
  expect((await Promise.all(requests)).map(({ status }) => status)).toEqual([
    200, 200, 200, 200, 200,
  ]);
  await world.settled();
  const answers = (await heard(marta)).slice(1);
  // Which of them came first nobody knows; the sum knows that none was lost and none counted twice.
  expect(answers).toHaveLength(5);
  expect(answers.at(-1)).toContain("$ 66.000");
  expect(await checkHistory(world)).toEqual([]);
});

test("an address in three bubbles is one address", async () => {
  const marta = world.phone("Marta");
  await marta.says("una muzzarella");
  await marta.waitFor((bubble) =>
    bubble.choices.some(({ label }) => label === "Terminar el pedido"),
  );
  await marta.taps("Terminar el pedido");
  await marta.waitFor("¿A dónde te lo mandamos?");
  for (const text of ["Castro Barros 432", "3B", "Boedo"]) await marta.says(text);
  const bubble = await marta.waitFor("¿Cómo pagás?");
  expect(bubble.text).toContain("Castro Barros 432 3B");
  expect(bubble.text).toContain("Envío a Boedo");
});

test("the confirming tap and a change of mind in the same second: one order, as it was confirmed", async () => {
  const marta = world.phone("Marta");
  await comesToPaying(marta);
  await Promise.all([marta.taps("Efectivo"), marta.says("agregá una fainá")]);
  await world.settled();
  const orders = await world.query<{ total: number }>("select total_cents as total from orders");
  const texts = await heard(marta);
  // Whichever came first: either it was confirmed as shown, or the tap met another cart and was asked again.
  const asShown = orders.length === 1 && orders[0]?.total === 1_740_000;
  const askedAgain = orders.length === 0 && texts.at(-1)?.includes("$ 19.000") === true;
  expect([asShown, askedAgain]).toContain(true);
  expect(await checkHistory(world)).toEqual([]);
});
