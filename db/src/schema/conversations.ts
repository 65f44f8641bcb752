import { sql } from "drizzle-orm";
import {
  bigint,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";

import { businesses } from "./businesses.ts";
import { businessId, instant } from "./columns.ts";
import { chats } from "./people.ts";

/** One running flow. Its row's lock is the lock of a turn. */
export const instances = pgTable(
  "instances",
  {
    businessId: businessId().references(() => businesses.businessId, { onDelete: "cascade" }),
    instanceId: text("instance_id")
      .notNull()
      .default(sql`mostrador_short_id()`),
    flow: text("flow").notNull(),
    key: text("key").notNull(),
    /** The chat it talks in. */
    chatId: text("chat_id"),
    /** Null until its first turn. */
    snapshot: jsonb("snapshot"),
    /** Active leaf states in document order. With `hashes`, what tells before a deploy which live chats it touches. */
    active: text("active")
      .array()
      .notNull()
      .default(sql`'{}'`),
    hashes: jsonb("hashes")
      .notNull()
      .default(sql`'{}'`),
    flowVersion: integer("flow_version"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.instanceId] }),
    unique("instances_one_per_key").on(table.businessId, table.flow, table.key),
    foreignKey({
      columns: [table.businessId, table.chatId],
      foreignColumns: [chats.businessId, chats.chatId],
      name: "instances_chat",
    }),
  ],
);

/** One input of one instance: new → done, or poison. */
export const inbox = pgTable(
  "inbox",
  {
    businessId: businessId(),
    inboxId: bigint("inbox_id", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    instanceId: text("instance_id").notNull(),
    source: text("source").notNull(),
    /** Unique for ever within its source: what comes twice is one row. */
    dedupeKey: text("dedupe_key").notNull(),
    input: jsonb("input").notNull(),
    traceId: text("trace_id").notNull(),
    state: text("state").$type<"new" | "done" | "poison">().notNull().default("new"),
    /** Why it was parked. */
    error: jsonb("error"),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.inboxId] }),
    unique("inbox_each_once").on(table.businessId, table.source, table.dedupeKey),
    foreignKey({
      columns: [table.businessId, table.instanceId],
      foreignColumns: [instances.businessId, instances.instanceId],
      name: "inbox_instance",
    }).onDelete("cascade"),
    index("inbox_new")
      .on(table.businessId, table.inboxId)
      .where(sql`${table.state} = 'new'`),
    index("inbox_new_by_instance")
      .on(table.businessId, table.instanceId, table.inboxId)
      .where(sql`${table.state} = 'new'`),
  ],
);

/** Firing turns it into an inbox row; dropped there unless the generation is still current. */
export const timers = pgTable(
  "timers",
  {
    businessId: businessId(),
    instanceId: text("instance_id").notNull(),
    timerId: text("timer_id").notNull(),
    generation: integer("generation").notNull(),
    event: jsonb("event").notNull(),
    traceId: text("trace_id").notNull(),
    dueAt: instant("due_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.instanceId, table.timerId] }),
    foreignKey({
      columns: [table.businessId, table.instanceId],
      foreignColumns: [instances.businessId, instances.instanceId],
      name: "timers_instance",
    }).onDelete("cascade"),
    index("timers_due").on(table.businessId, table.dueAt),
  ],
);

/** Work after the commit. Its result turns into an inbox row. */
export const jobs = pgTable(
  "jobs",
  {
    businessId: businessId(),
    instanceId: text("instance_id").notNull(),
    jobId: text("job_id").notNull(),
    generation: integer("generation").notNull(),
    job: text("job").notNull(),
    input: jsonb("input"),
    /** Tries begun. */
    attempts: integer("attempts").notNull().default(0),
    traceId: text("trace_id").notNull(),
    /** When somebody may take it: at once, after a wait, or when the lease of who has it ends. */
    dueAt: instant("due_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.instanceId, table.jobId] }),
    foreignKey({
      columns: [table.businessId, table.instanceId],
      foreignColumns: [instances.businessId, instances.instanceId],
      name: "jobs_instance",
    }).onDelete("cascade"),
    index("jobs_due").on(table.businessId, table.dueAt),
  ],
);

/** One row per turn: what came, from where to where, what it asked for, how long it took. */
export const journal = pgTable(
  "journal",
  {
    businessId: businessId(),
    instanceId: text("instance_id").notNull(),
    /** Turns of the instance, counted from 1. */
    seq: integer("seq").notNull(),
    inboxId: bigint("inbox_id", { mode: "number" }).notNull(),
    traceId: text("trace_id").notNull(),
    fromStates: jsonb("from_states").notNull(),
    toStates: jsonb("to_states").notNull(),
    events: jsonb("events").notNull(),
    transitions: jsonb("transitions").notNull(),
    reading: text("reading").notNull(),
    /** Kind and id of each effect; what they say is in the outbox. */
    effects: jsonb("effects").notNull(),
    durationMs: doublePrecision("duration_ms").notNull(),
    at: instant("at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.instanceId, table.seq] }),
    foreignKey({
      columns: [table.businessId, table.instanceId],
      foreignColumns: [instances.businessId, instances.instanceId],
      name: "journal_instance",
    }).onDelete("cascade"),
  ],
);
