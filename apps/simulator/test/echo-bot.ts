// A business of a few lines: the smallest bot that the emulator's tests can talk to. Real Cloud API JSON both ways.

import { Hono } from "hono";
import { z } from "zod";
import { createEmulator } from "../src/index.ts";
import type { Emulator, EmulatorOptions } from "../src/index.ts";

export const app = {
  id: "900000000000001",
  secret: "a secret of the app",
  verifyToken: "a verify token",
  callbackUrl: "http://bot.invalid/webhooks",
  accessTokens: ["a-token"],
};
export const number = {
  phoneNumberId: "100000000000101",
  displayPhoneNumber: "5491150001987",
  wabaId: "200000000000101",
  appId: app.id,
};
export const marta = { waId: "5491155550101", name: "Marta" };

/** What a webhook of Meta holds, as far as these tests look at it. */
export type Value = {
  metadata: { phone_number_id: string; display_phone_number: string };
  contacts?: { profile: { name: string }; wa_id?: string; user_id?: string }[];
  messages?: {
    id: string;
    from?: string;
    timestamp: string;
    type: string;
    [key: string]: unknown;
  }[];
  statuses?: {
    id: string;
    status: string;
    timestamp: string;
    recipient_id?: string;
    recipient_user_id?: string;
    biz_opaque_callback_data?: string;
    pricing?: { category: string };
    errors?: { code: number; error_data: { details: string } }[];
  }[];
};
export type Received = { bytes: string; signature: string; value: Value };

export type Bot = {
  fetch: (request: Request) => Promise<Response>;
  /** Webhooks that it answered with 200. */
  received: Received[];
  /** Answers to the next webhooks, oldest first; then 200. */
  answers: number[];
  statuses(): NonNullable<Value["statuses"]>;
  messages(): NonNullable<Value["messages"]>;
};

/** Takes webhooks, checks nothing, remembers everything; `onMessage` may answer. */
export function createBot(
  onMessage: (message: { from: string; text: string }) => void = () => {},
): Bot {
  const received: Received[] = [];
  const answers: number[] = [];
  const bot = new Hono();
  bot.get("/webhooks", (c) =>
    c.req.query("hub.verify_token") === app.verifyToken
      ? c.text(c.req.query("hub.challenge") ?? "")
      : c.text("no", 403),
  );
  bot.post("/webhooks", async (c) => {
    const status = answers.shift() ?? 200;
    if (status !== 200) return new Response("no", { status });
    const bytes = await c.req.text();
    const value: Value = JSON.parse(bytes).entry[0].changes[0].value;
    received.push({ bytes, signature: c.req.header("x-hub-signature-256") ?? "", value });
    for (const message of value.messages ?? []) {
      onMessage({ from: message.from ?? "", text: JSON.stringify(message) });
    }
    return c.text("ok");
  });
  return {
    fetch: async (request) => bot.fetch(request),
    received,
    answers,
    statuses: () => received.flatMap(({ value }) => value.statuses ?? []),
    messages: () => received.flatMap(({ value }) => value.messages ?? []),
  };
}

/** An emulator with one number, its bot listening, statuses at once. */
export function emulate(bot: Bot, options: Partial<EmulatorOptions> = {}): Emulator {
  const emulator = createEmulator({
    apps: [app],
    numbers: [number],
    people: [marta],
    fetch: bot.fetch,
    statuses: { sentAfterMs: 0, deliveredAfterMs: 1 },
    webhooks: { retryAfterMs: [5, 10, 20] },
    ...options,
  });
  emulator.start();
  return emulator;
}

export type Answer = {
  status: number;
  messageId: string | undefined;
  code: number | undefined;
  details: string | undefined;
  json: Record<string, unknown>;
};

const answerSchema = z.looseObject({
  messages: z.array(z.looseObject({ id: z.string() })).optional(),
  error: z
    .strictObject({
      message: z.string(),
      type: z.string(),
      code: z.number(),
      error_subcode: z.number().optional(),
      error_data: z.strictObject({
        messaging_product: z.literal("whatsapp"),
        details: z.string(),
      }),
      fbtrace_id: z.string(),
    })
    .optional(),
});

/** POST /{number}/messages as a business does it. `fields` go over a valid envelope. */
export async function send(
  emulator: Emulator,
  fields: object,
  options: { token?: string | null; number?: string; raw?: string; signal?: AbortSignal } = {},
): Promise<Answer> {
  const { token = "a-token", raw, signal } = options;
  const body = raw ?? JSON.stringify({ messaging_product: "whatsapp", to: marta.waId, ...fields });
  const response = await emulator.fetch(
    new Request(`http://graph.invalid/v26.0/${options.number ?? number.phoneNumberId}/messages`, {
      method: "POST",
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      body,
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  const json = answerSchema.parse(await response.json());
  return {
    status: response.status,
    messageId: json.messages?.[0]?.id,
    code: json.error?.code,
    details: json.error?.error_data.details,
    json,
  };
}

export function text(body: string): object {
  return { type: "text", text: { body } };
}

/** Waits until `ready` holds; throws with `what` after two seconds. */
export async function until(what: string, ready: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 2000;
  while (!(await ready())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within 2 s`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
