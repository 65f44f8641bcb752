// Where everything rests. One page, because the tables only make sense together.
//
// Whose row it is. A business's rows begin their key with `business_id`, and row-level security is forced on them: the
// role `mostrador_app` sees the businesses that its transaction has named in `mostrador.businesses`, and none when it
// has named none. A query names its business besides: security is the net, not the floor. What belongs to no business
// is short: `apps` (its secret must be checked before the business is known), `accounts` (a refused token stops all
// numbers that use it), `data_keys` (wrapped by a key that is not here) and `clock`.
//
// Roles. Nobody works as the role that owns the tables. `mostrador_app` does the work. `mostrador_dispatcher` finds out
// whose work waits: by column grants it reads ids, business and due dates of all businesses and nothing else.
// `mostrador_door` reads, for a message that has just come in, which business a number belongs to and an app's secret.
// A transaction takes its role and its businesses with one statement.
//
// Where work waits. A chat's row is its place in the queue of what is to be sent (`send_at`), so that finding work never
// reads messages. The other queues are partial or narrow indexes that begin with the business: workers hop from one
// business to the next and take a few of each, so that fifty thousand rows of one cost the others nothing.
//
// Locks, in this order: instances by id, chats by id, outbox, domain rows (businesses, counters, orders). What is read in
// order to be changed is locked in one statement and read in the next: a statement sees the world of its beginning,
// not that of the moment it got its lock.
//
// Time is milliseconds since 1970 by `mostrador_now()`: the clock of the database plus the offset in `clock`. Money is
// integer centavos. Ids are row numbers in base 36, short because buttons carry them; knowing one opens nothing.
//
// Changing it: edit these files, `drizzle-kit generate`, and end the migration with `select mostrador_guard('table')`
// for a new table of a business. Old and new servers run together for a while: add, fill, switch, and only then remove.

import { sql } from "drizzle-orm";
import { bigint, check, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";

import { businessId, instant } from "./columns.ts";

/** A shop. `settings` is its profile without the catalogue, by the schema of `facts.ts`. */
export const businesses = pgTable(
  "businesses",
  {
    businessId: businessId().primaryKey(),
    name: text("name").notNull(),
    timezone: text("timezone").notNull(),
    plan: text("plan").notNull(),
    settings: jsonb("settings").notNull(),
    /** Raised by triggers whenever settings, catalogue or team change. */
    factsVersion: bigint("facts_version", { mode: "number" }).notNull().default(1),
    createdAt: instant("created_at").notNull(),
  },
  // The setting that row-level security reads is a list parted by commas.
  (table) => [
    check("businesses_id_is_a_slug", sql`${table.businessId} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
  ],
);

/** An app at the provider. Serves many businesses: looked up by its id before any business is known. */
export const apps = pgTable("apps", {
  appId: text("app_id").primaryKey(),
  secretSealed: text("secret_sealed").notNull(),
  /** Also accepted while the secret is being changed. */
  formerSecretSealed: text("former_secret_sealed"),
  verifyTokenSealed: text("verify_token_sealed").notNull(),
});

/** All numbers that use one access token. A refused token pauses them together. */
export const accounts = pgTable("accounts", {
  /** A fingerprint of the token. */
  accountId: text("account_id").primaryKey(),
  pausedCode: text("paused_code"),
  /** Null with a code: until somebody resumes it. */
  pausedUntil: instant("paused_until"),
});

/** A phone number of a business at the provider. */
export const numbers = pgTable(
  "numbers",
  {
    businessId: businessId().references(() => businesses.businessId, { onDelete: "cascade" }),
    /** The provider's id, not the number that people dial. */
    numberId: text("number_id").notNull(),
    wabaId: text("waba_id").notNull(),
    catalogId: text("catalog_id"),
    appId: text("app_id")
      .notNull()
      .references(() => apps.appId),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.accountId),
    accessTokenSealed: text("access_token_sealed").notNull(),
    pausedCode: text("paused_code"),
    pausedUntil: instant("paused_until"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.numberId] }),
    unique("numbers_one_business_each").on(table.numberId),
  ],
);

/** Keys that seal secrets, each wrapped by a master key that is never stored. */
export const dataKeys = pgTable("data_keys", {
  keyId: text("key_id").primaryKey(),
  masterKeyId: text("master_key_id").notNull(),
  wrapped: text("wrapped").notNull(),
});
