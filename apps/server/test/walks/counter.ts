// A shop's counter: emulator, server and a real database in one process, which speak signed HTTP requests to each other.

import { randomBytes } from "node:crypto";

import { openDatabase, setClock } from "@mostrador/db";
import type { Database } from "@mostrador/db";
import { freshDatabase } from "@mostrador/db/testing";
import { createControl, createEmulator, createPhone } from "@mostrador/simulator";
import type { EmulatorControl, Phone } from "@mostrador/simulator";

import { createLog } from "../../src/log.ts";
import { startServer } from "../../src/server.ts";
import type { Server } from "../../src/server.ts";
import { demoShop, evening } from "./tours.ts";

const app = {
  appId: "900000000000001",
  appSecret: "walks-app-secret",
  verifyToken: "walks-verify-token",
  accessToken: "walks-access-token",
};
const number = {
  phoneNumberId: "100000000000101",
  wabaId: "200000000000101",
  displayPhoneNumber: "5491150001987",
  appId: app.appId,
};
const owner = { waId: "5491150001988", name: "Rubén" };

export type Counter = {
  /** For looking, and for what a shop's back office does. */
  database: Database;
  control: EmulatorControl;
  owner: Phone;
  /** Somebody who has never written. */
  newCustomer(): Phone & { waId: string };
  /** Sets all clocks; milliseconds since 1970. */
  setNow(now: number): Promise<void>;
  close(): Promise<void>;
};

export async function openCounter(): Promise<Counter> {
  const { url, close } = await freshDatabase();
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
    numbers: [number],
    people: [owner],
    templates: [ring],
    fetch: async (request) => server?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  server = await startServer({
    config: {
      mode: "development",
      database: { url, pool: 5 },
      masterKey: { value: randomBytes(32).toString("base64") },
      graph: { baseUrl: "http://emulator.invalid", version: "v26.0" },
      demo: {
        shop: demoShop,
        clock: { startAt: new Date(evening).toISOString() },
        credentials: { ...app, phoneNumberId: number.phoneNumberId },
      },
    },
    graphFetch: emulator.fetch,
    log: createLog(process.env["MOSTRADOR_LOG"] === undefined ? "silent" : "warn", process.stderr),
  });
  const running = server;
  const database = await openDatabase({ url, max: 2 });
  const address = { fetch: emulator.fetch };
  const phoneOf = (waId: string, name: string) =>
    createPhone({ emulator: address, phoneNumberId: number.phoneNumberId, waId, name });
  let customers = 0;
  emulator.start();

  return {
    database,
    control: createControl(address),
    owner: phoneOf(owner.waId, owner.name),
    newCustomer: () => {
      customers += 1;
      const waId = `54911555${String(customers).padStart(5, "0")}`;
      return { ...phoneOf(waId, "Marta"), waId };
    },
    setNow: async (now) => {
      emulator.clock.set(now);
      await setClock(database, now, { production: false });
    },
    close: async () => {
      emulator.stop();
      await running.stop();
      await database.close();
      await close();
    },
  };
}

/** What rings an owner who has not written for a day. */
const ring = {
  name: "pedido_nuevo",
  language: "es_AR",
  category: "UTILITY" as const,
  body: "Pedido nuevo: {{1}}. Respondé con un botón para tomarlo.",
  buttons: ["Aceptar", "Otra demora", "Rechazar"].map((text) => ({
    type: "QUICK_REPLY" as const,
    text,
  })),
};
