import type { Cases } from "@mostrador/engine/testing";

/** Free inputs for walks through the shop's chat, by screen. */
export const adminCases: Cases = {
  inputs: {
    "*": ["pedidos", "ayuda", "45"],
    desk: ["acepto el 1 en 30", "rechazá el 1, no hay muzza", "1 listo", "hola"],
    order: ["salió el 1", "entregado 1"],
    askMinutes: ["25"],
    askReason: ["se rompió el horno"],
    whichOrder: ["1"],
  },
  perEvent: 1,
};

/** What tells two chats in the same state apart, for walks. */
export function adminSituation(context: Readonly<Record<string, unknown>>): unknown {
  const { ringing, order, task } = context;
  const status = /"status":"(\w+)"/.exec(JSON.stringify(order))?.[1] ?? null;
  return [Array.isArray(ringing) ? ringing.length : 0, status, task];
}
