import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Log } from "../log.ts";
import { devRoutes } from "./dev.ts";
import type { DevClock } from "./dev.ts";
import { healthRoutes } from "./health.ts";
import type { Health } from "./health.ts";
import { whatsappRoutes } from "./whatsapp.ts";
import type { WhatsappDoor } from "./whatsapp.ts";

export type DoorParts = {
  whatsapp: WhatsappDoor;
  health: Health;
  /** Null in production: the clock cannot be moved there and the paths do not exist. */
  devClock: DevClock | null;
  log: Log;
};

/** The server as one function from request to response. No answer tells a version, a stack or a reason. */
export function createApp(parts: DoorParts): Hono {
  const app = new Hono();
  app.use(secureHeaders());
  app.route("/webhooks/whatsapp", whatsappRoutes(parts.whatsapp, parts.log));
  app.route("/", healthRoutes(parts.health));
  if (parts.devClock !== null) app.route("/dev", devRoutes(parts.devClock, parts.log));
  app.notFound((context) => context.text("Not Found", 404));
  app.onError((error, context) => {
    parts.log.error({ event: "http.failed", path: context.req.path, error: String(error) });
    return context.text("Internal Server Error", 500);
  });
  return app;
}
