// The door that businesses use: Graph API paths, tokens, and what faults do to calls.

import { Hono } from "hono";
import type { Context } from "hono";
import type { SendAction } from "./faults.ts";
import { errorBody, GraphError, statusOf } from "./graph-error.ts";
import type { Network } from "./network.ts";
import { markRead } from "./send/mark-read.ts";
import { acceptMessage } from "./send/send.ts";
import type { App, BusinessNumber } from "./settings.ts";
import type { Statuses } from "./statuses.ts";

type Parts = { network: Network; statuses: Statuses };

export function graphApi(parts: Parts): Hono {
  const api = new Hono();
  const messages = (c: Context) => postMessages(parts, c);
  api.post("/:version{v[0-9]+\\.[0-9]+}/:phoneNumberId{[0-9]+}/messages", messages);
  api.post("/:phoneNumberId{[0-9]+}/messages", messages);
  api.notFound((c) => answerError(c, new GraphError(1, `Unknown path components: ${c.req.path}`)));
  api.onError((error, c) => {
    if (error instanceof GraphError) return answerError(c, error);
    if (error instanceof ConnectionDropped) throw error;
    parts.network.log(`the emulator itself failed: ${error.stack ?? error.message}`);
    return answerError(c, new GraphError(131000));
  });
  return api;
}

function answerError(c: Context, error: GraphError, status = statusOf(error.code)): Response {
  return c.json(errorBody(error), status);
}

async function postMessages(parts: Parts, c: Context): Promise<Response> {
  const { network } = parts;
  const app = authenticate(network, c.req.header("authorization"));
  const number = findNumber(network, app, c.req.param("phoneNumberId"));
  const body = await readBody(c);
  if ("status" in body) return c.json(markRead(network, number, body));
  const call = {
    phoneNumberId: number.phoneNumberId,
    to: textOf(body["to"] ?? body["recipient"]) ?? "",
    type: textOf(body["type"]) ?? "text",
  };
  const action = network.faults.onSend(call);
  const early = await beforeAccepting(action);
  if (early !== undefined) return early;
  const answer = send(parts, number, { body, action });
  await afterAccepting(network, action);
  return c.json(answer);
}

/** Accepts or throws; either way the attempt is noted. */
function send(
  parts: Parts,
  number: BusinessNumber,
  { body, action }: { body: Record<string, unknown>; action: SendAction | undefined },
): object {
  const { network } = parts;
  const atMs = network.clock.now();
  const note = { atMs, phoneNumberId: number.phoneNumberId, body };
  const doomCode = action?.kind === "fail" ? action.code : undefined;
  try {
    if (action?.kind === "refuse") throw new GraphError(action.code, action.details);
    const { id, answer } = acceptMessage(parts, number, { body, doomCode });
    network.noteSend({ ...note, outcome: { id } });
    return answer;
  } catch (error) {
    if (error instanceof GraphError) {
      network.noteSend({ ...note, outcome: { code: error.code, details: error.details } });
    }
    throw error;
  }
}

async function beforeAccepting(action: SendAction | undefined): Promise<Response | undefined> {
  if (action?.kind === "delay") await new Promise((resolve) => setTimeout(resolve, action.ms));
  if (action?.kind === "garble") {
    return new Response("<html>Sorry, something went wrong</html>", { status: action.status });
  }
  if (action?.kind === "refuse" && action.status !== undefined) {
    const error = new GraphError(action.code, action.details);
    return Response.json(errorBody(error), { status: action.status });
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Thrown where the connection is to break without an answer. */
class ConnectionDropped extends Error {
  override name = "ConnectionDropped";
}

async function afterAccepting(network: Network, action: SendAction | undefined): Promise<void> {
  if (action?.kind === "hold") await network.faults.held(action.forMs);
  if (action?.kind === "drop") throw new ConnectionDropped("dropped by a fault");
}

/** The app whose token it is. 190 for a bad token, 0 for none, both with HTTP 401. */
function authenticate(network: Network, authorization: string | undefined): App {
  const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new GraphError(0, "An access token is required.");
  const app = network.settings.apps.find((one) => one.accessTokens.includes(token));
  if (app === undefined) throw new GraphError(190, "Cannot parse access token.");
  return app;
}

/** 100 with subcode 33 also where the number exists and the token may not see it. */
function findNumber(network: Network, app: App, id: string | undefined): BusinessNumber {
  const number = network.number(id ?? "");
  if (number !== undefined && number.appId === app.id) return number;
  const details = `Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`;
  throw new GraphError(100, details, 33);
}

async function readBody(c: Context): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return { ...body };
  } catch {
    throw new GraphError(100, "The body is not JSON.");
  }
  throw new GraphError(100, "The body must be a JSON object.");
}
