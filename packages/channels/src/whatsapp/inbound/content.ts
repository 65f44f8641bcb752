// What one message says: one schema per type of the platform, each giving our own word for it.

import type { Incoming } from "@mostrador/engine";
import { z } from "zod";
import { interactive } from "./interactive.ts";
import { identifier, listOf, maybe, maybeText, number, present, text } from "./lenient.ts";
import { media } from "./media.ts";

type ContentSchema = z.ZodType<Incoming>;

const textContent = z
  .object({ text: z.object({ body: text }) })
  .transform((raw): Incoming => ({ kind: "text", text: raw.text.body }));

const location = z
  .object({
    location: z.object({
      latitude: number.pipe(z.number().min(-90).max(90)),
      longitude: number.pipe(z.number().min(-180).max(180)),
      name: maybeText,
      address: maybeText,
    }),
  })
  .transform((raw): Incoming => present({ kind: "location", ...raw.location }));

const sharedContact = z.object({
  origin: maybeText,
  name: maybe(z.object({ formatted_name: maybeText, first_name: maybeText, last_name: maybeText })),
  phones: listOf(z.object({ phone: maybeText, wa_id: maybeText })),
});

const contacts = z
  .object({ origin: maybeText, contacts: z.array(sharedContact) })
  .transform((raw): Incoming => {
    const origins = [raw.origin, ...raw.contacts.map((contact) => contact.origin)];
    return {
      kind: "contacts",
      contacts: raw.contacts.map(({ name, phones }) => ({
        name: name?.formatted_name ?? [name?.first_name, name?.last_name].filter(Boolean).join(" "),
        phones: phones.flatMap(({ phone, wa_id }) => phone ?? wa_id ?? []),
      })),
      requested: origins.includes("contact_request"),
    };
  });

/** A template's quick reply. Templates made without payloads send their label. */
const button = z
  .object({ button: z.object({ payload: maybeText, text: maybeText }) })
  .transform(({ button: { payload, text: label } }): Incoming => {
    return { kind: "choice", choiceId: payload ?? label ?? "", label: label ?? "" };
  });

const cartItem = z
  .object({
    product_retailer_id: identifier,
    quantity: number.pipe(z.number().positive()),
    item_price: maybe(number),
    currency: maybeText,
  })
  .transform((raw) =>
    present({
      productId: raw.product_retailer_id,
      quantity: raw.quantity,
      shownPrice: raw.item_price,
      currency: raw.currency,
    }),
  );

const order = z
  .object({
    order: z.object({
      catalog_id: maybeText,
      text: maybeText,
      product_items: z.array(cartItem),
    }),
  })
  .transform((raw): Incoming =>
    present({
      kind: "cart",
      catalogId: raw.order.catalog_id ?? "",
      items: raw.order.product_items,
      text: raw.order.text,
    }),
  );

const reaction = z
  .object({ reaction: z.object({ message_id: identifier, emoji: maybeText }) })
  .transform(({ reaction: { message_id, emoji } }): Incoming => {
    return { kind: "reaction", messageId: message_id, emoji: emoji ?? null };
  });

const unsupported = z
  .object({ unsupported: maybe(z.object({ type: maybeText })) })
  .transform((raw): Incoming => ({
    kind: "unsupported",
    type: raw.unsupported?.type ?? "unsupported",
  }));

const captioned = maybe(z.object({ caption: maybeText }));

const edit = z
  .object({
    edit: z.object({
      original_message_id: identifier,
      message: maybe(
        z.object({
          text: maybe(z.object({ body: maybeText })),
          image: captioned,
          video: captioned,
          document: captioned,
        }),
      ),
    }),
  })
  .transform(({ edit: { original_message_id, message } }): Incoming => {
    const said = message?.image ?? message?.video ?? message?.document;
    return present({
      kind: "edited",
      messageId: original_message_id,
      text: message?.text?.body ?? said?.caption,
    });
  });

const revoke = z
  .object({ revoke: z.object({ original_message_id: identifier }) })
  .transform((raw): Incoming => ({ kind: "revoked", messageId: raw.revoke.original_message_id }));

/** By the platform's `type`. What is missing here is unsupported. */
const schemas: ReadonlyMap<string, ContentSchema> = new Map<string, ContentSchema>([
  ["text", textContent],
  ...media,
  ["location", location],
  ["contacts", contacts],
  ["button", button],
  ["interactive", interactive],
  ["order", order],
  ["reaction", reaction],
  ["unsupported", unsupported],
  ["request_welcome", z.unknown().transform((): Incoming => ({ kind: "opened" }))],
  ["edit", edit],
  ["revoke", revoke],
]);

export function isKnownType(type = ""): boolean {
  return schemas.has(type);
}

/** What a message of this type says. */
export function readContent(
  raw: unknown,
  type: string | undefined,
): z.ZodSafeParseResult<Incoming> {
  const schema = schemas.get(type ?? "");
  if (schema !== undefined) return schema.safeParse(raw);
  return { success: true, data: { kind: "unsupported", type: type ?? "unknown" } };
}
