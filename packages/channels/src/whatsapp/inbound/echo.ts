import { z } from "zod";
import { readContent } from "./content.ts";
import type { NumberPlace, WebhookItem } from "./item.ts";
import { identifier, maybeText, timestamp } from "./lenient.ts";
import { introduce, isKnown, personOf } from "./person.ts";
import type { Person } from "./person.ts";
import { unreadable } from "./unreadable.ts";

const echo = z.object({
  id: identifier,
  timestamp,
  type: maybeText,
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
  };
}
