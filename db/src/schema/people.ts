import type { ChatId } from "@mostrador/engine";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";

import { businesses, numbers } from "./businesses.ts";
import { businessId, instant } from "./columns.ts";

const shortId = sql`mostrador_short_id()`;

/** A person as one business knows them. */
export const contacts = pgTable(
  "contacts",
  {
    businessId: businessId().references(() => businesses.businessId, { onDelete: "cascade" }),
    contactId: text("contact_id").notNull().default(shortId),
    /** How they call themselves: data, never to be trusted. */
    name: text("name"),
    /** Two contacts proved to be one person: this one has no identities any more. */
    mergedInto: text("merged_into"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.contactId] })],
);

/** What the provider calls a person. `value` is canonical (549… for a phone), `raw` as it came: the address. */
export const contactIdentities = pgTable(
  "contact_identities",
  {
    businessId: businessId(),
    kind: text("kind").$type<"phone" | "userId">().notNull(),
    value: text("value").notNull(),
    raw: text("raw").notNull(),
    contactId: text("contact_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.kind, table.value] }),
    foreignKey({
      columns: [table.businessId, table.contactId],
      foreignColumns: [contacts.businessId, contacts.contactId],
      name: "contact_identities_contact",
    }).onDelete("cascade"),
    index("contact_identities_by_contact").on(table.businessId, table.contactId),
  ],
);

/** One (number, person). Owns the order of what is sent: only the holder of its lease sends. */
export const chats = pgTable(
  "chats",
  {
    businessId: businessId(),
    chatId: text("chat_id").$type<ChatId>().notNull().default(shortId),
    numberId: text("number_id").notNull(),
    contactId: text("contact_id").notNull(),
    /** The person by the ids that the provider gave last. */
    phone: text("phone"),
    userId: text("user_id"),
    /** The flow instance that untargeted input goes to. */
    frontInstance: text("front_instance"),
    /** Opens the window of 24 hours. */
    lastInboundAt: instant("last_inbound_at"),
    sender: text("sender"),
    leaseUntil: instant("lease_until"),
    /** When its oldest pending message is due, or its lease ends; null: nothing to send. */
    sendAt: instant("send_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.chatId] }),
    unique("chats_one_per_person").on(table.businessId, table.numberId, table.contactId),
    foreignKey({
      columns: [table.businessId, table.numberId],
      foreignColumns: [numbers.businessId, numbers.numberId],
      name: "chats_number",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.businessId, table.contactId],
      foreignColumns: [contacts.businessId, contacts.contactId],
      name: "chats_contact",
    }).onDelete("cascade"),
    index("chats_to_send")
      .on(table.businessId, table.numberId, table.sendAt)
      .where(sql`${table.sendAt} is not null`),
  ],
);

/** Who runs a business, bound to a contact and never to a name. */
export const members = pgTable(
  "members",
  {
    businessId: businessId(),
    contactId: text("contact_id").notNull(),
    role: text("role").$type<"owner" | "staff" | "rider">().notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.contactId] }),
    foreignKey({
      columns: [table.businessId, table.contactId],
      foreignColumns: [contacts.businessId, contacts.contactId],
      name: "members_contact",
    }).onDelete("cascade"),
    check("members_role_is_known", sql`${table.role} in ('owner', 'staff', 'rider')`),
  ],
);
