// What a business may send, field by field with Meta's limits (lengths in UTF-16 units). Strict: a key that is not
// named here is refused. This is the emulator's only list of limits; `refusal.ts` gives each breach its code.

import { z } from "zod";

const url = z.string().regex(/^https?:\/\/[^\s/]+\S*$/, "must be a http(s) URL");

/** zod's own `max` counts code points; Meta's limits are taken as UTF-16 units, the stricter reading. */
const upTo = (max: number) =>
  z.string().refine((text) => text.length <= max, { message: `at most ${max} characters` });
const words = (max: number) => upTo(max).min(1);

const media = { id: z.string().regex(/^\d+$/).optional(), link: url.optional() };

function oneSource(value: { id?: string | undefined; link?: string | undefined }): boolean {
  return (value.id === undefined) !== (value.link === undefined);
}
const oneSourceOnly = { message: "exactly one of id and link is required" };

const mediaSource = z.strictObject(media).refine(oneSource, oneSourceOnly);
const documentSource = z
  .strictObject({ ...media, filename: z.string().min(1).optional() })
  .refine(oneSource, oneSourceOnly);

const image = z
  .strictObject({ ...media, caption: upTo(1024).optional() })
  .refine(oneSource, oneSourceOnly);

const document = z
  .strictObject({
    ...media,
    caption: upTo(1024).optional(),
    filename: z.string().min(1).optional(),
  })
  .refine(oneSource, oneSourceOnly);

const textHeader = z.strictObject({ type: z.literal("text"), text: words(60) });
const header = z.discriminatedUnion("type", [
  textHeader,
  z.strictObject({ type: z.literal("image"), image: mediaSource }),
  z.strictObject({ type: z.literal("video"), video: mediaSource }),
  z.strictObject({ type: z.literal("document"), document: documentSource }),
]);
const body = (max: number) => z.strictObject({ text: words(max) });
const footer = z.strictObject({ text: words(60) });

function different(values: string[]): boolean {
  return new Set(values).size === values.length;
}

const button = z.strictObject({
  type: z.literal("reply"),
  reply: z.strictObject({ id: words(256), title: words(20) }),
});

const buttons = z.strictObject({
  type: z.literal("button"),
  header: header.optional(),
  body: body(1024),
  footer: footer.optional(),
  action: z.strictObject({
    buttons: z
      .array(button)
      .min(1)
      .max(3)
      .refine((all) => different(all.map((one) => one.reply.title)), {
        message: "button titles must be different",
      })
      .refine((all) => different(all.map((one) => one.reply.id)), {
        message: "button ids must be different",
      }),
  }),
});

const row = z.strictObject({
  id: words(200),
  title: words(24),
  description: words(72).optional(),
});
const section = z.strictObject({
  title: words(24).optional(),
  rows: z.array(row).min(1).max(10),
});

const list = z.strictObject({
  type: z.literal("list"),
  header: textHeader.optional(),
  body: body(4096),
  footer: footer.optional(),
  action: z.strictObject({
    button: words(20),
    sections: z
      .array(section)
      .min(1)
      .max(10)
      .refine((all) => all.flatMap((one) => one.rows).length <= 10, {
        message: "total row count exceeds the allowed 10",
      })
      .refine((all) => all.length === 1 || all.every((one) => one.title !== undefined), {
        message: "every section needs a title when there is more than one",
      })
      .refine((all) => different(all.flatMap((one) => one.rows.map((row) => row.id))), {
        message: "row ids must be different",
      }),
  }),
});

const linkButton = z.strictObject({
  type: z.literal("cta_url"),
  header: header.optional(),
  body: body(1024),
  footer: footer.optional(),
  action: z.strictObject({
    name: z.literal("cta_url"),
    parameters: z.strictObject({ display_text: words(20), url }),
  }),
});

const locationRequest = z.strictObject({
  type: z.literal("location_request_message"),
  body: body(1024),
  action: z.strictObject({ name: z.literal("send_location") }),
});

const textParameter = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1),
  parameter_name: z.string().min(1).optional(),
});
const buttonParameter = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("payload"), payload: z.string().min(1) }),
  z.strictObject({ type: z.literal("text"), text: z.string().min(1) }),
]);
const component = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), parameters: z.array(textParameter).max(1) }),
  z.strictObject({ type: z.literal("body"), parameters: z.array(textParameter) }),
  z.strictObject({
    type: z.literal("button"),
    sub_type: z.enum(["quick_reply", "url"]),
    index: z.union([z.string().regex(/^\d$/), z.number().int().min(0).max(9)]),
    parameters: z.array(buttonParameter).length(1),
  }),
]);

/** The part of a message that its `type` names. */
export const outgoingSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("text"),
    text: z.strictObject({
      body: words(4096),
      preview_url: z.boolean().optional(),
    }),
  }),
  z.strictObject({ type: z.literal("image"), image }),
  z.strictObject({ type: z.literal("document"), document }),
  z.strictObject({
    type: z.literal("reaction"),
    reaction: z.strictObject({ message_id: z.string().min(1), emoji: z.string() }),
  }),
  z.strictObject({
    type: z.literal("interactive"),
    interactive: z.discriminatedUnion("type", [buttons, list, linkButton, locationRequest]),
  }),
  z.strictObject({
    type: z.literal("template"),
    template: z.strictObject({
      name: z.string().min(1),
      language: z.strictObject({
        code: z.string().min(1),
        policy: z.literal("deterministic").optional(),
      }),
      components: z.array(component).optional(),
    }),
  }),
]);

/** What surrounds every message. */
export const envelopeSchema = z.strictObject({
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.literal("individual").optional(),
  to: z
    .string()
    .regex(/^\+?\d{7,15}$/)
    .optional(),
  recipient: z
    .string()
    .regex(/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/)
    .optional(),
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
  biz_opaque_callback_data: upTo(512).optional(),
});

export const readMarkSchema = z.strictObject({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read"),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: z.literal("text") }).optional(),
});

export type Outgoing = z.output<typeof outgoingSchema>;
export type Interactive = Extract<Outgoing, { type: "interactive" }>["interactive"];
export type TemplateMessage = Extract<Outgoing, { type: "template" }>["template"];
export type Envelope = z.output<typeof envelopeSchema>;
