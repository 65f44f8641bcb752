// The script of the first order, as a developer plays it: in one process on the embedded database, and against a server on
// Postgres and an emulator in processes of their own, over HTTP. Its transcript must read like a good waiter.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freshDatabase } from "@mostrador/db/testing";
import { expect, onTestFinished, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../../..");
const script = path.join(root, "examples/first-order.yaml");

type Program = { args: string[]; env?: Record<string, string> };

function launch({ args, env = {} }: Program) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: "", MASTER_KEY: "", ...env },
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  child.stdin.end();
  const ended = once(child, "close").then(([code]) => ({ code: Number(code), output }));
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await ended;
  });
  return { ended, output: () => output };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function answers(url: string, program: ReturnType<typeof launch>): Promise<void> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok === true) return;
    if (performance.now() > deadline)
      throw new Error(`${url} does not answer\n${program.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the shop said to whom, in order, as the transcript tells it. */
function saidTo(person: string, transcript: string): string[] {
  return transcript
    .split(/\n\n/)
    .filter((block) => block.includes(`→ ${person}`))
    .map((block) => block.split("\n").slice(1).join("\n"));
}

function expectFirstOrder({ code, output }: { code: number; output: string }): void {
  expect(output).toContain("todo como se esperaba");
  expect(code).toBe(0);
  const customer = saidTo("Marta", output);
  const confirmation = customer.findIndex((text) => text.includes("Pedido #1 confirmado"));
  expect(confirmation).toBe(7);
  expect(customer.at(-1)).toMatch(/preparando: llega entre las 21:00 y las 21:15/);
  expect(saidTo("Rubén", output)).toHaveLength(2);
}

test("in one process, on the embedded database", async () => {
  const played = await launch({ args: ["apps/simulator/src/start.ts", "--script", script] }).ended;
  expectFirstOrder(played);
});

test("against a server on Postgres and an emulator, each a process of its own", async () => {
  const fresh = await freshDatabase();
  onTestFinished(fresh.close);
  const keys = mkdtempSync(path.join(tmpdir(), "mostrador-keys-"));
  onTestFinished(() => rmSync(keys, { recursive: true }));
  const [serverPort, emulatorPort] = [await freePort(), await freePort()];
  const serverUrl = `http://127.0.0.1:${serverPort}`;
  const emulatorUrl = `http://127.0.0.1:${emulatorPort}`;

  const server = launch({
    args: ["apps/server/src/main.ts"],
    env: {
      MOSTRADOR_MODE: "development",
      DATABASE_URL: fresh.url,
      MASTER_KEY_FILE: path.join(keys, "master.key"),
      GRAPH_BASE_URL: emulatorUrl,
      PORT: String(serverPort),
    },
  });
  const callback = `${serverUrl}/webhooks/whatsapp/900000000000001`;
  const emulator = launch({
    args: [
      "apps/simulator/src/emulator/main.ts",
      "--port",
      String(emulatorPort),
      "--callback",
      callback,
    ],
  });
  await answers(`${serverUrl}/readyz`, server);
  await answers(`${emulatorUrl}/emulator/clock`, emulator);

  const remote = ["--server", serverUrl, "--emulator", emulatorUrl];
  const player = launch({ args: ["apps/simulator/src/start.ts", "--script", script, ...remote] });
  expectFirstOrder(await player.ended);
});
