// A whole order, everything that the server logs of it collected and searched.

import { randomBytes } from "node:crypto";
import { freshDatabase } from "@mostrador/db/testing";
import { createEmulator, createPhone } from "@mostrador/simulator";
import { expect, test } from "vitest";

import { comesToPaying, isConfirmed } from "../test/customer.ts";
import { createLog } from "./log.ts";
import { startServer } from "./server.ts";
import type { Server } from "./server.ts";

const app = {
  appId: "900000000000001",
  appSecret: "log-app-secret",
  verifyToken: "log-verify-token",
  accessToken: "log-access-token",
};
const phoneNumberId = "100000000000101";
const masterKey = randomBytes(32).toString("base64");
const startAt = "2026-11-27T20:30:00-03:00";
const marta = { waId: "5491160054321", name: "Marta Quiroga" };

/** What the customer said and was told, who they are, and what must stay with us. */
const privateWords = [
  "60054321",
  "Marta",
  "Quiroga",
  "muzza",
  "Castro Barros",
  "Efectivo",
  "confirmado",
  "Rubén",
  "50001988",
  app.appSecret,
  app.verifyToken,
  app.accessToken,
  masterKey,
];

type Line = { event: string; trace?: string };

/** The lines that a server logs while Marta orders and then says something that no wish for privacy foresees. */
async function logOfAnOrder(): Promise<string[]> {
  const { url, close } = await freshDatabase();
  const lines: string[] = [];
  let server: Server | undefined;
  const emulator = createEmulator({
    apps: [
      {
        id: app.appId,
        secret: app.appSecret,
        verifyToken: app.verifyToken,
        callbackUrl: `http://server.invalid/webhooks/whatsapp/${app.appId}`,
        accessTokens: [app.accessToken],
      },
    ],
    numbers: [
      {
        phoneNumberId,
        wabaId: "200000000000101",
        displayPhoneNumber: "5491150001987",
        appId: app.appId,
      },
    ],
    people: [{ waId: "5491150001988", name: "Rubén" }],
    fetch: async (request) => server?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  emulator.clock.set(Date.parse(startAt));
  server = await startServer({
    config: {
      mode: "development",
      database: { url, pool: 5 },
      masterKey: { value: masterKey },
      graph: { baseUrl: "http://emulator.invalid", version: "v26.0" },
      demo: { shop: "la-esquina", clock: { startAt }, credentials: { ...app, phoneNumberId } },
    },
    graphFetch: emulator.fetch,
    log: createLog("debug", { write: (line) => void lines.push(line) }),
  });
  emulator.start();
  const phone = createPhone({ emulator: { fetch: emulator.fetch }, phoneNumberId, ...marta });
  await comesToPaying(phone);
  await phone.taps("Efectivo");
  await isConfirmed(phone);
  emulator.stop();
  await server.stop();
  await close();
  return lines;
}

test("of a whole order the log tells every step and nothing of the person, their words or our secrets", async () => {
  const lines = await logOfAnOrder();
  const told = lines.map((line): Line => JSON.parse(line));
  for (const event of ["message.received", "turn.taken", "message.sent", "server.stopped"]) {
    expect(told.map((line) => line.event)).toContain(event);
  }
  const all = lines.join("");
  expect(privateWords.filter((word) => all.includes(word))).toEqual([]);

  // Whatever came in is followed by its id into its turn.
  const traces = (event: string) =>
    told.filter((line) => line.event === event).map(({ trace }) => trace);
  const received = new Set(traces("message.received"));
  expect(received.size).toBe(5);
  expect([...received].filter((trace) => !traces("turn.taken").includes(trace))).toEqual([]);
  // The owner's template and the lines to the customer come from signals, whose trace is the tap's.
  expect(traces("message.sent").length).toBeGreaterThan(0);
  expect(traces("message.sent").filter((trace) => !traces("turn.taken").includes(trace))).toEqual(
    [],
  );
});

test("what somebody logs by mistake is cut", () => {
  const lines: string[] = [];
  const log = createLog("info", { write: (line) => void lines.push(line) });
  log.info({
    accessToken: "EAA1",
    phone: "549",
    person: { phone: "549" },
    message: { text: "hola" },
  });
  expect(lines.join("")).not.toMatch(/EAA1|549|hola/);
});

test("a server that cannot start says why, whatever it was", async () => {
  const lines: string[] = [];
  const starting = startServer({
    config: {
      mode: "development",
      database: { folder: "/dev/null/nowhere" },
      masterKey: { value: masterKey },
      graph: { baseUrl: "http://emulator.invalid", version: "v26.0" },
      demo: null,
    },
    log: createLog("info", { write: (line) => void lines.push(line) }),
  });
  await expect(starting).rejects.toThrow("/dev/null/nowhere");
  expect(lines.join("")).toContain("server.not-started");
});
