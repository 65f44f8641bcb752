// Who writes. The provider knows a person by a phone, by a user id, or by both; what it shows changes with the person's
// settings. Identities seen together are one contact. A phone that shows up with another user id has been given to
// somebody else: it moves to them, and nothing of its former owner does.

import { phoneKey } from "@mostrador/commerce";
import { type BusinessId, Bug, type ChatId } from "@mostrador/engine";
import { and, eq, inArray, sql } from "drizzle-orm";

import { chats, contactIdentities, contacts, members } from "./schema/people.ts";
import type { Tx } from "./session.ts";

/** A sender by the ids that a message carries, as they came. At least one is there. */
export type Sender = { phone?: string; userId?: string; name?: string };

export type Role = "owner" | "staff" | "rider";

export type ResolvedSender = {
  contactId: string;
  chat: ChatId;
  /** What the person is to this business beside a customer. */
  role: Role | null;
};

type Place = { business: BusinessId; numberId: string; now: number };
type Identity = { kind: "phone" | "userId"; value: string; raw: string };
type Known = Identity & { contactId: string };

/** Longest name that is kept, in UTF-16 units; WhatsApp allows 25 characters. */
const maxNameLength = 100;

/** Finds or makes the contact and its chat with this number. The same however often and from wherever it is called. */
export async function resolveSender(tx: Tx, place: Place, sender: Sender): Promise<ResolvedSender> {
  const identities = identitiesOf(sender);
  const fast = await findContact(tx, place.business, identities);
  const contactId = fast ?? (await link(tx, place, identities));
  await rememberName(tx, place.business, { contactId, name: sender.name });
  const chat = await findOrMakeChat(tx, place, { contactId, sender });
  const [member] = await tx
    .select({ role: members.role })
    .from(members)
    .where(and(eq(members.businessId, place.business), eq(members.contactId, contactId)));
  return { contactId, chat, role: member?.role ?? null };
}

/** The canonical form of a phone: 549 and ten digits for Argentine mobiles, in whatever form it came; else its digits. */
function canonicalPhone(raw: string): string {
  return phoneKey(raw) ?? raw.replaceAll(/\D/g, "");
}

function identitiesOf({ phone, userId }: Sender): Identity[] {
  const identities: Identity[] = [];
  if (userId !== undefined) identities.push({ kind: "userId", value: userId, raw: userId });
  if (phone !== undefined) {
    identities.push({ kind: "phone", value: canonicalPhone(phone), raw: phone });
  }
  if (identities.length === 0) throw new Bug("a sender without any id");
  return identities;
}

async function known(
  tx: Tx,
  business: BusinessId,
  identities: readonly Identity[],
): Promise<Known[]> {
  const values = identities.map(({ value }) => value);
  const rows = await tx
    .select()
    .from(contactIdentities)
    .where(
      and(eq(contactIdentities.businessId, business), inArray(contactIdentities.value, values)),
    );
  return rows.filter(({ kind, value }) =>
    identities.some((identity) => identity.kind === kind && identity.value === value),
  );
}

/** The usual case: all that came is known as one person's. */
async function findContact(
  tx: Tx,
  business: BusinessId,
  identities: readonly Identity[],
): Promise<string | null> {
  const rows = await known(tx, business, identities);
  const [first] = rows;
  const complete = rows.length === identities.length;
  const one = rows.every(({ contactId }) => contactId === first?.contactId);
  return complete && one ? (first?.contactId ?? null) : null;
}

/** Something is new: one at a time per business, since two messages may tell halves of the same person. */
async function link(tx: Tx, place: Place, identities: readonly Identity[]): Promise<string> {
  const { business } = place;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`contacts/${business}`}, 0))`,
  );
  const rows = await known(tx, business, identities);
  const byUserId = rows.find(({ kind }) => kind === "userId");
  const byPhone = rows.find(({ kind }) => kind === "phone");
  const contactId =
    byUserId === undefined
      ? await ownerOfPhone(tx, place, { byPhone, identities })
      : await ownerOfUserId(tx, place, { byUserId, byPhone });
  for (const identity of identities) await give(tx, business, { contactId, identity });
  return contactId;
}

/** No user id is known: the phone's contact, unless that has another user id and so is somebody else. */
async function ownerOfPhone(
  tx: Tx,
  place: Place,
  { byPhone, identities }: { byPhone: Known | undefined; identities: readonly Identity[] },
): Promise<string> {
  const bringsUserId = identities.some(({ kind }) => kind === "userId");
  if (byPhone === undefined) return makeContact(tx, place);
  const isAnother = bringsUserId && (await hasUserId(tx, place.business, byPhone.contactId));
  return isAnother ? makeContact(tx, place) : byPhone.contactId;
}

/** A known user id: its contact; a phone contact that never showed a user id is the same person, seen earlier. */
async function ownerOfUserId(
  tx: Tx,
  { business }: Place,
  { byUserId, byPhone }: { byUserId: Known; byPhone: Known | undefined },
): Promise<string> {
  if (byPhone === undefined || byPhone.contactId === byUserId.contactId) return byUserId.contactId;
  if (await hasUserId(tx, business, byPhone.contactId)) return byUserId.contactId;
  await tx
    .update(contacts)
    .set({ mergedInto: byPhone.contactId })
    .where(and(eq(contacts.businessId, business), eq(contacts.contactId, byUserId.contactId)));
  await tx
    .update(contactIdentities)
    .set({ contactId: byPhone.contactId })
    .where(
      and(
        eq(contactIdentities.businessId, business),
        eq(contactIdentities.contactId, byUserId.contactId),
      ),
    );
  return byPhone.contactId;
}

async function hasUserId(tx: Tx, business: BusinessId, contactId: string): Promise<boolean> {
  const rows = await tx
    .select({ value: contactIdentities.value })
    .from(contactIdentities)
    .where(
      and(
        eq(contactIdentities.businessId, business),
        eq(contactIdentities.contactId, contactId),
        eq(contactIdentities.kind, "userId"),
      ),
    );
  return rows.length > 0;
}

async function makeContact(tx: Tx, { business, now }: Place): Promise<string> {
  const [row] = await tx
    .insert(contacts)
    .values({ businessId: business, createdAt: now })
    .returning({ contactId: contacts.contactId });
  if (row === undefined) throw new Bug("no contact was made");
  return row.contactId;
}

async function give(
  tx: Tx,
  business: BusinessId,
  { contactId, identity }: { contactId: string; identity: Identity },
): Promise<void> {
  await tx
    .insert(contactIdentities)
    .values({ businessId: business, ...identity, contactId })
    .onConflictDoUpdate({
      target: [contactIdentities.businessId, contactIdentities.kind, contactIdentities.value],
      set: { contactId, raw: identity.raw },
    });
}

async function rememberName(
  tx: Tx,
  business: BusinessId,
  { contactId, name }: { contactId: string; name: string | undefined },
): Promise<void> {
  if (name === undefined || name === "") return;
  const kept = name.slice(0, maxNameLength);
  await tx
    .update(contacts)
    .set({ name: kept })
    .where(
      and(
        eq(contacts.businessId, business),
        eq(contacts.contactId, contactId),
        sql`${contacts.name} is distinct from ${kept}`,
      ),
    );
}

/** A chat keeps the address that came last: what the provider shows is what it accepts. */
async function findOrMakeChat(
  tx: Tx,
  { business, numberId, now }: Place,
  { contactId, sender }: { contactId: string; sender: Sender },
): Promise<ChatId> {
  const address = { phone: sender.phone ?? null, userId: sender.userId ?? null };
  const here = and(
    eq(chats.businessId, business),
    eq(chats.numberId, numberId),
    eq(chats.contactId, contactId),
  );
  const find = () =>
    tx
      .select({ chat: chats.chatId, phone: chats.phone, userId: chats.userId })
      .from(chats)
      .where(here);
  let [row] = await find();
  if (row === undefined) {
    await tx
      .insert(chats)
      .values({ businessId: business, numberId, contactId, ...address, createdAt: now })
      .onConflictDoNothing();
    [row] = await find();
  } else if (row.phone !== address.phone || row.userId !== address.userId) {
    // What is not shown this time is not forgotten.
    const known = { phone: address.phone ?? row.phone, userId: address.userId ?? row.userId };
    await tx.update(chats).set(known).where(here);
  }
  if (row === undefined) throw new Bug("no chat was made");
  return row.chat;
}

/** Makes a person one of the business's own, with a chat on this number to ring in. Again: the role is updated. */
export async function appointMember(
  tx: Tx,
  place: Place,
  member: { phone: string; role: Role; name: string },
): Promise<ResolvedSender> {
  const resolved = await resolveSender(tx, place, { phone: member.phone });
  const { role, name } = member;
  await tx
    .insert(members)
    .values({
      businessId: place.business,
      contactId: resolved.contactId,
      role,
      name,
      createdAt: place.now,
    })
    .onConflictDoUpdate({
      target: [members.businessId, members.contactId],
      set: { role, name },
      setWhere: sql`(${members.role}, ${members.name}) is distinct from (${role}, ${name})`,
    });
  return { ...resolved, role };
}

/** How to reach the person of a chat elsewhere; nulls for what is not known. */
export async function findContactOfChat(
  tx: Tx,
  business: BusinessId,
  chat: string,
): Promise<{ name: string | null; phone: string | null }> {
  const [row] = await tx
    .select({ name: contacts.name, phone: chats.phone })
    .from(chats)
    .innerJoin(
      contacts,
      and(eq(contacts.businessId, chats.businessId), eq(contacts.contactId, chats.contactId)),
    )
    .where(and(eq(chats.businessId, business), sql`${chats.chatId} = ${chat}`));
  return row ?? { name: null, phone: null };
}

/**
 * A person changed number or user id, as the provider tells: the new ids become the old contact's. An id
 * that belongs to somebody else already stays there. A contact that is not known is left to its next message.
 */
export async function relinkContact(
  tx: Tx,
  business: BusinessId,
  { before, after }: { before: Sender; after: Sender },
): Promise<void> {
  const old = hasId(before) ? await known(tx, business, identitiesOf(before)) : [];
  const [contact] = old;
  if (contact === undefined || !hasId(after)) return;
  const { contactId } = contact;
  for (const identity of identitiesOf(after)) {
    await tx
      .insert(contactIdentities)
      .values({ businessId: business, ...identity, contactId })
      .onConflictDoNothing();
  }
  // What belongs to somebody else stays with them, and nothing of this chat goes there.
  const own = (await known(tx, business, identitiesOf(after))).filter(
    (identity) => identity.contactId === contactId,
  );
  const phone = own.find(({ kind }) => kind === "phone")?.raw;
  const userId = own.find(({ kind }) => kind === "userId")?.raw;
  if (phone === undefined && userId === undefined) return;
  await tx
    .update(chats)
    .set({
      ...(phone === undefined ? {} : { phone }),
      ...(userId === undefined ? {} : { userId }),
    })
    .where(and(eq(chats.businessId, business), eq(chats.contactId, contactId)));
}

function hasId({ phone, userId }: Sender): boolean {
  return phone !== undefined || userId !== undefined;
}
