// `npm start` as a process, against an emulator and a server that run elsewhere.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, afterAll, describe, expect, onTestFinished, test } from "vitest";
import { serveEmulator } from "../src/index.ts";
import { openShop } from "./menu-bot.ts";

const start = path.resolve(import.meta.dirname, "../src/start.ts");
const { emulator } = openShop();
const advances: unknown[] = [];
/** The server's clock is days ahead of the emulator's: whoever plays has the emulator follow. */
const serverNow = emulator.clock.now() + 3 * 86_400_000;
const server = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += String(chunk)));
  request.on("end", () => {
    if (request.method === "POST") advances.push([request.url, JSON.parse(body)]);
    response.end(JSON.stringify({ now: serverNow }));
  });
});
let urls: string[] = [];
let close = async () => {};

beforeAll(async () => {
  const served = await serveEmulator(emulator, 0);
  close = served.close;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  urls = ["--emulator", served.url, "--server", `http://127.0.0.1:${address.port}`];
});
afterAll(async () => {
  server.close();
  emulator.stop();
  await close();
});

function run(args: string[], input?: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [start, ...args]);
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

function scriptFile(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "script-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "play.yaml");
  writeFileSync(file, text);
  return file;
}

describe("a script against other processes", () => {
  test("that holds exits 0 and moves both clocks", async () => {
    const file = scriptFile(
      "name: x\nsteps:\n  - customer: hola\n  - expect: { customer: Hola }\n  - clock: 2h\n",
    );
    const { code, output } = await run(["--script", file, ...urls]);
    expect(output).toContain("¡Hola! Soy el asistente automático.");
    expect(code).toBe(0);
    expect(advances).toEqual([["/dev/clock", { advanceMs: 7_200_000 }]]);
    expect(emulator.clock.now() - serverNow).toBeGreaterThanOrEqual(7_200_000);
  });

  test("that does not hold exits 1 and names the line", async () => {
    const step = "expect: { customer: { contains: Chau, within: 200ms } }";
    const file = scriptFile(`name: x\nsteps:\n  - customer: hola\n  - ${step}\n`);
    const { code, output } = await run(["--script", file, ...urls]);
    expect(code).toBe(1);
    expect(output).toContain("play.yaml:4\n");
    expect(output).toContain('que al cliente le llegara "Chau"');
    expect(output).toContain("¡Hola! Soy el asistente automático.");
  });

  test("that cannot be read exits 2 with line and key", async () => {
    const file = scriptFile("name: x\nsteps:\n  - customer: { tapp: Pizzas }\n");
    expect(await run(["--script", file, ...urls])).toMatchObject({
      code: 2,
      output: expect.stringContaining("play.yaml:3: steps.customer.tapp:"),
    });
  });
});

test("without a terminal it speaks line by line and ends with the input", async () => {
  const { code, output } = await run(urls, "hola\n1\n");
  expect(output).toContain("cliente> hola\n");
  expect(output).toContain("   1 Pizzas · Desde $ 9.000, a la piedra\n");
  expect(output).toContain("cliente> Pizzas\n");
  expect(output).toContain("Llevás *$ 15.900*");
  expect(code).toBe(0);
});

test.each([
  [["--server", "http://127.0.0.1:1"], "--server y --emulator van juntos."],
  [["--json"], "--json va con --script."],
  [["--shop", "ninguno"], 'No hay un local de demostración "ninguno".'],
  [["--bogus"], "--bogus"],
])("the options %j are refused with a reason", async (args, reason) => {
  const { code, output } = await run(args);
  expect(code).toBe(2);
  expect(output).toContain(reason);
  expect(output).not.toContain("    at ");
});
