import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";

import { businessId, instant } from "./columns.ts";
import { chats } from "./people.ts";

/** One message of ours, one call to the provider: pending → sent, or dead. Sent in the order of `outboxId` per chat. */
export const outbox = pgTable(
  "outbox",
  {
    businessId: businessId(),
    outboxId: bigint("outbox_id", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    /** `instance:seq:n`; goes to the provider and comes back in its statuses. */
    effectId: text("effect_id").notNull(),
    chatId: text("chat_id").notNull(),
    message: jsonb("message").notNull(),
    template: jsonb("template"),
    /** Of the input whose turn said it. */
    traceId: text("trace_id").notNull().default(""),
    state: text("state").$type<"pending" | "sent" | "dead">().notNull().default("pending"),
    /** Not before. */
    dueAt: instant("due_at").notNull(),
    /** Tries that the provider answered with an error. */
    attempts: integer("attempts").notNull().default(0),
    /** A try got no answer: the person may have it already. */
    unanswered: boolean("unanswered").notNull().default(false),
    /** It went out again after a try without answer. Counted. */
    repeated: boolean("repeated").notNull().default(false),
    providerId: text("provider_id"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.outboxId] }),
    unique("outbox_each_effect_once").on(table.businessId, table.effectId),
    foreignKey({
      columns: [table.businessId, table.chatId],
      foreignColumns: [chats.businessId, chats.chatId],
      name: "outbox_chat",
    }).onDelete("cascade"),
    index("outbox_pending")
      .on(table.businessId, table.chatId, table.outboxId)
      .where(sql`${table.state} = 'pending'`),
    index("outbox_by_provider_id")
      .on(table.businessId, table.providerId)
      .where(sql`${table.providerId} is not null`),
  ],
);

/** The provider's highest word on each message of ours, and what it says it costs. */
export const messageStatuses = pgTable(
  "message_statuses",
  {
    businessId: businessId(),
    effectId: text("effect_id").notNull(),
    status: text("status").notNull(),
    /** sent 1, delivered 2, read 3, played 4, failed 5. */
    rank: smallint("rank").notNull(),
    at: instant("at").notNull(),
    /** Verbatim. */
    pricing: jsonb("pricing"),
    errorCode: text("error_code"),
    errorMessage: text("error_message"),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.effectId] })],
);
