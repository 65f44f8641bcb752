// The server as a value: a function from request to response, with its workers.

import { createWhatsappChannel, type Fetch, keepAliveFetch } from "@mostrador/channels";
import {
  type Database,
  openDatabase,
  openVault,
  readDemoShop,
  readMasterKey,
  seedShop,
} from "@mostrador/db";
import { type Channel, type Checkpoint, Failure, type HostSettings } from "@mostrador/engine";
import { createPlatform } from "@mostrador/platform";
import { createAlerts } from "./alerts.ts";
import { arrivalsOf } from "./arrivals.ts";
import { startMovableClock } from "./clock.ts";
import type { ServerConfig } from "./config.ts";
import { createCredentials, type Credentials } from "./credentials.ts";
import { createApp } from "./http/app.ts";
import type { Log } from "./log.ts";

/** Milliseconds that a call to the provider may take before its outcome counts as unknown. */
const sendTimeoutMs = 10_000;
/** Milliseconds that a readiness check waits for the database. */
const readyTimeoutMs = 2000;
/** Webhooks under way at once; each holds its body, 3 MB at the most. */
const maxWebhooksUnderWay = 100;

export type ServerOptions = {
  config: Pick<ServerConfig, "mode" | "database" | "masterKey" | "graph" | "demo">;
  log: Log;
  /** How the provider is reached. */
  graphFetch?: Fetch;
  settings?: Partial<HostSettings>;
  /** Only tests give it: every named point of a message's way, and the moment before the 200. */
  checkpoint?: (point: Checkpoint | "ack.before") => Promise<void>;
};

export type Server = {
  fetch(request: Request): Promise<Response>;
  /** Milliseconds since 1970 by the server's clock. */
  now(): Promise<number>;
  /** After the last request has been answered. */
  stop(): Promise<void>;
};

export async function startServer(options: ServerOptions): Promise<Server> {
  const { database: where } = options.config;
  let database: Database | undefined;
  try {
    database = await openDatabase("url" in where ? { url: where.url, max: where.pool } : where);
    return await startOn(database, options);
  } catch (error) {
    options.log.fatal({ event: "server.not-started", error: String(error) });
    await database?.close();
    throw error;
  }
}

async function startOn(database: Database, options: ServerOptions): Promise<Server> {
  const { config, log, checkpoint } = options;
  await database.migrate();
  const { demo } = config;
  const master = readMasterKey({ ...config.masterKey, create: demo !== null });
  const vault = await openVault(database, master);
  const clock = demo === null ? null : await startMovableClock(database, demo.clock, log);
  if (demo !== null) {
    const { credentials } = demo;
    await seedShop(database, vault, { profile: readDemoShop(demo.shop), credentials });
  }
  const credentials = createCredentials(database, vault);
  const platform = createPlatform({
    database,
    channel: channelOf(options, credentials),
    log: (level, event, fields) => log[level]({ event, ...fields }),
    alert: createAlerts(log),
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(checkpoint === undefined ? {} : { checkpoint }),
  });
  const app = createApp({
    whatsapp: {
      credentialsOf: credentials.app,
      receive: (appId, items) => platform.receive(appId, arrivalsOf(items, log)),
      maxUnderWay: maxWebhooksUnderWay,
      ...(checkpoint === undefined ? {} : { beforeAck: () => checkpoint("ack.before") }),
    },
    health: { ready: () => within(readyTimeoutMs, platform.ready()) },
    devClock: clock === null ? null : { ...clock, moved: () => platform.wake() },
    log,
  });
  await platform.start();
  log.info({ event: "server.started", mode: config.mode });

  return {
    fetch: async (request) => app.fetch(request),
    now: async () => (clock === null ? Date.now() : clock.now()),
    stop: async () => {
      await platform.stop();
      await clock?.stop();
      await database.close();
      log.info({ event: "server.stopped" });
    },
  };
}

function channelOf(options: ServerOptions, credentials: Credentials): Channel {
  const { baseUrl, version } = options.config.graph;
  return createWhatsappChannel({
    baseUrl,
    version,
    timeoutMs: sendTimeoutMs,
    fetch: options.graphFetch ?? keepAliveFetch,
    credentials: async (business, numberId) => {
      const accessToken = await credentials.accessToken(business, numberId);
      if (accessToken === null) {
        throw new Failure("server.no-token", { message: "no token is stored", retry: "never" });
      }
      return { accessToken };
    },
  });
}

/** False when it takes longer. */
async function within(ms: number, answer: Promise<boolean>): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => setTimeout(resolve, ms, false).unref());
  return Promise.race([answer, timeout]);
}
