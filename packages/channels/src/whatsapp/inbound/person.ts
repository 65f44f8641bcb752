import { z } from "zod";
import { listOf, maybe, maybeText, present } from "./lenient.ts";

/**
 * Somebody by every id that the platform gave: `phone` is digits with country code (549…, sometimes 54…),
 * `userId` a business-scoped user id (BSUID, `AR.…`). People with usernames may come without a phone.
 */
export type Person = {
  phone?: string;
  userId?: string;
  parentUserId?: string;
  username?: string;
  /** How they call themselves. */
  profileName?: string;
};

const phoneShape = /^\+?\d{5,20}$/;
const userIdShape = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;
const parentShape = /^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/;

/** Sorts ids by their shape, because user ids also turn up where phones belong. The first of each shape wins. */
export function personOf(ids: readonly (string | undefined)[]): Person {
  const given = ids.filter((id) => id !== undefined);
  return present({
    phone: given.find((id) => phoneShape.test(id))?.replace("+", ""),
    userId: given.find((id) => userIdShape.test(id)),
    parentUserId: given.find((id) => parentShape.test(id)),
  });
}

export function isKnown(person: Person): boolean {
  return person.phone !== undefined || person.userId !== undefined;
}

const contact = z
  .object({
    wa_id: maybeText,
    user_id: maybeText,
    parent_user_id: maybeText,
    profile: maybe(z.object({ name: maybeText, username: maybeText })),
  })
  .transform((raw): Person => ({
    ...personOf([raw.wa_id, raw.user_id, raw.parent_user_id]),
    ...present({ username: raw.profile?.username, profileName: raw.profile?.name }),
  }));

/** The `contacts` beside messages and statuses. */
export const contactList = listOf(contact);

/** The person with what `contacts` tells of them. Their own ids win. */
export function introduce(person: Person, contacts: readonly Person[]): Person {
  const only = contacts.length === 1 ? contacts[0] : undefined;
  const match =
    contacts.find((other) => shares(person, other)) ??
    (only !== undefined && !contradicts(person, only) ? only : undefined);
  return { ...match, ...person };
}

function shares(a: Person, b: Person): boolean {
  if (a.userId !== undefined && b.userId !== undefined) return a.userId === b.userId;
  return a.phone !== undefined && a.phone === b.phone;
}

/** Two people must never be linked by mistake: the other's roles would come along. */
function contradicts(a: Person, b: Person): boolean {
  const differ = (x: string | undefined, y: string | undefined) =>
    x !== undefined && y !== undefined && x !== y;
  return differ(a.phone, b.phone) || differ(a.userId, b.userId);
}
