// The door that phones and tests use: people write and read, the clock moves, things go wrong.

import { Hono } from "hono";
import type { Context } from "hono";
import { z } from "zod";
import { incomingSchema } from "./events.ts";
import { faultSchema } from "./faults.ts";
import { writeToBusiness } from "./incoming.ts";
import type { Network } from "./network.ts";
import { canonicalWaId } from "./people.ts";
import { personSchema, settingsChangeSchema } from "./settings.ts";
import type { BusinessNumber } from "./settings.ts";
import { conversationOf } from "./state.ts";
import type { Conversation, Entry } from "./state.ts";
import type { Statuses } from "./statuses.ts";
import type { Webhooks } from "./webhooks.ts";

type Parts = { network: Network; statuses: Statuses; webhooks: Webhooks };

/** A request of a phone or a test that makes no sense: HTTP 400 or 404 with its reason. */
class ControlError extends Error {
  readonly status: 400 | 404;
  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** A long poll answers at the latest after this. */
const maxWaitMs = 30_000;

export function controlApi(parts: Parts): Hono {
  const api = new Hono().basePath("/emulator");
  api.get("/", (c) => c.json(overview(parts.network)));
  clockRoutes(api, parts.network);
  peopleRoutes(api, parts);
  faultRoutes(api, parts.network);
  appRoutes(api, parts);
  api.get("/sends", (c) => {
    const number = c.req.query("phone_number_id");
    const sends = parts.network.sends.filter(
      (send) => number === undefined || send.phoneNumberId === number,
    );
    return c.json({ sends });
  });
  api.patch("/settings", async (c) => {
    const change = await readJson(c, settingsChangeSchema);
    const { settings } = parts.network;
    if (change.statuses !== undefined) settings.statuses = change.statuses;
    if (change.pace !== undefined) settings.pace = change.pace;
    return c.json({ statuses: settings.statuses, pace: settings.pace });
  });
  api.notFound((c) => c.json({ error: "no such path" }, 404));
  api.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ error: error.message }, error.status);
    parts.network.log(`the emulator itself failed: ${error.stack ?? error.message}`);
    return c.json({ error: error.message }, 500);
  });
  return api;
}

function overview({ settings, state, clock }: Network): object {
  return {
    now: clock.now(),
    numbers: settings.numbers.map((number) => number.phoneNumberId),
    people: [...state.people.values()],
    undelivered: state.webhooks.size,
  };
}

const clockChange = z.union([
  z.strictObject({ advanceMs: z.number().int().min(0) }),
  z.strictObject({ now: z.union([z.number().int(), z.iso.datetime({ offset: true })]) }),
]);

function clockRoutes(api: Hono, network: Network): void {
  const { clock } = network;
  const answer = (c: Context) => c.json({ now: clock.now() });
  api.get("/clock", answer);
  api.post("/clock", async (c) => {
    const change = await readJson(c, clockChange);
    if ("advanceMs" in change) clock.advance(change.advanceMs);
    else clock.set(new Date(change.now).getTime());
    network.record({ kind: "clock", offsetMs: clock.offsetMs() });
    return answer(c);
  });
}

const written = z.strictObject({ phone_number_id: z.string(), message: incomingSchema });
const shown = z.strictObject({ phone_number_id: z.string() });

function peopleRoutes(api: Hono, parts: Parts): void {
  const { network } = parts;
  api.put("/people/:waId", async (c) => {
    const waId = personId(c);
    const change = await readJson(c, personSchema.partial().omit({ waId: true }));
    const known = network.state.people.get(waId);
    const person = personSchema.parse({ name: waId, ...known, ...change, waId });
    network.record({ kind: "person", person });
    return c.json(person);
  });
  api.post("/people/:waId/messages", async (c) => {
    const waId = personId(c);
    const { phone_number_id, message } = await readJson(c, written);
    const number = findNumber(network, phone_number_id);
    return c.json({ id: writeToBusiness(parts, number, { waId, message }) });
  });
  api.get("/people/:waId/messages", async (c) => c.json(await readConversation(network, c)));
  api.post("/people/:waId/read", async (c) => {
    const { phone_number_id } = await readJson(c, shown);
    parts.statuses.shown(conversationFor(network, c, phone_number_id));
    return c.json({});
  });
}

/**
 * What changed since the revision `after`: new messages and new ticks. With `wait` (milliseconds) the answer comes when
 * there is something, or empty in the end.
 */
async function readConversation(network: Network, c: Context): Promise<object> {
  const conversation = conversationFor(network, c, c.req.query("phone_number_id") ?? "");
  const after = Number(c.req.query("after") ?? 0);
  const waitMs = Math.min(Number(c.req.query("wait") ?? 0), maxWaitMs);
  const nothingNew = conversation.revision <= after;
  if (nothingNew && waitMs > 0) await network.changed(conversation, waitMs);
  const now = network.clock.now();
  return {
    now,
    revision: conversation.revision,
    typing: conversation.typingUntilMs > now,
    messages: conversation.entries.filter((entry) => isVisible(entry) && entry.revision > after),
  };
}

/** What failed never reaches the phone. */
function isVisible(entry: Entry): boolean {
  return entry.kind === "in" || entry.doom === undefined;
}

const newFaults = z.strictObject({ rules: z.array(faultSchema).min(1) });

function faultRoutes(api: Hono, { faults }: Network): void {
  const answer = (c: Context) => c.json({ faults: faults.list(), holding: faults.holding() });
  api.get("/faults", answer);
  api.post("/faults", async (c) => {
    const { rules } = await readJson(c, newFaults);
    faults.add(rules);
    return answer(c);
  });
  api.delete("/faults", (c) => {
    faults.clear();
    return answer(c);
  });
  api.post("/faults/release", (c) => {
    faults.release();
    return answer(c);
  });
}

const callback = z.strictObject({ url: z.url(), verifyToken: z.string() });
const rawWebhook = z.strictObject({ body: z.unknown() });

function appRoutes(api: Hono, { network, webhooks }: Parts): void {
  const appOf = (c: Context) => {
    const app = network.app(c.req.param("appId") ?? "");
    if (app === undefined) throw new ControlError(404, "no such app");
    return app;
  };
  api.post("/apps/:appId/callback", async (c) => {
    const app = appOf(c);
    const problem = await webhooks.register(app.id, await readJson(c, callback));
    if (problem !== undefined) throw new ControlError(400, problem);
    return c.json({ success: true });
  });
  /** Any body, signed and delivered as a webhook of the app. */
  api.post("/apps/:appId/webhooks", async (c) => {
    const app = appOf(c);
    const { body } = await readJson(c, rawWebhook);
    webhooks.send({ appId: app.id, lane: "raw", carries: "messages", body });
    return c.json({});
  });
}

function personId(c: Context): string {
  const waId = c.req.param("waId") ?? "";
  if (!/^\d{7,15}$/.test(waId)) throw new ControlError(400, "a person's id is digits");
  return canonicalWaId(waId);
}

function findNumber(network: Network, phoneNumberId: string): BusinessNumber {
  const number = network.number(phoneNumberId);
  if (number === undefined) throw new ControlError(404, `no number ${phoneNumberId}`);
  return number;
}

function conversationFor(network: Network, c: Context, phoneNumberId: string): Conversation {
  const number = findNumber(network, phoneNumberId);
  return conversationOf(network.state, number.phoneNumberId, personId(c));
}

async function readJson<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await c.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text === "" ? "{}" : text);
  } catch {
    throw new ControlError(400, "the body is not JSON");
  }
  const result = schema.safeParse(body);
  if (!result.success) throw new ControlError(400, z.prettifyError(result.error));
  return result.data;
}
