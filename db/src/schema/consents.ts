import { boolean, foreignKey, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

import { businessId, instant } from "./columns.ts";
import { contacts } from "./people.ts";

/** What a person has said of each use of their data, with the words as proof: the last one counts, all are kept. */
export const consents = pgTable(
  "consents",
  {
    businessId: businessId(),
    contactId: text("contact_id").notNull(),
    purpose: text("purpose").$type<"marketing">().notNull(),
    at: instant("at").notNull(),
    granted: boolean("granted").notNull(),
    words: text("words").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.contactId, table.purpose, table.at] }),
    foreignKey({
      columns: [table.businessId, table.contactId],
      foreignColumns: [contacts.businessId, contacts.contactId],
      name: "consents_contact",
    }).onDelete("cascade"),
  ],
);
