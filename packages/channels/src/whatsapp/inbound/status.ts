import { z } from "zod";
import { refusalOf } from "../errors.ts";
import type { NumberPlace, StatusItem, WebhookItem } from "./item.ts";
import { identifier, maybeText, present, timestamp } from "./lenient.ts";
import { introduce, personOf } from "./person.ts";
import type { Person } from "./person.ts";
import { providerErrors } from "./provider-error.ts";
import { unreadable } from "./unreadable.ts";

const known = z.enum(["sent", "delivered", "read", "played", "failed"]);

const schema = z.object({
  id: identifier,
  status: identifier,
  timestamp,
  recipient_id: maybeText,
  recipient_user_id: maybeText,
  recipient_type: maybeText,
  recipient_participant_id: maybeText,
  // The platform writes the parent's id in two ways.
  parent_recipient_user_id: maybeText,
  recipient_parent_user_id: maybeText,
  biz_opaque_callback_data: maybeText,
  conversation: z.unknown().optional(),
  pricing: z.unknown().optional(),
  errors: providerErrors,
});

/** One element of `statuses`. */
export function readStatus(raw: unknown, place: NumberPlace, contacts: Person[]): WebhookItem {
  const read = schema.safeParse(raw);
  if (!read.success) return unreadable(place.path, read.error);
  const status = known.safeParse(read.data.status);
  if (!status.success)
    return { kind: "unknown", what: "status", name: read.data.status, value: raw };
  const { errors } = read.data;
  const [first] = errors;
  return {
    kind: "status",
    phoneNumberId: place.phoneNumberId,
    providerId: read.data.id,
    status: status.data,
    at: read.data.timestamp,
    errors,
    ...recipientOf(read.data, contacts),
    ...present({
      effectId: read.data.biz_opaque_callback_data,
      pricing: read.data.pricing ?? undefined,
      conversation: read.data.conversation ?? undefined,
      refusal: first === undefined ? undefined : refusalOf(first),
    }),
  };
}

/** In groups the recipient is the group, and the person is its participant. */
function recipientOf(
  raw: z.infer<typeof schema>,
  contacts: Person[],
): Pick<StatusItem, "recipient" | "groupId"> {
  const inGroup = raw.recipient_type === "group";
  const person = personOf([
    raw.recipient_user_id,
    inGroup ? raw.recipient_participant_id : raw.recipient_id,
    raw.parent_recipient_user_id,
    raw.recipient_parent_user_id,
  ]);
  return present({
    recipient: introduce(person, contacts),
    groupId: inGroup ? raw.recipient_id : undefined,
  });
}
