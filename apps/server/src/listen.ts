// The server on a port: who is slow is cut off, and closing it takes seconds whoever is connected.

import { createAdaptorServer } from "@hono/node-server";
import { Bug } from "@mostrador/engine";

/** Milliseconds for a whole request to come in. Meta waits for an answer about as long as this. */
const requestTimeoutMs = 15_000;
/** Milliseconds for its headers. */
const headersTimeoutMs = 5000;
/** How often Node looks for requests that are too slow, milliseconds. */
const checkEveryMs = 2000;
/** Requests under way have so long to be answered once it closes, milliseconds. */
const defaultGraceMs = 3000;

type ListenOptions = {
  fetch(request: Request): Promise<Response>;
  hostname: string;
  /** 0: any free one. */
  port: number;
  graceMs?: number;
  requestTimeoutMs?: number;
  /** After it has begun to listen. */
  onError(error: Error): void;
};

export type Listener = {
  address: string;
  port: number;
  /** Takes no more requests, answers those under way, resolves when every connection is closed. */
  close(): Promise<void>;
};

/** Rejects where the port cannot be had. */
export function listen(options: ListenOptions): Promise<Listener> {
  const { hostname, port, graceMs = defaultGraceMs, onError } = options;
  let closing = false;
  const server = createAdaptorServer({
    fetch: async (request) => {
      const response = await options.fetch(request);
      // A connection that stays open would bring the next request, for ever.
      if (closing) response.headers.set("connection", "close");
      return response;
    },
    serverOptions: {
      requestTimeout: options.requestTimeoutMs ?? requestTimeoutMs,
      headersTimeout: Math.min(headersTimeoutMs, options.requestTimeoutMs ?? requestTimeoutMs),
      connectionsCheckingInterval: Math.min(checkEveryMs, options.requestTimeoutMs ?? checkEveryMs),
    },
  });
  const close = () =>
    new Promise<void>((resolve) => {
      closing = true;
      const cut = setTimeout(() => {
        if ("closeAllConnections" in server) server.closeAllConnections();
      }, graceMs);
      server.close(() => {
        clearTimeout(cut);
        resolve();
      });
      if ("closeIdleConnections" in server) server.closeIdleConnections();
    });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, hostname, () => {
      server.off("error", reject);
      server.on("error", onError);
      const bound = server.address();
      if (bound === null || typeof bound === "string") throw new Bug("not on a port");
      resolve({ address: bound.address, port: bound.port, close });
    });
  });
}
