import type { Conversation } from "@mostrador/engine/testing";
import { describe, expect, test } from "vitest";

import { Floor, orders } from "../../testing/floor.ts";

const minute = 60_000;

/** A tap on one of the template's fixed buttons. */
function tapsTemplate(chat: Conversation, button: number): Conversation {
  const template = chat.history.findLast(({ kind }) => kind === "template");
  if (template?.kind !== "template") throw new Error("no template was sent");
  const choiceId = template.template.payloads[button] ?? "";
  return chat.sends({ kind: "choice", choiceId, label: "Aceptar" });
}

/** A floor whose owner has written today. */
function awakeFloor(): Floor {
  const floor = new Floor();
  floor.step("ruben", (chat) => chat.says("hola"));
  return floor;
}

describe("a new order", () => {
  test("rings on the owner's phone with lines, place and three answers", () => {
    const floor = awakeFloor();
    const said = orders(floor, "marta");
    expect(said["ruben"]).toEqual([
      "🔔 *Pedido #1* · $ 17.400 · efectivo · Boedo\n1 Muzzarella grande\nCastro Barros 432 3B",
    ]);
    expect(floor.offers("ruben")).toEqual(["Aceptar: 45 min", "Otra demora", "Rechazar"]);
  });

  test("rings as a template of one line when the owner has not written for a day", () => {
    const floor = new Floor();
    orders(floor, "marta");
    expect(floor.chat("ruben").messages).toMatchObject([
      {
        kind: "template",
        template: {
          name: "pedido_nuevo",
          language: "es_AR",
          parameters: [
            "#1 · $ 17.400 · efectivo · Boedo · 1 Muzzarella grande · Castro Barros 432 3B",
          ],
        },
      },
    ]);
    const said = floor.step("ruben", (chat) => tapsTemplate(chat, 0));
    expect(said["ruben"]).toEqual(["#1 aceptado, prometido 21:15."]);
  });

  test("to be fetched is ready from the promised minute on, so that nobody comes too early", () => {
    const floor = awakeFloor();
    for (const text of ["una muzza", "terminar el pedido", "retiro", "efectivo"]) {
      floor.step("marta", (chat) => chat.says(text));
    }
    const said = floor.step("ruben", (chat) => chat.taps("Aceptar: 25 min"));
    expect(said["ruben"]?.join()).toContain("#1 aceptado, prometido 20:55");
    expect(said["marta"]?.join()).toContain("entre las 20:55 y las 21:05");
  });

  test("rings again every three minutes until somebody answers, and then no more", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    expect(floor.later(2 * minute)["ruben"]).toEqual([]);
    expect(floor.later(minute)["ruben"]?.[0]).toContain("Sigue esperando:\n🔔 *Pedido #1*");
    expect(floor.later(3 * minute)["ruben"]).toHaveLength(1);
    floor.step("ruben", (chat) => chat.taps("Aceptar: 45 min"));
    expect(floor.later(30 * minute)["ruben"]).toEqual([]);
  });

  test("rings more slowly after the fifth time", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    expect(floor.later(15 * minute)["ruben"]).toHaveLength(5);
    expect(floor.later(14 * minute)["ruben"]).toEqual([]);
    expect(floor.later(minute)["ruben"]).toHaveLength(1);
  });

  test("rings on the second phone when the first one is silent for ten minutes", () => {
    const floor = awakeFloor();
    floor.step("nadia", (chat) => chat.says("hola"));
    expect(orders(floor, "marta")["nadia"]).toBeUndefined();
    expect(floor.later(10 * minute)["nadia"]?.[0]).toContain("*Pedido #1*");
    const said = floor.step("nadia", (chat) => chat.taps("Aceptar: 45 min"));
    expect(said["ruben"]).toEqual(["El #1 lo tomó Nadia."]);
  });

  test("that waits beside another one is answered from one list", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    orders(floor, "pepe");
    const [again] = floor.later(3 * minute)["ruben"] ?? [];
    expect(again).toContain("*Pedido #1*");
    expect(again).toContain("*Pedido #2*");
    const said = floor.step("ruben", (chat) => chat.taps("Aceptar #2: 45 min"));
    expect(said["ruben"]?.[0]).toMatch(/^#2 aceptado/);
  });
});

describe("accepting", () => {
  test("tells the shop its promise and the customer a range", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    const said = floor.step("ruben", (chat) => chat.taps("Aceptar: 45 min"));
    expect(said["ruben"]).toEqual(["#1 aceptado, prometido 21:15."]);
    expect(said["marta"]).toEqual([
      "La Esquina aceptó tu pedido #1. Lo están preparando: llega entre las 21:00 y las 21:15.",
    ]);
    expect(floor.offers("ruben")).toEqual(["Listo, sale", "Cancelar", "Ver pedidos"]);
  });

  test("twice accepts once", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    floor.step("ruben", (chat) => chat.taps("Aceptar: 45 min"));
    const said = floor.step("ruben", (chat) => chat.taps("Aceptar: 45 min"));
    expect(said["ruben"]).toEqual(["Eso ya no se puede.\n#1 aceptado, prometido 21:15."]);
    expect(said["marta"]).toBeUndefined();
  });

  test.each([
    ["30", "#1 aceptado, prometido 21:00."],
    ["acepto el 1 en 30", "#1 aceptado, prometido 21:00."],
    ["acepto 30", "#1 aceptado, prometido 21:00."],
    ["dale, 30 min", "#1 aceptado, prometido 21:00."],
  ])("works in words: %s", (words, answer) => {
    const floor = awakeFloor();
    orders(floor, "marta");
    expect(floor.step("ruben", (chat) => chat.says(words))["ruben"]).toEqual([answer]);
  });

  test("with another delay asks how long", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    floor.step("ruben", (chat) => chat.taps("Otra demora"));
    expect(floor.chat("ruben").state).toEqual(["choosingMinutes"]);
    const said = floor.step("ruben", (chat) => chat.says("25"));
    expect(said["ruben"]).toEqual(["#1 aceptado, prometido 20:55."]);
  });

  test("with only a number asks which, where two orders wait", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    orders(floor, "pepe");
    floor.step("ruben", (chat) => chat.says("45"));
    expect(floor.chat("ruben").said).toEqual(["¿De cuál hablás?"]);
    const said = floor.step("ruben", (chat) => chat.says("2"));
    expect(said["ruben"]?.[0]).toMatch(/^#2 aceptado/);
  });
});

describe("refusing", () => {
  test("asks for a reason and tells the customer", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    floor.step("ruben", (chat) => chat.taps("Rechazar"));
    expect(floor.offers("ruben")).toEqual([
      "Nos quedamos sin stock",
      "No damos abasto",
      "No llegamos ahí",
    ]);
    const said = floor.step("ruben", (chat) => chat.says("se rompió el horno."));
    expect(said["marta"]).toEqual([
      "La Esquina no puede tomar tu pedido #1, disculpá: se rompió el horno.",
    ]);
  });

  test("takes order and reason in one sentence", () => {
    const floor = awakeFloor();
    orders(floor, "marta");
    const said = floor.step("ruben", (chat) => chat.says("rechazá, no hay muzza"));
    expect(said["ruben"]).toEqual(["#1 cancelado: no hay muzza."]);
    expect(said["marta"]?.[0]).toContain("no hay muzza");
  });
});

describe("an order under way", () => {
  function accepted(): Floor {
    const floor = awakeFloor();
    orders(floor, "marta");
    floor.step("ruben", (chat) => chat.says("45"));
    return floor;
  }

  test("leaves and arrives, by taps", () => {
    const floor = accepted();
    const left = floor.step("ruben", (chat) => chat.taps("Listo, sale"));
    expect(left["marta"]).toEqual(["Tu pedido #1 va en camino 🛵"]);
    const there = floor.step("ruben", (chat) => chat.taps("Entregado"));
    expect(there["ruben"]).toEqual(["#1 entregado."]);
    expect(floor.order(1).snapshot?.machine.status).toBe("done");
  });

  test("is moved in words, the number first or last", () => {
    const floor = accepted();
    expect(floor.step("ruben", (chat) => chat.says("1 listo"))["ruben"]).toEqual(["#1 listo."]);
    expect(floor.step("ruben", (chat) => chat.says("salió el 1"))["marta"]).toHaveLength(1);
    const said = floor.step("ruben", (chat) => chat.says("entregado 1"));
    expect(said["ruben"]).toEqual(["#1 entregado."]);
  });

  test("is cancelled only after a question", () => {
    const floor = accepted();
    const asked = floor.step("ruben", (chat) => chat.taps("Cancelar"));
    expect(asked["ruben"]).toEqual(["¿Cancelo el #1 de $ 17.400? Se lo aviso al cliente."]);
    expect(asked["marta"]).toBeUndefined();
    const said = floor.step("ruben", (chat) => chat.says("sí"));
    expect(said["marta"]).toEqual(["La Esquina tuvo que cancelar tu pedido #1, disculpá."]);
  });

  test("stands in the list of open orders, and leaves it when it is over", () => {
    const floor = accepted();
    floor.step("ruben", (chat) => chat.says("pedidos"));
    expect(floor.offers("ruben")).toEqual(["#1 · Boedo", "Listo"]);
    floor.step("ruben", (chat) => chat.taps("#1 · Boedo"));
    expect(floor.chat("ruben").said).toEqual(["#1 aceptado, prometido 21:15."]);
    floor.step("ruben", (chat) => chat.says("entregado 1"));
    floor.step("ruben", (chat) => chat.says("pedidos"));
    expect(floor.chat("ruben").said).toEqual(["No hay pedidos abiertos."]);
  });

  test("that is unknown is said to be so", () => {
    const floor = accepted();
    const said = floor.step("ruben", (chat) => chat.says("entregado 99"));
    expect(said["ruben"]?.[0]).toContain("No encuentro ese pedido");
  });
});

test("the customer's note is told to the shop, and the customer is reminded of it when the rider leaves", () => {
  const floor = awakeFloor();
  orders(floor, "marta");
  const said = floor.step("marta", (chat) => chat.says("con 20 lucas"));
  expect(said["marta"]?.[0]).toContain("te llevan $ 2.600 de vuelto");
  expect(said["ruben"]).toEqual(["El #1 paga con $ 20.000: vuelto $ 2.600."]);
  floor.step("ruben", (chat) => chat.says("45"));
  const left = floor.step("ruben", (chat) => chat.says("salió el 1"));
  expect(left["marta"]?.[0]).toContain("Tené a mano $ 20.000; el vuelto es de $ 2.600.");
});

test("the customer cancels what nobody took yet: it rings no more and the shop is told", () => {
  const floor = awakeFloor();
  orders(floor, "marta");
  floor.step("marta", (chat) => chat.says("cancelar"));
  const said = floor.step("marta", (chat) => chat.says("si"));
  expect(said["marta"]?.[0]).toContain("Listo, cancelé el pedido #1.");
  expect(said["ruben"]).toEqual(["El cliente canceló el pedido #1."]);
  expect(floor.later(10 * minute)["ruben"]).toEqual([]);
  const late = floor.step("ruben", (chat) => chat.taps("Aceptar: 45 min"));
  expect(late["ruben"]?.[0]).toContain("No encuentro ese pedido");
});

test("the customer cannot cancel alone what the shop has taken", () => {
  const floor = awakeFloor();
  orders(floor, "marta");
  floor.step("ruben", (chat) => chat.says("45"));
  const said = floor.step("marta", (chat) => chat.says("cancelar"));
  expect(said["marta"]?.[0]).toContain("ya lo están preparando");
  expect(said["ruben"]).toBeUndefined();
});

test("who asks for a person is named to everybody who answers people", () => {
  const floor = awakeFloor();
  orders(floor, "marta");
  const said = floor.step("marta", (chat) => chat.says("persona"));
  expect(said["ruben"]).toEqual([
    "Marta pide hablar con una persona. Su último pedido es el #1. Escribile: wa.me/5491155550000",
  ]);
});

test.each(["gracias", "👍"])("%s needs no answer", (text) => {
  const floor = awakeFloor();
  expect(floor.step("ruben", (chat) => chat.says(text))["ruben"]).toEqual([]);
});

test("what is not understood is answered with what exists", () => {
  const floor = awakeFloor();
  const [first] = floor.step("ruben", (chat) => chat.says("xyz"))["ruben"] ?? [];
  expect(first).toContain("*ayuda*");
  const [help] = floor.step("ruben", (chat) => chat.says("ayuda"))["ruben"] ?? [];
  expect(help).toContain("«acepto el 1 en 30»");
});
