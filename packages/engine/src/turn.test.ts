import { expect, test } from "vitest";
import { Conversation } from "../testing/conversation.ts";
import { kiosk, kioskFacts } from "../testing/kiosk.ts";

function atTheKiosk() {
  return new Conversation(kiosk, {
    facts: kioskFacts,
    answers: { "order.place": () => ({ number: 1 }), "shop.open": () => true },
  });
}

test("an order by taps and a typed address comes to its confirmation", () => {
  const chat = atTheKiosk().says("hola");
  expect(chat.said).toEqual(["Hola, ¿qué llevás?"]);
  chat.taps("Alfajor");
  expect(chat.said).toEqual(["Va Alfajor.\n¿Algo más?"]);
  chat.taps("Terminar el pedido").says("Castro Barros 432").later(2000);
  expect(chat.said).toEqual(["1 cosas a Castro Barros 432. ¿Cómo pagás?"]);
  chat.taps("Efectivo");
  expect(chat.said).toEqual(["Pedido #1 confirmado."]);
  expect(chat.state).toEqual(["buying.placed"]);
});
