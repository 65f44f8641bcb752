import { parseWebhook, verifyHandshake, verifySignature } from "@mostrador/channels";
import type { WebhookItem } from "@mostrador/channels";
import { Hono } from "hono";
import type { Context, MiddlewareHandler } from "hono";
import type { Log } from "../log.ts";
import { refuseLarger } from "./body-limit.ts";

/** Meta sends up to 3 MB in one POST (Cloud API documentation, webhooks overview). */
const maxBodyBytes = 3 * 1024 * 1024;

/** What a Meta app's webhook is checked with. Two secrets while one is being replaced. */
export type AppCredentials = { secrets: readonly string[]; verifyToken: string };

export type WhatsappDoor = {
  /** Null: no such app. */
  credentialsOf(appId: string): Promise<AppCredentials | null>;
  /** Resolved: all of it is durable. Rejected: none of it may be acknowledged. */
  receive(appId: string, items: readonly WebhookItem[]): Promise<void>;
  /** Requests that may be under way at once; more are sent away and Meta repeats them. */
  maxUnderWay: number;
  /** Only tests give it: awaited before the answer goes out. */
  beforeAck?(): Promise<void>;
};

/** `GET` answers Meta's handshake, `POST` takes what happened. One path per app, each with its own secret. */
export function whatsappRoutes(door: WhatsappDoor, log: Log): Hono {
  const routes = new Hono();

  routes.get("/:app", async (context) => {
    const credentials = await door.credentialsOf(context.req.param("app"));
    const challenge =
      credentials === null
        ? null
        : verifyHandshake(new URL(context.req.url).searchParams, credentials.verifyToken);
    return challenge === null ? context.text("Forbidden", 403) : context.text(challenge, 200);
  });

  // In this order: a body is held only while it is counted.
  routes.post(
    "/:app",
    limitUnderWay(door.maxUnderWay, log),
    refuseLarger(maxBodyBytes, log),
    (context) => take(context, context.req.param("app"), { door, log }),
  );

  return routes;
}

/** More than so many at once are sent away with 503. */
function limitUnderWay(most: number, log: Log): MiddlewareHandler {
  let underWay = 0;
  return async (context, next) => {
    if (underWay >= most) {
      log.warn({ event: "webhook.overloaded", underWay });
      return context.text("Service Unavailable", 503, { "Retry-After": "1" });
    }
    underWay += 1;
    try {
      return await next();
    } finally {
      underWay -= 1;
    }
  };
}

async function take(
  context: Context,
  appId: string,
  { door, log }: { door: WhatsappDoor; log: Log },
): Promise<Response> {
  const signature = context.req.header("x-hub-signature-256");
  const credentials = signature === undefined ? null : await door.credentialsOf(appId);
  // The same answer for an unknown app and for a wrong signature: the path tells nothing.
  if (credentials === null) return forged(context, log);
  const raw = new Uint8Array(await context.req.arrayBuffer());
  if (!verifySignature(raw, signature, credentials.secrets)) return forged(context, log);
  const body = parseJson(raw);
  if (body === undefined) {
    log.warn({ event: "webhook.not-json", bytes: raw.length });
    return context.text("Bad Request", 400);
  }
  const items = parseWebhook(body);
  try {
    await door.receive(appId, items);
  } catch (error) {
    log.error({ event: "webhook.not-received", items: items.length, error: String(error) });
    return context.text("Service Unavailable", 503, { "Retry-After": "1" });
  }
  await door.beforeAck?.();
  return context.text("OK", 200);
}

function forged(context: Context, log: Log): Response {
  log.warn({ event: "webhook.forged" });
  return context.text("Unauthorized", 401);
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch {
    return undefined;
  }
}
