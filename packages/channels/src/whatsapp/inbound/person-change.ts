import { z } from "zod";
import type { NumberPlace, PersonChangedItem, WebhookItem } from "./item.ts";
import { identifier, maybeText, timestamp } from "./lenient.ts";
import { personOf } from "./person.ts";
import type { Person } from "./person.ts";
import { unreadable } from "./unreadable.ts";

const changes: Record<string, PersonChangedItem["change"]> = {
  user_changed_number: "number",
  customer_changed_number: "number",
  customer_identity_changed: "identity",
  user_changed_user_id: "userId",
};

const system = z.object({
  id: identifier,
  timestamp,
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

/** A message of type `system`: `from` is who the person was. */
export function readPersonChange(raw: unknown, place: NumberPlace, from: Person): WebhookItem {
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
