import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Log } from "../log.ts";

/**
 * Refuses larger bodies with 413. It may hold a body of unknown length in memory, so it belongs on the
 * paths that read one, behind whatever limits how many are read at once.
 */
export function refuseLarger(maxBytes: number, log: Log): MiddlewareHandler {
  return bodyLimit({
    maxSize: maxBytes,
    onError: (context) => {
      log.warn({ event: "http.too-large", path: context.req.path });
      return context.text("Payload Too Large", 413);
    },
  });
}
