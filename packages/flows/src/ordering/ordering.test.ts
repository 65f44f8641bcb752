import { expect, test } from "vitest";

import { customer, friday } from "../../testing/shop.ts";

test("a first order by taps takes eight messages of ours, from hola to the confirmation", () => {
  const chat = customer({ now: friday("20:30") });

  chat.says("hola");
  expect(chat.said).toEqual([
    "¡Hola! Soy el asistente automático de La Esquina de Boedo. Estamos hasta las 0:30.\nEscribime qué querés o elegí de la carta.",
  ]);
  expect(chat.offers).toEqual([
    "Pizzas",
    "Empanadas",
    "Fainá y calzones",
    "Bebidas",
    "Postres",
    "Hablar con alguien",
  ]);

  chat.taps("Pizzas");
  expect(chat.said).toEqual(["Pizzas. Las que ves son grandes; hay chicas, decime."]);

  chat.taps("Muzzarella");
  expect(chat.said).toEqual([
    "Va 1 Muzzarella grande.\nLlevás *$ 15.900*. ¿Algo más? Si la querés chica, con extras o más de una, escribímelo.",
  ]);
  expect(chat.offers.slice(0, 3)).toEqual(["Terminar el pedido", "Cambiar algo", "Pizzas"]);

  chat.taps("Bebidas").taps("Coca-Cola 1,5 L");
  expect(chat.said).toEqual(["Va 1 Coca-Cola 1,5 L.\nLlevás *$ 20.100*. ¿Algo más?"]);

  chat.taps("Terminar el pedido");
  expect(chat.said).toEqual(["¿A dónde te lo mandamos? Calle, altura y barrio, con piso si hay."]);
  expect(chat.offers).toEqual(["Retiro en el local"]);

  chat.says("Castro Barros 432 3B, Boedo").later(1500);
  expect(chat.said).toEqual([
    [
      "1 Muzzarella grande · $ 15.900",
      "1 Coca-Cola 1,5 L · $ 4.200",
      "Envío a Boedo · $ 1.500",
      "*Total $ 21.600* · llega entre las 21:00 y las 21:15 · Castro Barros 432 3B",
      "¿Cómo pagás? Con tu respuesta queda confirmado.",
    ].join("\n"),
  ]);

  chat.taps("Efectivo");
  expect(chat.said).toEqual([
    "*Pedido #1 confirmado* ✅ Te aviso cuando La Esquina lo acepte.\nSi necesitás vuelto, decime con cuánto pagás.",
  ]);
  expect(chat.history).toHaveLength(8);
});
