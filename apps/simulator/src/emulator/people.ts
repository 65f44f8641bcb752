import { createHash } from "node:crypto";
import type { Person } from "./events.ts";
import type { State } from "./state.ts";

/** Argentine mobiles are one person as 549… and as 54…; WhatsApp's own form has the 9. */
export function canonicalWaId(number: string): string {
  const digits = number.replace(/^\+/, "");
  return /^54(?!9)\d{10}$/.test(digits) ? `549${digits.slice(2)}` : digits;
}

/** The person's BSUID: given, or made from the number so that it stays the same. */
export function userIdOf(person: Person): string {
  if (person.userId !== undefined) return person.userId;
  const digest = createHash("sha256").update(person.waId).digest("hex");
  return `AR.${BigInt(`0x${digest.slice(0, 13)}`)}`;
}

export function findByUserId(state: State, userId: string): Person | undefined {
  return [...state.people.values()].find((person) => userIdOf(person) === userId);
}

/** `contacts[]` of a webhook about this person. */
export function contactOf(person: Person): object {
  return {
    profile: {
      name: person.name,
      ...(person.username === undefined ? {} : { username: person.username }),
    },
    ...shownNumber(person, "wa_id"),
    user_id: userIdOf(person),
  };
}

/** The person's number under `key`, or nothing where it is hidden. */
export function shownNumber(person: Person, key: string): object {
  return person.hidePhone ? {} : { [key]: person.shownAs ?? person.waId };
}
