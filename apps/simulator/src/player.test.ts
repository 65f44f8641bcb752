import { describe, expect, onTestFinished, test } from "vitest";
import { openShop, shop } from "../test/menu-bot.ts";
import { playScript } from "./player.ts";
import { readScript } from "./script.ts";
import { eventJson, eventText } from "./transcript.ts";
import type { TranscriptEvent } from "./transcript.ts";

async function play(steps: string) {
  const { emulator, stage } = openShop();
  onTestFinished(() => emulator.stop());
  emulator.clock.set(Date.parse("2026-11-27T20:30:00-03:00"));
  const events: TranscriptEvent[] = [];
  const script = readScript(`name: x\nsteps:\n${steps}`, "a.yaml");
  const tell = (event: TranscriptEvent) => void events.push(event);
  const passed = await playScript({ stage, script, tell, timeoutMs: 300 });
  const names = { shop: shop.name, people: { customer: "Marta", owner: "Rubén" } };
  return {
    passed,
    events,
    failure: events.find((event) => event.kind === "failed"),
    transcript: events.map((event) => eventText(event, names, "a.yaml")).join(""),
  };
}

const order = `
  - customer: hola
  - expect: { customer: { contains: asistente, choices: [Pizzas, Bebidas] } }
  - customer: { tap: Pizzas }
  - customer: { tap: Terminar }
  - expect: { customer: { matches: "Pedido #\\\\d+ confirmado" } }
  - messages: { customer: { exactly: 3 } }
  - expect: { owner: Pedido nuevo }
  - clock: +10m
  - owner: { tap: Aceptar }
  - expect: { owner: aceptado, customer: preparando }
  - customer: gracias
  - expect: { customer: { nothing: 50ms } }
`;

describe("a script that holds", () => {
  test("passes, and its transcript reads as a conversation", async () => {
    const { passed, transcript, failure } = await play(order);
    expect(failure).toBeUndefined();
    expect(passed).toBe(true);
    expect(transcript).toBe(`
20:30 Marta
  > hola

20:30 La Esquina de Boedo → Marta
   1  ¡Hola! Soy el asistente automático.
      [Ver la carta: Pizzas · Bebidas]

20:30 Marta
  > Pizzas

20:30 La Esquina de Boedo → Marta
   2  Va 1 Muzzarella. Llevás *$ 15.900*. ¿Algo más? 🍕
      [Terminar · Otra cosa]

20:30 Marta
  > Terminar

20:30 La Esquina de Boedo → Marta
   3  *Pedido #1 confirmado* ✅

20:30 La Esquina de Boedo → Rubén
   1  Pedido nuevo: 1 Muzzarella. Respondé con un botón para tomarlo.
      [Aceptar · Otra demora · Rechazar]

  ── pasa el tiempo: viernes, 27 de noviembre, 20:40 ──

20:40 Rubén
  > Aceptar

20:40 La Esquina de Boedo → Rubén
   2  #1 aceptado.

20:40 La Esquina de Boedo → Marta
   4  Lo están preparando.

20:40 Marta
  > gracias

✓ a.yaml: todo como se esperaba (mensajes del local: 4 al cliente, 2 al dueño)
`);
  });

  test("is a JSON object a line for machines", async () => {
    const { events } = await play(order);
    const lines = events.map((event) => JSON.parse(eventJson(event)));
    expect(lines[1]).toMatchObject({
      kind: "received",
      who: "customer",
      number: 1,
      text: "¡Hola! Soy el asistente automático.",
      choices: [
        { label: "Pizzas", description: "Desde $ 9.000, a la piedra" },
        { label: "Bebidas" },
      ],
    });
    expect(lines.at(-1)).toEqual({ kind: "passed", received: { customer: 4, owner: 2 } });
  });
});

describe("a script that does not hold fails with line, wish and what came", () => {
  const after = (step: string) =>
    play(`  - customer: hola\n  - expect: { customer: Hola }\n${step}`);

  test("another text", async () => {
    const { passed, failure } = await play("  - customer: buenas\n  - expect: { customer: Hola }");
    expect(passed).toBe(false);
    expect(failure).toMatchObject({ line: 4, came: 'No entendí "buenas".' });
    expect(failure).toHaveProperty("expected", 'que al cliente le llegara "Hola"');
  });

  test("no answer at all", async () => {
    const { failure } = await after(
      "  - customer: gracias\n  - expect: { customer: { contains: nada, within: 50ms } }",
    );
    expect(failure).toMatchObject({ line: 6, came: "nada" });
  });

  test("the message that an earlier expectation used", async () => {
    const { failure } = await after("  - expect: { customer: Hola }");
    expect(failure).toMatchObject({ line: 5, came: "nada" });
  });

  test("a choice that is not offered", async () => {
    const { failure } = await after("  - customer: { tap: Postres }");
    expect(failure).toMatchObject({ line: 5 });
    expect(failure).toHaveProperty("came", expect.stringContaining("[Pizzas · Bebidas]"));
  });

  test("choices that are missing", async () => {
    const { failure } = await play(
      "  - customer: hola\n  - expect: { customer: { choices: [Postres] } }",
    );
    expect(failure).toMatchObject({ line: 4 });
  });

  test("something where nothing was to come", async () => {
    const { failure } = await play("  - customer: hola\n  - expect: { customer: { nothing: 1s } }");
    expect(failure).toMatchObject({ line: 4, came: expect.stringContaining("Hola") });
  });

  test("one message too many", async () => {
    const { failure } = await after("  - messages: { customer: { atMost: 0 } }");
    expect(failure).toMatchObject({ line: 5, came: "1" });
  });
});
