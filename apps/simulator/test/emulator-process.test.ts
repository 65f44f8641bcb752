// The emulator as its users have it: a process of its own, over HTTP.

import { spawn } from "node:child_process";
import { createServer } from "node:http";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createControl, createPhone } from "../src/index.ts";
import { until } from "./echo-bot.ts";

const main = path.resolve(import.meta.dirname, "../src/emulator/main.ts");

async function startBot(answer: (from: string) => Promise<void>): Promise<string> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const { messages } = JSON.parse(body).entry[0].changes[0].value;
      response.end("ok");
      for (const message of messages ?? []) void answer(message.from);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/`;
}

async function startEmulator(callback: string): Promise<string> {
  const child = spawn(process.execPath, [main, "--port", "0", "--callback", callback]);
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  await until(`the first line of the emulator`, () => output.includes("Cloud API"));
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)![0];
}

test("anybody's bot talks to it over HTTP, and sees a connection break", async () => {
  let url = "";
  const outcomes: string[] = [];
  const callback = await startBot(async (from) => {
    const response = await fetch(`${url}/v26.0/100000000000101/messages`, {
      method: "POST",
      headers: { authorization: "Bearer emulator-access-token" },
      body: JSON.stringify({
        messaging_product: "whatsapp",
        to: from,
        type: "text",
        text: { body: "¡Hola!" },
      }),
    }).catch(() => undefined);
    outcomes.push(response === undefined ? "broken" : String(response.status));
  });
  url = await startEmulator(callback);
  const phone = createPhone({
    emulator: { url },
    waId: "5491155550101",
    phoneNumberId: "100000000000101",
  });
  await phone.says("hola");
  await phone.waitFor("¡Hola!");
  await until("the first answer", () => outcomes.length === 1);
  await createControl({ url }).addFaults({ on: "send", do: { kind: "drop" } });
  await phone.says("otra vez");
  await phone.waitFor("¡Hola!");
  await until("the second outcome", () => outcomes.length === 2);
  expect(outcomes).toEqual(["200", "broken"]);
});
