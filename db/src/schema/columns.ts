import { bigint, text } from "drizzle-orm/pg-core";

/** First column of every key of a business's rows; what row-level security compares. */
export const businessId = () => text("business_id").notNull();

/** Milliseconds since 1970 by the one clock: the database's `now()` plus the stored offset. */
export const instant = (name: string) => bigint(name, { mode: "number" });

/** Integer centavos. */
export const centavos = (name: string) => bigint(name, { mode: "number" });
