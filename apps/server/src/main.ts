// `npm run server`, and the entry of the bundle.

import path from "node:path";
import { ConfigError, readConfig } from "./config.ts";
import type { ServerConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { createLog } from "./log.ts";
import { startServer } from "./server.ts";

/** How long a shutdown may take before the process ends anyway; leases and repeats cover what is cut. */
const shutdownMs = 10_000;

// From source the root is three folders up; a bundle is put where its data may go.
const fromSource = import.meta.filename.endsWith(".ts");
const root = fromSource ? path.resolve(import.meta.dirname, "../../..") : process.cwd();

try {
  const envFile = path.join(root, ".env");
  process.loadEnvFile(envFile);
} catch (error) {
  // No .env: everything comes from the environment.
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

let config: ServerConfig;
try {
  config = readConfig(process.env, root);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\nSee .env.example.\n`);
  process.exit(2);
}

const log = createLog(config.logLevel);
// What hindered it is in the log.
const server = await startServer({ config, log }).catch(() => process.exit(1));
const notListening = (error: Error) => {
  log.fatal({ event: "server.not-listening", error: error.message });
  process.exit(1);
};
const listener = await listen({
  fetch: server.fetch,
  hostname: config.host,
  port: config.port,
  onError: notListening,
}).catch(notListening);
const { address, port } = listener;
log.info({ event: "server.listening", address, port, mode: config.mode });

let stopping = false;
const shutDown = (signal: string) => {
  if (stopping) return;
  stopping = true;
  log.info({ event: "server.stopping", signal });
  setTimeout(() => {
    log.error({ event: "server.stop-timed-out" });
    process.exit(1);
  }, shutdownMs).unref();
  // Nothing new comes in, what is under way is finished, then the workers give back what they hold.
  listener
    .close()
    .then(() => server.stop())
    .then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ event: "server.stop-failed", error: String(error) });
        process.exit(1);
      },
    );
};
process.on("SIGTERM", () => shutDown("SIGTERM"));
process.on("SIGINT", () => shutDown("SIGINT"));
