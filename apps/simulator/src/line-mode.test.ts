import { expect, onTestFinished, test } from "vitest";
import { openShop } from "../test/menu-bot.ts";
import { runLineMode } from "./line-mode.ts";

async function type(lines: string[]): Promise<string> {
  const { emulator, stage } = openShop();
  onTestFinished(() => emulator.stop());
  emulator.clock.set(Date.parse("2026-11-27T20:30:00-03:00"));
  let output = "";
  async function* typed() {
    yield* lines;
  }
  const write = (text: string) => void (output += text);
  const patience = { answerMs: 150, quietMs: 40 };
  await runLineMode({ stage, lines: typed(), write, patience });
  return output.slice(output.indexOf("cliente> hola"));
}

test("customer and owner take turns by prefix; digits tap; time passes", async () => {
  const lines = ["hola", "1", "cliente> 1", "reloj> 10m", "dueño> 1", "cliente>gracias"];
  expect(await type(lines)).toBe(`cliente> hola
20:30 La Esquina de Boedo → cliente
  ¡Hola! Soy el asistente automático.
   1 Pizzas · Desde $ 9.000, a la piedra
   2 Bebidas
cliente> Pizzas
20:30 La Esquina de Boedo → cliente
  Va 1 Muzzarella. Llevás *$ 15.900*. ¿Algo más? 🍕
   1 Terminar
   2 Otra cosa
cliente> Terminar
20:30 La Esquina de Boedo → cliente
  *Pedido #1 confirmado* ✅
20:30 La Esquina de Boedo → dueño
  Pedido nuevo: 1 Muzzarella. Respondé con un botón para tomarlo.
   1 Aceptar
   2 Otra demora
   3 Rechazar
dueño> Aceptar
20:40 La Esquina de Boedo → dueño
  #1 aceptado.
20:40 La Esquina de Boedo → cliente
  Lo están preparando.
cliente> gracias
`);
});

test("a number that is no choice, and one in quotes, go as text", async () => {
  const output = await type(["hola", "45", '"2', "reloj> mañana"]);
  expect(output).toContain("cliente> 45\n");
  expect(output).toContain("cliente> 2\n");
  expect(output).toContain('No entiendo el tiempo "mañana"');
});
