import type { Incoming } from "@mostrador/engine";
import { z } from "zod";
import { isKnownType, readContent } from "./content.ts";
import type { MessageItem, NumberPlace, WebhookItem } from "./item.ts";
import { identifier, maybe, maybeText, present, timestamp } from "./lenient.ts";
import { introduce, isKnown, personOf } from "./person.ts";
import type { Person } from "./person.ts";
import { providerErrors } from "./provider-error.ts";
import { readPersonChange } from "./person-change.ts";
import { unreadable } from "./unreadable.ts";

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
  id: identifier,
  timestamp,
  type: maybeText,
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
    ...(!isKnownType(head.type) && { raw: found.raw }),
  };
}
