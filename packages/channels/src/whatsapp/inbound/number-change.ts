// Changes that belong to one of our numbers and hold lists: messages, statuses, echoes, preferences.

import { z } from "zod";
import { readEcho } from "./echo.ts";
import type { NumberPlace, Place, WebhookItem } from "./item.ts";
import { identifier, maybe } from "./lenient.ts";
import { readPreference } from "./marketing-preference.ts";
import { readMessage } from "./message.ts";
import { contactList } from "./person.ts";
import type { Person } from "./person.ts";
import { providerErrors } from "./provider-error.ts";
import { readStatus } from "./status.ts";
import { unreadable } from "./unreadable.ts";

type Reader = (raw: unknown, place: NumberPlace, contacts: Person[]) => WebhookItem;

/** Which lists a field brings, in the order in which they are handled. */
const lists = {
  messages: { messages: readMessage, statuses: readStatus },
  smb_message_echoes: { message_echoes: readEcho },
  user_preferences: { user_preferences: readPreference },
} satisfies Record<string, Record<string, Reader>>;

const elements = maybe(z.array(z.unknown()));

const schema = z.object({
  metadata: z.object({ phone_number_id: identifier }),
  contacts: contactList,
  errors: providerErrors,
  messages: elements,
  statuses: elements,
  message_echoes: elements,
  user_preferences: elements,
});
type Change = z.infer<typeof schema>;

export function isNumberField(field: string): field is keyof typeof lists {
  return Object.hasOwn(lists, field);
}

export function readNumberChange(
  field: keyof typeof lists,
  value: unknown,
  where: Place,
): WebhookItem[] {
  const read = schema.safeParse(value);
  if (!read.success) return [unreadable(where.path, read.error)];
  const place = { ...where, phoneNumberId: read.data.metadata.phone_number_id };
  return [...readLists(field, read.data, place), ...readErrors(read.data, place)];
}

function readLists(field: keyof typeof lists, change: Change, place: NumberPlace): WebhookItem[] {
  const readers: Partial<Record<string, Reader>> = lists[field];
  const all = {
    messages: change.messages,
    statuses: change.statuses,
    message_echoes: change.message_echoes,
    user_preferences: change.user_preferences,
  };
  return Object.entries(all).flatMap(([name, list]) =>
    (list ?? []).flatMap((raw, index) => {
      const path = `${place.path}.${name}[${index}]`;
      return readers[name]?.(raw, { ...place, path }, change.contacts) ?? [];
    }),
  );
}

function readErrors({ errors }: Change, { phoneNumberId }: NumberPlace): WebhookItem[] {
  return errors.length === 0 ? [] : [{ kind: "providerErrors", phoneNumberId, errors }];
}
