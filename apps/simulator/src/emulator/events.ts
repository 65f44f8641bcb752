// Everything that changes the emulated network, as data: what its log holds and what its state is made of.

import { z } from "zod";
import { outgoingSchema } from "./send/outgoing.ts";
import { personSchema } from "./settings.ts";

const context = z.looseObject({ id: z.string().optional() });

/** What a person writes, in Meta's inbound shapes; kinds that nobody here knows pass as they are. */
export const incomingSchema = z.looseObject({ type: z.string(), context: context.optional() });

/** A template with its places filled, as the person's phone shows it. */
const filledTemplateSchema = z.strictObject({
  text: z.string(),
  category: z.string(),
  buttons: z.array(
    z.strictObject({
      text: z.string(),
      payload: z.string().optional(),
      url: z.string().optional(),
    }),
  ),
});

const statusSchema = z.enum(["sent", "delivered", "read", "failed"]);
const failureSchema = z.strictObject({ code: z.number(), details: z.string().optional() });

const inChat = { phoneNumberId: z.string(), waId: z.string() };
const moment = z.number();

export const eventSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), person: personSchema }),
  z.strictObject({
    kind: z.literal("in"),
    ...inChat,
    id: z.string(),
    atMs: moment,
    message: incomingSchema,
  }),
  z.strictObject({
    kind: z.literal("out"),
    ...inChat,
    id: z.string(),
    atMs: moment,
    message: outgoingSchema,
    contextId: z.string().optional(),
    callbackData: z.string().optional(),
    filled: filledTemplateSchema.optional(),
    /** Accepted, and bound to fail: what its status will say. */
    doom: failureSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal("status"),
    id: z.string(),
    status: statusSchema,
    atMs: moment,
    failure: failureSchema.optional(),
  }),
  /** The business marked this and everything before it as read. */
  z.strictObject({ kind: z.literal("seen"), id: z.string() }),
  z.strictObject({
    kind: z.literal("webhook"),
    key: z.string(),
    appId: z.string(),
    /** First tries of one lane go one after the other. */
    lane: z.string(),
    body: z.unknown(),
  }),
  z.strictObject({ kind: z.literal("webhook.over"), key: z.string() }),
  z.strictObject({
    kind: z.literal("callback"),
    appId: z.string(),
    url: z.string(),
    verifyToken: z.string(),
  }),
  z.strictObject({ kind: z.literal("clock"), offsetMs: z.number() }),
]);

export type NetworkEvent = z.output<typeof eventSchema>;
export type EventOf<K extends NetworkEvent["kind"]> = Extract<NetworkEvent, { kind: K }>;
export type Incoming = z.output<typeof incomingSchema>;
export type FilledTemplate = z.output<typeof filledTemplateSchema>;
export type Status = z.output<typeof statusSchema>;
export type Failure = z.output<typeof failureSchema>;
export type Person = z.output<typeof personSchema>;
