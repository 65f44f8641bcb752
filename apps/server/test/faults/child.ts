// A server that stands still at a named point until somebody kills it.

import { serve } from "@hono/node-server";

import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { startServer } from "../../src/server.ts";
import type { Point, ServerOptions } from "../server-process.ts";

const options: ServerOptions = JSON.parse(process.env["SERVER_UNDER_TEST"] ?? "{}");
let stopAt = options.stopAt;

const config = readConfig(process.env, import.meta.dirname);
const log = createLog(config.logLevel);

async function checkpoint(point: Point): Promise<void> {
  if (point !== stopAt) return;
  process.send?.({ reached: point });
  await new Promise(() => {});
}

process.on("message", (order: { stopAt: Point }) => {
  stopAt = order.stopAt;
});
// Whoever started it is gone: nobody will kill it.
process.on("disconnect", () => process.exit(1));

const server = await startServer({
  config,
  log,
  checkpoint,
  ...(options.settings === undefined ? {} : { settings: options.settings }),
});
serve({ fetch: server.fetch, hostname: config.host, port: config.port }, ({ port }) => {
  log.info({ event: "server.listening", port });
});
