// Everything around a server: a shop in a real database, an emulator over HTTP, people with phones.

import { randomBytes } from "node:crypto";

import type { Database } from "@mostrador/db";
import {
  openDatabase,
  openVault,
  readDemoShop,
  readMasterKey,
  seedShop,
  setClock,
} from "@mostrador/db";
import { freshDatabase, ownServer } from "@mostrador/db/testing";
import {
  createControl,
  createEmulator,
  createPhone,
  encodeWebhook,
  serveEmulator,
  signWebhook,
} from "@mostrador/simulator";
import { z } from "zod";
import type { EmulatorControl, EmulatorSettings, Phone } from "@mostrador/simulator";

import { startServerProcess } from "./server-process.ts";
import type { LogLine, ServerOptions, ServerProcess } from "./server-process.ts";

/** La Esquina de Boedo, a demo shop, open at this moment: a Friday evening. */
const openAt = "2026-11-27T20:30:00-03:00";
const shop = {
  name: "la-esquina",
  phoneNumberId: "100000000000101",
  wabaId: "200000000000101",
  displayPhoneNumber: "5491150001987",
  owner: { waId: "5491150001988", name: "Rubén" },
};
const app = {
  appId: "900000000000001",
  appSecret: "world-app-secret",
  verifyToken: "world-verify-token",
  accessToken: "world-access-token",
};

export type WorldOptions = {
  /** Of the emulator: when the provider tells what became of a message. */
  statuses?: EmulatorSettings["statuses"];
  /** Waits before a webhook that was not taken is tried again, milliseconds. */
  retryAfterMs?: number[];
  /** `own`: a database server that can be stopped. */
  database?: "shared" | "own";
};

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Opens a world without a server: start one or more. Close it at the end. */
export async function openWorld(options: WorldOptions = {}) {
  const own = options.database === "own" ? await ownServer() : undefined;
  const fresh = own ?? (await freshDatabase());
  const masterKey = randomBytes(32).toString("base64");
  const database = await openDatabase({ url: fresh.url, max: 3 });
  const vault = await openVault(database, readMasterKey({ value: masterKey }));
  const now = await setClock(database, Date.parse(openAt), { production: false });
  await seedShop(database, vault, { profile: readDemoShop(shop.name), credentials: app });

  const routes = createRoutes();
  const emulator = createEmulator({ ...emulatorSettings(options), fetch: routes.deliver });
  emulator.clock.set(now);
  const served = await serveEmulator(emulator, 0);
  emulator.start();
  const control: EmulatorControl = createControl({ url: served.url });
  const environment = {
    MOSTRADOR_MODE: "production",
    HOST: "127.0.0.1",
    PORT: "0",
    DATABASE_URL: fresh.url,
    MASTER_KEY: masterKey,
    GRAPH_BASE_URL: served.url,
    LOG_LEVEL: "info",
  };
  const servers = new Set<ServerProcess>();
  let people = 0;

  return {
    shop,
    app,
    emulator,
    control,
    emulatorUrl: served.url,
    databaseUrl: fresh.url,
    database,
    vault,
    /** What a server in this process is configured with. */
    environment,
    /** The own database server. */
    databaseServer: own,
    /** Starts a server; from then on the provider's webhooks go to it, and to no other. */
    startServer: async (serverOptions: ServerOptions = {}): Promise<ServerProcess> => {
      const server = await startServerProcess(environment, serverOptions);
      servers.add(server);
      routes.sendTo([server.url]);
      return server;
    },
    /** Webhooks go to these in turn. With `each` every one goes to all of them at the same instant. */
    sendWebhooksTo: routes.sendTo,
    /** A customer, new with every call; `owner` is the shop's. */
    phone: (name: string): Phone & { waId: string } => {
      people += 1;
      const person =
        name === "owner"
          ? shop.owner
          : { name, waId: `54911600${String(people).padStart(5, "0")}` };
      const { phoneNumberId } = shop;
      const address = { emulator: { url: served.url }, phoneNumberId };
      return { ...createPhone({ ...address, ...person }), waId: person.waId };
    },
    query: <Row extends object>(
      text: string,
      parameters: readonly (string | number | boolean | null)[] = [],
    ): Promise<Row[]> =>
      database.transaction({ role: "owner" }, (session) => session.query<Row>(text, parameters)),
    /** Log lines of all servers that tell of an error, alerts too. */
    troubles: (): LogLine[] =>
      [...servers].flatMap(({ log }) => log.filter(({ level }) => level === "error")),
    /** Resolves when nothing is left to do: no webhook under way, no input, no message to send. */
    settled: (timeoutMs = 15_000) => settled(served.url, database, timeoutMs),
    close: async () => {
      emulator.stop();
      await Promise.all([...servers].map((server) => server.kill()));
      await served.close();
      await database.close();
      await fresh.close();
    },
  };
}

const left = `select (select count(*) from inbox where state = 'new') as inputs,
  (select count(*) from outbox where state = 'pending') as messages,
  (select count(*) from chats where sender is not null) as leases`;

async function settled(emulatorUrl: string, database: Database, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const response = await fetch(`${emulatorUrl}/emulator`);
    const { undelivered } = z.object({ undelivered: z.number() }).parse(await response.json());
    const [row] = await database.transaction({ role: "owner" }, ({ query }) =>
      query<Record<string, number>>(left),
    );
    const counts = { undelivered, ...row };
    if (Object.values(counts).every((count) => count === 0)) return;
    if (performance.now() > deadline) {
      throw new Error(`not settled within ${timeoutMs} ms: ${JSON.stringify(counts)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** One change of the field `messages` as Meta writes it; `value` has `messages` or `statuses`, and `contacts`. */
export function webhookOf(value: object, phoneNumberId: string = shop.phoneNumberId): object {
  const metadata = {
    display_phone_number: shop.displayPhoneNumber,
    phone_number_id: phoneNumberId,
  };
  const change = {
    field: "messages",
    value: { messaging_product: "whatsapp", metadata, ...value },
  };
  return { object: "whatsapp_business_account", entry: [{ id: shop.wabaId, changes: [change] }] };
}

/** A webhook's request, signed as the shop's app; a new one each time, for the body of a request is read once. */
export function signedRequest(serverUrl: string, body: unknown): Request {
  const bytes = encodeWebhook(body);
  return new Request(`${serverUrl}/webhooks/whatsapp/${app.appId}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-hub-signature-256": signWebhook(bytes, app.appSecret),
    },
    body: bytes,
  });
}

function emulatorSettings({ statuses, retryAfterMs }: WorldOptions): EmulatorSettings {
  const { appId, appSecret, verifyToken, accessToken } = app;
  const { phoneNumberId, wabaId, displayPhoneNumber, owner } = shop;
  const callbackUrl = `http://server.invalid/webhooks/whatsapp/${appId}`;
  return {
    apps: [{ id: appId, secret: appSecret, verifyToken, callbackUrl, accessTokens: [accessToken] }],
    numbers: [{ phoneNumberId, wabaId, displayPhoneNumber, appId }],
    people: [owner],
    templates: [
      {
        name: "pedido_nuevo",
        language: "es_AR",
        category: "UTILITY",
        body: "Pedido nuevo: {{1}}.",
        buttons: [
          { type: "QUICK_REPLY", text: "Aceptar" },
          { type: "QUICK_REPLY", text: "Otra demora" },
          { type: "QUICK_REPLY", text: "Rechazar" },
        ],
      },
    ],
    webhooks: { retryAfterMs: retryAfterMs ?? [100, 200, 400, 400, 800, 800, 1600, 1600, 1600] },
    ...(statuses === undefined ? {} : { statuses }),
  };
}

/** Where the provider's webhooks go: a load balancer in front of the servers. */
function createRoutes() {
  let targets: readonly string[] = [];
  let each = false;
  let turn = 0;
  const forward = async (request: Request, bytes: ArrayBuffer, target: string) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers, signal } = request;
    const hasBody = method === "POST";
    return fetch(`${target}${pathname}${search}`, {
      method,
      headers,
      signal,
      ...(hasBody ? { body: bytes } : {}),
    });
  };
  return {
    sendTo: (urls: readonly string[], how: { each?: boolean } = {}) => {
      targets = urls;
      each = how.each ?? false;
    },
    deliver: async (request: Request): Promise<Response> => {
      const bytes = await request.arrayBuffer();
      turn += 1;
      const target = targets[turn % Math.max(1, targets.length)];
      if (target === undefined) return new Response(null, { status: 503 });
      if (!each) return forward(request, bytes, target);
      const responses = await Promise.all(targets.map((url) => forward(request, bytes, url)));
      return responses.find(({ status }) => status !== 200) ?? new Response(null, { status: 200 });
    },
  };
}
