import type { Incoming } from "@mostrador/engine";
import { z } from "zod";
import { contentSchemas } from "./content.ts";
import type { EchoItem, MessageItem, NumberPlace, PersonChangedItem, WebhookItem } from "./item.ts";
import { identifier, maybe, maybeText, present, timestamp } from "./lenient.ts";
import { introduce, isKnown, personOf } from "./person.ts";
import type { Person } from "./person.ts";
import { providerErrors } from "./provider-error.ts";
import { unreadable } from "./unreadable.ts";

const sent = { id: identifier, timestamp, type: maybeText };

const context = z.object({
  id: maybeText,
  forwarded: maybe(z.boolean()),
  frequently_forwarded: maybe(z.boolean()),
  referred_product: maybe(z.object({ catalog_id: maybeText, product_retailer_id: identifier })),
});

const referral = z
  .object({
    source_type: maybeText,
    source_id: maybeText,
    source_url: maybeText,
    headline: maybeText,
    body: maybeText,
    ctwa_clid: maybeText,
  })
  .transform((raw) =>
    present({
      sourceType: raw.source_type,
      sourceId: raw.source_id,
      sourceUrl: raw.source_url,
      headline: raw.headline,
      body: raw.body,
      clickId: raw.ctwa_clid,
    }),
  );

const envelope = z.object({
  ...sent,
  from: maybeText,
  from_user_id: maybeText,
  from_parent_user_id: maybeText,
  group_id: maybeText,
  context: maybe(context),
  referral: maybe(referral),
  errors: providerErrors,
});

/** One element of `messages`: what a person wrote, or the news that they changed their number. */
export function readMessage(raw: unknown, place: NumberPlace, contacts: Person[]): WebhookItem {
  const read = envelope.safeParse(raw);
  if (!read.success) return unreadable(place.path, read.error);
  const { from, from_user_id, from_parent_user_id } = read.data;
  const person = personOf([from_user_id, from, from_parent_user_id]);
  if (read.data.type === "system") return readPersonChange(raw, place, person);
  const sender = introduce(person, contacts);
  if (!isKnown(sender)) return { kind: "unreadable", path: place.path, reason: "no sender" };
  const content = readContent(raw, read.data.type);
  if (!content.success) return unreadable(place.path, content.error);
  return messageItem(read.data, { place, sender, content: content.data, raw });
}

type Found = { place: NumberPlace; sender: Person; content: Incoming; raw: unknown };

function messageItem(head: z.infer<typeof envelope>, found: Found): MessageItem {
  const product = head.context?.referred_product;
  const forwarded = head.context?.forwarded ?? head.context?.frequently_forwarded;
  return {
    ...present({
      kind: "message",
      id: head.id,
      phoneNumberId: found.place.phoneNumberId,
      sentAt: head.timestamp,
      sender: found.sender,
      content: found.content,
      replyTo: head.context?.id,
      forwarded,
      referral: head.referral,
      groupId: head.group_id,
    }),
    ...(product !== undefined && {
      product: present({ catalogId: product.catalog_id, productId: product.product_retailer_id }),
    }),
    ...(head.errors.length > 0 && { errors: head.errors }),
    ...(!contentSchemas.has(head.type ?? "") && { raw: found.raw }),
  };
}

function readContent(raw: unknown, type: string | undefined): z.ZodSafeParseResult<Incoming> {
  const schema = contentSchemas.get(type ?? "");
  if (schema !== undefined) return schema.safeParse(raw);
  return { success: true, data: { kind: "unsupported", type: type ?? "unknown" } };
}

const echo = z.object({
  ...sent,
  to: maybeText,
  to_user_id: maybeText,
  to_parent_user_id: maybeText,
});

/** One element of `message_echoes`. */
export function readEcho(raw: unknown, place: NumberPlace, contacts: Person[]): WebhookItem {
  const read = echo.safeParse(raw);
  if (!read.success) return unreadable(place.path, read.error);
  const { id, to, to_user_id, to_parent_user_id, type } = read.data;
  const recipient = introduce(personOf([to_user_id, to, to_parent_user_id]), contacts);
  if (!isKnown(recipient)) return { kind: "unreadable", path: place.path, reason: "no recipient" };
  const content = readContent(raw, type);
  if (!content.success) return unreadable(place.path, content.error);
  return {
    kind: "echo",
    id,
    phoneNumberId: place.phoneNumberId,
    sentAt: read.data.timestamp,
    recipient,
    content: content.data,
  } satisfies EchoItem;
}

const changes: Record<string, PersonChangedItem["change"]> = {
  user_changed_number: "number",
  customer_changed_number: "number",
  customer_identity_changed: "identity",
  user_changed_user_id: "userId",
};

const system = z.object({
  ...sent,
  system: z.object({
    type: maybeText,
    wa_id: maybeText,
    new_wa_id: maybeText,
    customer: maybeText,
    user_id: maybeText,
    previous_user_id: maybeText,
    parent_user_id: maybeText,
  }),
});

function readPersonChange(raw: unknown, place: NumberPlace, from: Person): WebhookItem {
  const read = system.safeParse(raw);
  if (!read.success) return unreadable(place.path, read.error);
  const news = read.data.system;
  const type = news.type ?? "unknown";
  return {
    kind: "personChanged",
    id: read.data.id,
    phoneNumberId: place.phoneNumberId,
    sentAt: read.data.timestamp,
    change: changes[type] ?? "other",
    type,
    before: { ...from, ...personOf([news.previous_user_id, news.customer]) },
    after: personOf([news.user_id, news.new_wa_id, news.wa_id, news.parent_user_id]),
  };
}
