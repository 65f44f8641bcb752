// `npm start`: emulator and server in one process, or others' by URL; and in front of them the phones, a line mode
// or a script.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { createLog, startServer } from "@mostrador/server";
import type { Server } from "@mostrador/server";
import { runChat } from "./chat/run.ts";
import { startCopy as copy, startHelp } from "./copy.ts";
import { demoCredentials, demoSettings, demoStart, projectRoot, readDemoShop } from "./demo.ts";
import type { DemoShop } from "./demo.ts";
import { createEmulator } from "./emulator/emulator.ts";
import { runLineMode } from "./line-mode.ts";
import { OptionError } from "./options.ts";
import { createControl } from "./phone/control.ts";
import { playScript } from "./player.ts";
import { readLines } from "./read-lines.ts";
import { readScript, ScriptError } from "./script.ts";
import type { Script } from "./script.ts";
import { createStage } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { readStartOptions } from "./start-options.ts";
import type { StartOptions } from "./start-options.ts";
import { eventJson, eventText } from "./transcript.ts";

type Fetch = (request: Request) => Promise<Response>;

type Running = { stage: Stage; stop(): Promise<void> };

const callbackUrl = `http://server.invalid/webhooks/whatsapp/${demoCredentials.appId}`;

/** Real milliseconds: an embedded database on a busy machine may take this long to answer. */
const scriptTimeoutMs = 15_000;
const patience = { answerMs: 5000, quietMs: 400 };

async function main(): Promise<number> {
  const options = readStartOptions(
    process.argv.slice(2),
    path.join(projectRoot, ".data/simulator"),
  );
  if (options.help) {
    process.stdout.write(startHelp);
    return 0;
  }
  const script = options.script === undefined ? undefined : await loadScript(options.script);
  const shop = withPeople(loadShop(options.shop), script);
  const running =
    options.remote === undefined
      ? await runHere(options, shop)
      : await connect(shop, options.remote);
  // A signal also gives the database back; 128 + 2 is what shells expect of an interrupt.
  const leave = () => void running.stop().finally(() => process.exit(130));
  process.once("SIGINT", leave);
  process.once("SIGTERM", leave);
  try {
    return await present(running.stage, script, options.json);
  } finally {
    await running.stop();
  }
}

/** What the person meets; answers the exit code. */
async function present(stage: Stage, script: Script | undefined, json: boolean): Promise<number> {
  if (script !== undefined) return (await tellScript(stage, script, json)) ? 0 : 1;
  if (process.stdin.isTTY && process.stdout.isTTY) {
    await runChat(stage);
    return 0;
  }
  const lines = readLines(process.stdin);
  await runLineMode({ stage, lines, patience, write: (text) => process.stdout.write(text) });
  return 0;
}

function tellScript(stage: Stage, script: Script, json: boolean): Promise<boolean> {
  const { customer, owner } = stage.actors;
  const people = { customer: customer.name, owner: owner.name };
  const names = { shop: stage.shopName, people };
  const file = path.relative(process.cwd(), script.file);
  return playScript({
    stage,
    script,
    timeoutMs: scriptTimeoutMs,
    tell: (event) =>
      void process.stdout.write(json ? eventJson(event) : eventText(event, names, file)),
  });
}

async function loadScript(file: string): Promise<Script> {
  const text = await readFile(file, "utf8").catch(() => {
    throw new OptionError(copy.noFile(file));
  });
  return readScript(text, file);
}

function loadShop(id: string): DemoShop {
  try {
    return readDemoShop(id);
  } catch (cause) {
    throw new OptionError(copy.noShop(id), { cause });
  }
}

function withPeople(shop: DemoShop, script: Script | undefined): DemoShop {
  const { customer = shop.customer, owner = shop.owner } = script?.people ?? {};
  return { ...shop, customer, owner };
}

/** Emulator and server in this process; they still speak signed HTTP requests to each other. */
async function runHere(options: StartOptions, shop: DemoShop): Promise<Running> {
  const passing = await mkdtemp(path.join(tmpdir(), "mostrador-"));
  const folder = options.dataFolder ?? passing;
  if (options.reset) await forget(folder);
  const logged = process.env["MOSTRADOR_LOG"] !== undefined;
  let server: Server | undefined = undefined;
  const emulator = createEmulator({
    ...demoSettings(shop, callbackUrl),
    dataFolder: path.join(folder, "emulator"),
    log: (line) => void (logged && process.stderr.write(`${line}\n`)),
    fetch: async (request) => server?.fetch(request) ?? new Response(null, { status: 503 }),
  });
  const started = await startServer({
    config: {
      mode: "development",
      database: { folder: path.join(folder, "database") },
      masterKey: { file: path.join(folder, "master.key") },
      graph: { baseUrl: "http://emulator.invalid", version: "v26.0" },
      demo: {
        shop: options.shop,
        clock: options.realTime ? { real: true } : { startAt: demoStart },
        credentials: { ...demoCredentials, phoneNumberId: shop.phoneNumberId },
      },
    },
    graphFetch: emulator.fetch,
    log: createLog(logged ? "info" : "silent", process.stderr),
  });
  server = started;
  emulator.clock.set(await started.now());
  emulator.start();
  const stage = createStage({
    emulator: { fetch: emulator.fetch },
    advanceServer: (ms) => advanceClock(started.fetch, "http://server.invalid", ms),
    ...cast(shop),
  });
  const stop = async () => {
    emulator.stop();
    await started.stop();
    await rm(passing, { recursive: true, force: true });
  };
  return { stage, stop };
}

async function forget(folder: string): Promise<void> {
  for (const part of ["emulator", "database"]) {
    await rm(path.join(folder, part), { recursive: true, force: true });
  }
}

/** Both run elsewhere, each with a clock of its own: the emulator takes the server's. */
async function connect(
  shop: DemoShop,
  remote: { server: string; emulator: string },
): Promise<Running> {
  const send: Fetch = (request) => fetch(request);
  const stage = createStage({
    emulator: { url: remote.emulator },
    advanceServer: (ms) => advanceClock(send, remote.server, ms),
    ...cast(shop),
  });
  const now = await readClock(remote.server);
  await createControl({ url: remote.emulator }).setNow(now);
  return { stage, stop: async () => {} };
}

const clockSchema = z.object({ now: z.number() });

async function readClock(server: string): Promise<number> {
  const response = await fetch(clockPath(server));
  if (!response.ok) throw new Error(copy.clockRefused(response.status));
  return clockSchema.parse(await response.json()).now;
}

function clockPath(server: string): string {
  return `${server.replace(/\/$/, "")}/dev/clock`;
}

function cast({ name, phoneNumberId, customer, owner }: DemoShop) {
  return { shopName: name, phoneNumberId, actors: { customer, owner } };
}

async function advanceClock(send: Fetch, server: string, advanceMs: number): Promise<void> {
  const response = await send(
    new Request(clockPath(server), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ advanceMs }),
    }),
  );
  if (!response.ok) throw new Error(copy.clockRefused(response.status));
}

function isForTheUser(error: unknown): error is Error {
  if (error instanceof OptionError || error instanceof ScriptError) return true;
  return error instanceof TypeError && "code" in error;
}

try {
  process.exitCode = await main();
} catch (error) {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${isForTheUser(error) ? error.message : text}\n`);
  process.exitCode = 2;
}
