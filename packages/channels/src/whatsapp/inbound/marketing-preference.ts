import { z } from "zod";
import type { NumberPlace, WebhookItem } from "./item.ts";
import { maybeText, timestamp } from "./lenient.ts";
import { introduce, isKnown, personOf } from "./person.ts";
import type { Person } from "./person.ts";
import { unreadable } from "./unreadable.ts";

const schema = z.object({
  wa_id: maybeText,
  user_id: maybeText,
  parent_user_id: maybeText,
  category: maybeText,
  value: z.enum(["stop", "resume"]),
  timestamp,
});

/** One element of `user_preferences`. */
export function readPreference(raw: unknown, place: NumberPlace, contacts: Person[]): WebhookItem {
  const read = schema.safeParse(raw);
  if (!read.success) return unreadable(place.path, read.error);
  const { wa_id, user_id, parent_user_id, category, value } = read.data;
  const person = introduce(personOf([user_id, wa_id, parent_user_id]), contacts);
  if (!isKnown(person)) return { kind: "unreadable", path: place.path, reason: "no person" };
  return {
    kind: "marketingPreference",
    phoneNumberId: place.phoneNumberId,
    person,
    wants: value,
    category: category ?? "marketing_messages",
    at: read.data.timestamp,
  };
}
