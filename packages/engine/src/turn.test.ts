import { describe, expect, test } from "vitest";
import { Conversation, type ConversationOptions } from "../testing/conversation.ts";
import { kiosk, kioskFacts } from "../testing/kiosk.ts";
import { choicesOf } from "../testing/outgoing.ts";
import { Bug, Failure } from "./errors.ts";

const minute = 60_000;

function atTheKiosk(options: ConversationOptions = {}) {
  return new Conversation(kiosk, {
    facts: kioskFacts,
    answers: { "order.place": () => ({ number: 1 }), "shop.open": () => true },
    ...options,
  });
}

function withAlfajor(options: ConversationOptions = {}) {
  return atTheKiosk(options).says("hola").taps("Alfajor");
}

function atTheAddress(options: ConversationOptions = {}) {
  return withAlfajor(options).taps("Terminar el pedido");
}

function atThePayment(options: ConversationOptions = {}) {
  return atTheAddress(options).taps("Retiro");
}

function ordered(options: ConversationOptions = {}) {
  return atThePayment(options).taps("Efectivo");
}

describe("a reply", () => {
  test("joins the line and the next screen in one message", () => {
    const chat = withAlfajor();
    expect(chat.said).toEqual(["Va Alfajor.\n¿Algo más?"]);
    expect(chat.offers).toEqual(["Terminar el pedido", "Alfajor", "Chicle", "Papas", "Agua"]);
  });

  test("numbers its effects by instance and turn", () => {
    const ids = withAlfajor({ instance: "z9" }).effects.map(
      (effect) => "id" in effect && effect.id,
    );
    expect(ids).toEqual(["z9:2:0", "z9:2:1", "z9:2:2"]);
  });

  test("holds the writes of the turn, with the context as assigned so far", () => {
    const writes = withAlfajor().effects.filter(({ kind }) => kind === "write");
    expect(writes).toMatchObject([{ write: "favourite.remember", input: { product: "alfajor" } }]);
  });
});

describe("understanding goes in order:", () => {
  test("a typed label is the choice, whatever its case, accents, number or punctuation", () => {
    for (const words of ["alfajor", "¡ALFAJORES!", "  Alfájor. "]) {
      expect(atTheKiosk().says("hola").says(words).context).toMatchObject({ cart: ["alfajor"] });
    }
  });

  test("a slip is forgiven in a long word, and only where one choice is meant", () => {
    expect(atTheKiosk().says("hola").says("alfajro").context).toMatchObject({ cart: ["alfajor"] });
    expect(atTheKiosk().says("hola").says("papaz").context).toMatchObject({ cart: [] });
  });

  test("a slip in a verb is not forgiven", () => {
    expect(withAlfajor().says("terminer el pedido").state).toEqual(["buying.shelf"]);
  });

  test("other words of a choice mean the choice", () => {
    expect(withAlfajor().says("nada más").state).toEqual(["buying.address"]);
  });

  test("a number picks the row that is seen", () => {
    const chat = atThePayment().says("1");
    expect(chat.state).toEqual(["buying.placed"]);
  });

  test("a number is a quantity where the screen takes numbers", () => {
    expect(withAlfajor().says("3").context).toMatchObject({
      cart: ["alfajor", "alfajor", "alfajor"],
    });
  });

  test("words valid everywhere work at any screen, before its free input", () => {
    expect(atTheAddress().says("Carta").state).toEqual(["buying.shelf"]);
    expect(atTheAddress().says("PERSONA").state).toEqual(["withPerson"]);
  });

  test("free input that a guard or the schema refuses goes on to the parser", () => {
    expect(withAlfajor().says("99").journal).toMatchObject({ reading: "misunderstood" });
  });

  test("several things in a sentence are applied one after the other in one turn", () => {
    const chat = atTheKiosk().says("hola").says("un alfajor y agua, retiro");
    expect(chat.state).toEqual(["buying.payment"]);
    expect(chat.said).toEqual(["Va Alfajor.\nVa Agua.\n2 cosas a retirar. ¿Cómo pagás?"]);
    expect(chat.journal?.events).toEqual([
      "product.chosen",
      "product.chosen",
      "cart.finished",
      "pickup.chosen",
    ]);
  });

  test("what asks for no answer gets none", () => {
    const chat = withAlfajor().sends({
      kind: "sticker",
      media: { id: "s", mimeType: "image/webp" },
    });
    expect(chat.messages).toEqual([]);
    expect(chat.journal).toMatchObject({ reading: "silence" });
  });

  test("a message that cannot be understood is first told, then helped, then offered a person", () => {
    const chat = withAlfajor().says("bla");
    expect(chat.said).toEqual(["No te entendí (1)."]);
    expect(chat.offers).toEqual([]);
    chat.says("bla");
    expect(chat.said).toEqual(["No te entendí (2).\n¿Algo más?"]);
    chat.says("bla");
    expect(chat.offers).toContain("Hablar con alguien");
    expect(chat.says("agua").says("bla").said).toEqual(["No te entendí (1)."]);
  });

  test("somebody who just arrived is greeted, not corrected", () => {
    expect(atTheKiosk().says("jxhg").said).toEqual(["Hola, ¿qué llevás?"]);
  });

  test("control and bidi characters never reach the flow", () => {
    const chat = atTheAddress().says("Castro\u202E Barros\u0000 432").later(2000);
    expect(chat.context).toMatchObject({ address: "Castro Barros 432" });
  });
});

describe("a tap", () => {
  test("on an older message counts where its event is still accepted", () => {
    const chat = withAlfajor().taps("Terminar el pedido").taps("Papas");
    expect(chat.context).toMatchObject({ cart: ["alfajor", "papas"] });
    expect(chat.state).toEqual(["buying.shelf"]);
  });

  test("that came too late says so and shows where things stand", () => {
    const chat = ordered().taps("Terminar el pedido");
    expect(chat.said).toEqual(["Eso era de antes.\nPedido #1 confirmado."]);
    expect(chat.journal).toMatchObject({ reading: "stale", transitions: [] });
  });

  test("that confirms a cart which changed since is asked again", () => {
    const chat = atThePayment();
    const efectivo = choicesOf(chat.messages[0]).find(({ label }) => label === "Efectivo")!;
    chat.says("carta").taps("Papas").taps("Terminar el pedido").taps("Retiro");
    chat.sends({ kind: "choice", choiceId: efectivo.id, label: "Efectivo" });
    expect(chat.state).toEqual(["buying.payment"]);
    expect(chat.said[0]).toMatch(/^Eso era de antes\.\n2 cosas/u);
  });

  test.each([
    "",
    "garbage",
    "a1.1.{",
    'a1.1.{"type":"nobody.knows"}',
    'zz.1.{"type":"menu.asked"}',
    'a1.1.{"type":"product.chosen"}',
    "a1.1.null",
  ])("with the foreign wire id %j is only stale", (choiceId) => {
    const chat = withAlfajor().sends({ kind: "choice", choiceId, label: "x" });
    expect(chat.journal).toMatchObject({ reading: "stale" });
    expect(chat.said).toEqual(["Eso era de antes.\n¿Algo más?"]);
  });
});

describe("a long list", () => {
  const products = Array.from({ length: 25 }, (_, n) => ({
    id: `p${n + 1}`,
    name: `Producto ${n + 1}`,
    price: 100,
    section: "Todo",
  }));
  const long = () => atTheKiosk({ facts: { open: true, products } }).says("hola");

  test("is turned by a tap and by its word, from the last page to the first", () => {
    expect(long().taps("Más").offers).toContain("Producto 10");
    expect(long().says("mas").offers).toContain("Producto 10");
    expect(long().taps("Más").taps("Más").taps("Más").offers).toContain("Producto 1");
  });

  test("shows the same page again when its row is tapped twice", () => {
    const chat = long();
    const more = choicesOf(chat.messages[0]).at(-1)!;
    const tap = { kind: "choice", choiceId: more.id, label: more.label } as const;
    expect(chat.sends(tap).sends(tap).offers).toContain("Producto 10");
  });

  test("is not turned by a tap that belongs to another screen", () => {
    const chat = long();
    const more = choicesOf(chat.messages[0]).at(-1)!;
    chat.says("persona").sends({ kind: "choice", choiceId: more.id, label: more.label });
    expect(chat.journal).toMatchObject({ reading: "stale" });
  });

  test("stays on its page when the next message is not understood, and starts anew after a choice", () => {
    const chat = long().taps("Más").says("bla").says("bla");
    expect(chat.offers).toContain("Producto 10");
    expect(chat.taps("Producto 12").offers).toContain("Producto 1");
  });

  test("takes the label of a row on another page", () => {
    expect(long().says("producto 25").context).toMatchObject({ cart: ["p25"] });
  });
});

describe("bubbles", () => {
  test("that follow each other at an address are one address", () => {
    const chat = atTheAddress().says("Castro Barros 432");
    expect(chat.messages).toEqual([]);
    chat.later(1000).says("3B").later(1400);
    expect(chat.state).toEqual(["buying.address"]);
    chat.later(200);
    expect(chat.context).toMatchObject({ address: "Castro Barros 432\n3B" });
    expect(chat.state).toEqual(["buying.payment"]);
  });

  test("are taken first when something else follows", () => {
    const chat = atTheAddress().says("Castro Barros 432").says("persona");
    expect(chat.state).toEqual(["withPerson"]);
    expect(chat.context).toMatchObject({ address: "Castro Barros 432" });
    expect(chat.timers).not.toContain("engine.join");
  });

  test("beyond a bound are joined at once", () => {
    const chat = atTheAddress().says(`Castro Barros ${"4".repeat(2100)}`);
    expect(chat.state).toEqual(["buying.payment"]);
  });

  test("that mean nothing together are answered", () => {
    const chat = atTheAddress().says("no").later(2000);
    expect(chat.said).toEqual(["No te entendí (1)."]);
  });
});

describe("requests", () => {
  test("a command is answered inside the turn, and its result is in the same reply", () => {
    const chat = ordered();
    expect(chat.requests).toMatchObject([
      { kind: "command", name: "order.place", input: { cart: ["alfajor"], address: null } },
    ]);
    expect(chat.said).toEqual(["Pedido #1 confirmado."]);
    expect(chat.effects).toContainEqual(
      expect.objectContaining({ kind: "signal", event: { type: "order.arrived", number: 1 } }),
    );
  });

  test("a refused command is said, and asked again", () => {
    const refuses = () => {
      throw new Failure("order.closed", { message: "closed", retry: "never" });
    };
    const chat = ordered({ answers: { "order.place": refuses } });
    expect(chat.said).toEqual(["No se pudo: order.closed.\n1 cosas a retirar. ¿Cómo pagás?"]);
    expect(chat.state).toEqual(["buying.payment"]);
  });

  test("history brings back the place that was left, through a query", () => {
    const chat = atTheAddress().says("persona").taps("Volver");
    expect(chat.state).toEqual(["buying.address"]);
  });
});

describe("time", () => {
  test("a reminder comes once, as a line, without the screen", () => {
    const chat = withAlfajor().later(31 * minute);
    expect(chat.said).toEqual(["¿Seguimos con tu pedido?"]);
    expect(chat.later(120 * minute).messages).toEqual([]);
  });

  test("a timer that changes nothing a person should know says nothing", () => {
    expect(
      atTheKiosk()
        .says("hola")
        .later(31 * minute).messages,
    ).toEqual([]);
  });

  test("a timer that leads elsewhere shows the screen there", () => {
    const chat = atTheAddress()
      .says("persona")
      .later(61 * minute);
    expect(chat.said).toEqual(["¿A dónde te lo mandamos?"]);
  });

  test("with the window shut nothing but a template goes out", () => {
    const chat = withAlfajor();
    chat.windowOpen = false;
    expect(chat.later(31 * minute).messages).toEqual([]);
    expect(chat.journal).toMatchObject({ reading: "unsent" });
  });

  test("a firing of an earlier stay in the state is dropped", () => {
    const chat = withAlfajor();
    const timer = chat.effects.find((effect) => effect.kind === "timer.set")!;
    chat.says("2").takes({
      kind: "timer",
      timerId: timer.timerId,
      generation: timer.generation,
      event: timer.event,
    });
    expect(chat.journal).toMatchObject({ reading: "dropped" });
    expect(chat.messages).toEqual([]);
  });
});

describe("jobs", () => {
  const receipt = { kind: "image", media: { id: "m1", mimeType: "image/jpeg" } } as const;

  test("run after the turn and come back as a turn of their own", () => {
    const chat = ordered().sends(receipt);
    expect(chat.jobs).toMatchObject([{ job: "readReceipt", input: { media: "m1" } }]);
    chat.finishes("readReceipt", { ok: true, output: { amount: 900 } });
    expect(chat.said).toEqual(["Leí $ 900."]);
  });

  test("that fail are told by onError", () => {
    const error = { code: "model.down", message: "", details: null };
    expect(ordered().sends(receipt).finishes("readReceipt", { ok: false, error }).said).toEqual([
      "No pude leer el comprobante.",
    ]);
  });

  test("are cancelled when their state is left, and a late result is dropped", () => {
    const chat = ordered().sends(receipt);
    const [job] = chat.jobs;
    chat.says("persona");
    expect(chat.effects).toContainEqual({ kind: "job.cancel", jobId: "readReceipt" });
    const outcome = { ok: true, output: { amount: 1 } } as const;
    chat.takes({ kind: "job", jobId: "readReceipt", generation: job!.generation, outcome });
    expect(chat.journal).toMatchObject({ reading: "dropped" });
  });

  test("a late result never reaches a state that was left and entered again", () => {
    const chat = ordered().sends(receipt);
    const [first] = chat.jobs;
    chat.says("persona").taps("Volver");
    expect(chat.state).toEqual(["buying.reading"]);
    const [second] = chat.jobs;
    expect(second!.generation).not.toBe(first!.generation);
    const outcome = { ok: true, output: { amount: 1 } } as const;
    chat.takes({ kind: "job", jobId: "readReceipt", generation: first!.generation, outcome });
    expect(chat.messages).toEqual([]);
    expect(chat.state).toEqual(["buying.reading"]);
  });
});

describe("signals", () => {
  test("say their line without the screen in front, tappable later", () => {
    const chat = ordered().signals({ type: "order.accepted", minutes: 45 });
    expect(chat.said).toEqual(["Aceptado: 45 minutos."]);
    expect(chat.taps("Ver la carta").state).toEqual(["buying.shelf"]);
  });

  test("go by template when the window is shut", () => {
    const chat = ordered();
    chat.windowOpen = false;
    chat.signals({ type: "order.accepted", minutes: 45 });
    expect(chat.messages).toEqual([
      {
        kind: "template",
        template: {
          name: "aceptado",
          language: "es_AR",
          parameters: ["45 minutos"],
          payloads: [expect.stringMatching(/^a1\.\w+\.\{"type":"menu\.asked"\}$/u)],
        },
      },
    ]);
  });

  test("carry their template along for a window that shuts before they are sent", () => {
    const chat = ordered().signals({ type: "order.accepted", minutes: 45 });
    expect(chat.effects).toMatchObject([{ kind: "message", template: { name: "aceptado" } }]);
  });

  test("that the flow does not know are a bug of ours", () => {
    expect(() => ordered().signals({ type: "order.sung" })).toThrow(Bug);
  });

  test("that the present state does not take are ignored", () => {
    expect(withAlfajor().signals({ type: "order.delivered" }).journal).toMatchObject({
      reading: "ignored",
    });
  });
});

describe("an instance that is over", () => {
  test("has no timer and no job left, and takes nothing more", () => {
    const chat = ordered().signals({ type: "order.delivered" });
    expect(chat.snapshot?.machine.status).toBe("done");
    expect(chat.timers).toEqual([]);
    chat.says("persona");
    expect(chat.journal).toMatchObject({ reading: "ended" });
    expect(chat.effects).toEqual([]);
    expect(chat.snapshot?.machine.status).toBe("done");
  });
});

test("the world is never stored", () => {
  const chat = ordered();
  expect(JSON.stringify(chat.snapshot)).not.toContain("world");
  expect(JSON.stringify(chat.snapshot)).not.toContain("Chicle");
});

test("the same input gives the same turn", () => {
  const [one, other] = [ordered(), ordered()];
  expect(one.snapshot).toEqual(other.snapshot);
  expect(one.history).toEqual(other.history);
});
