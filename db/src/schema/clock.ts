import { sql } from "drizzle-orm";
import { boolean, check, pgTable } from "drizzle-orm/pg-core";

import { instant } from "./columns.ts";

/** One row. The offset is zero in production; simulator and tests move it. */
export const clock = pgTable(
  "clock",
  {
    id: boolean("id").primaryKey().default(true),
    offsetMs: instant("offset_ms").notNull().default(0),
    /** The moved clock when somebody last looked, so that it goes on from there. */
    lastSeenAt: instant("last_seen_at"),
  },
  (table) => [check("clock_one_row", sql`${table.id}`)],
);
