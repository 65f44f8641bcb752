// Runs once for all projects, in the process that starts the test workers. A server is started when the first test
// asks for a database, so that tests without one pay nothing.

import { rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { brokerVariable } from "./broker.ts";
import type { TestServer } from "./server.ts";
import type { Template } from "./template.ts";

export default async function setup(): Promise<() => Promise<void>> {
  let server: TestServer | undefined;
  let template: Promise<Template> | undefined;

  const begin = async (): Promise<Template> => {
    const { makeTemplate } = await import("./template.ts");
    const given = process.env["TEST_DATABASE_URL"];
    if (given !== undefined) return makeTemplate(given);
    const { startServer } = await import("./server.ts");
    server = await startServer();
    return makeTemplate(server.url("postgres"));
  };
  const answer = async (socket: net.Socket) => {
    try {
      template ??= begin();
      socket.end(JSON.stringify(await template));
    } catch (error) {
      socket.end(JSON.stringify({ error: String(error) }));
    }
  };

  const address = path.join(tmpdir(), `mostrador-tests-${process.pid}.sock`);
  await rm(address, { force: true });
  const broker = net.createServer((socket) => {
    socket.on("error", () => {});
    void answer(socket);
  });
  await new Promise<void>((resolve) => broker.listen(address, resolve));
  broker.unref();
  process.env[brokerVariable] = address;

  return async () => {
    broker.close();
    const made = await template?.catch(() => undefined);
    await server?.close();
    if (made === undefined || server !== undefined) return;
    const { dropDatabase } = await import("./template.ts");
    await dropDatabase(made.adminUrl, made.name);
  };
}
