import { serve } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { ServerResponse } from "node:http";
import type { Emulator } from "./emulator.ts";

/** Puts an emulator on a loopback port (0: any free one); answers its URL and how to take it off. */
export function serveEmulator(
  emulator: Emulator,
  port: number,
): Promise<{ url: string; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        hostname: "127.0.0.1",
        port,
        fetch: async (request, env) => {
          try {
            return await emulator.fetch(request);
          } catch {
            // The caller is to see a broken connection, not an answer.
            if (env.outgoing instanceof ServerResponse) env.outgoing.destroy();
            return new Response(null, { status: 500 });
          }
        },
      },
      (address: AddressInfo) => {
        resolve({ url: `http://127.0.0.1:${address.port}`, close: () => closeServer() });
      },
    );
    server.on("error", reject);
    const closeServer = () =>
      new Promise<void>((done) => {
        server.close(() => done());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
  });
}
