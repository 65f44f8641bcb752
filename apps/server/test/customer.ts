// What a customer does on the way to an order at La Esquina.

import type { Bubble, Phone } from "@mostrador/simulator";

/** A busy machine may take this long for one answer, milliseconds. */
const patience = { timeoutMs: 15_000 };

const confirmation = /Pedido #(\d+) confirmado/;

const offers = (label: string) => (bubble: Bubble) =>
  bubble.choices.some((choice) => choice.label === label);

/** From hola to the question how to pay: the next tap, "Efectivo", places the order. */
export async function comesToPaying(phone: Phone): Promise<void> {
  await phone.says("hola");
  await phone.waitFor(offers("Pizzas"), patience);
  await phone.says("una muzzarella");
  await phone.waitFor(offers("Terminar el pedido"), patience);
  await phone.taps("Terminar el pedido");
  await phone.waitFor(offers("Retiro en el local"), patience);
  await phone.says("Castro Barros 432 3B, Boedo");
  await phone.waitFor(offers("Efectivo"), patience);
}

/** Resolves with the confirmation's order number. */
export async function isConfirmed(phone: Phone): Promise<number> {
  const { text } = await phone.waitFor((bubble) => confirmation.test(bubble.text), patience);
  return Number(confirmation.exec(text)?.[1]);
}

/** Numbers of the orders that the shop has confirmed to this person, in order. */
export async function confirmed(phone: Phone): Promise<number[]> {
  const texts = await heard(phone);
  return texts.flatMap((text) => confirmation.exec(text)?.[1] ?? []).map(Number);
}

/** Texts that the shop has sent, in order. */
export async function heard(phone: Phone): Promise<string[]> {
  const bubbles = await phone.messages();
  return bubbles.filter(({ from }) => from === "shop").map(({ text }) => text);
}
