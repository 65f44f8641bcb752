// What an emulator is told at its start: apps, numbers, templates, people, pace. All of it data.

import { z } from "zod";
import { templateSchema } from "./template-definition.ts";

const digits = z.string().regex(/^\d+$/, "digits only");
const milliseconds = z.number().int().min(0);

const appSchema = z.strictObject({
  id: digits,
  secret: z.string().min(1),
  verifyToken: z.string().min(1),
  /** Where its webhooks go. Without one nothing is delivered until a callback is registered. */
  callbackUrl: z.url().optional(),
  accessTokens: z.array(z.string().min(1)).min(1),
});

const numberSchema = z.strictObject({
  phoneNumberId: digits,
  /** Digits with country code. */
  displayPhoneNumber: digits,
  wabaId: digits,
  appId: digits,
  /** A test number sends only to these, written exactly so: Argentine ones as 54 without the 9. */
  testRecipients: z.array(digits).optional(),
});

export const personSchema = z.strictObject({
  /** 549… in Argentina. */
  waId: digits,
  name: z.string().min(1).default("Sin nombre"),
  /** BSUID; made from the number when absent. */
  userId: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)
    .optional(),
  username: z.string().optional(),
  /** The person uses a username: webhooks and answers leave the phone out. */
  hidePhone: z.boolean().default(false),
  /** Another form of the number that webhooks show, such as 54 without the 9. */
  shownAs: digits.optional(),
});

const statusesSchema = z.strictObject({
  /** After the acceptance; null: never. A smaller `delivered` than `sent` gives them out of order. */
  sentAfterMs: milliseconds.nullable().default(20),
  deliveredAfterMs: milliseconds.nullable().default(60),
  /** null: when the person's phone shows the message. */
  readAfterMs: milliseconds.nullable().default(null),
});

const paceSchema = z.strictObject({
  /** Messages per second of one number (Meta: 80); null: no limit. */
  perNumberPerSecond: z.number().int().positive().nullable().default(null),
  /** One message per `everyMs` to the same person after `burst` (Meta: 6,000 ms and 45); null: no limit. */
  pair: z
    .strictObject({ everyMs: z.number().positive(), burst: z.number().int().positive() })
    .nullable()
    .default(null),
});

const webhooksSchema = z.strictObject({
  /** Waits before the second, third … try; after the last the webhook is dropped. Meta goes on for days. */
  retryAfterMs: z
    .array(milliseconds)
    .default([1000, 5000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 86_400_000]),
  timeoutMs: milliseconds.default(20_000),
});

export const settingsSchema = z.strictObject({
  apps: z.array(appSchema).min(1),
  numbers: z.array(numberSchema).min(1),
  people: z.array(personSchema).default([]),
  /** `listed`: sending to somebody who neither stands in `people` nor has written fails with 131026. */
  reach: z.enum(["listed", "everybody"]).default("listed"),
  templates: z.array(templateSchema).default([]),
  /** Ids of media that exist at Meta and may be sent by id. */
  media: z.array(digits).default([]),
  statuses: statusesSchema.prefault({}),
  pace: paceSchema.prefault({}),
  webhooks: webhooksSchema.prefault({}),
});

/** What may be changed while the emulator runs. */
export const settingsChangeSchema = z.strictObject({
  statuses: statusesSchema.optional(),
  pace: paceSchema.optional(),
});

/** As written, with defaults still open. */
export type EmulatorSettings = z.input<typeof settingsSchema>;
export type Settings = z.output<typeof settingsSchema>;
export type App = z.output<typeof appSchema>;
export type BusinessNumber = z.output<typeof numberSchema>;
export type PersonInput = z.input<typeof personSchema>;
