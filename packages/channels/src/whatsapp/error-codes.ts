// What Meta's error codes mean and what we do about them, as data. Meanings are in our own words. `source` "official" is
// Meta's error-codes page as of September 2026, "docs" another page of Meta's, anything else libraries and issues.

import { z } from "zod";
import table from "./error-codes.json" with { type: "json" };

const policies = [
  // 1 s, 4 s, 16 s, … up to six tries.
  "retry_backoff",
  // Two or three tries.
  "retry_limited",
  // Only this chat waits, 4^n seconds.
  "retry_pair",
  // Once with the other Argentine form of the number.
  "retry_alt_number",
  // Wait as told.
  "cooldown",
  // Marketing only: not again within 24 hours.
  "cooldown_24h",
  "switch_template",
  // Stop the number and alert.
  "pause_number",
  // A matter of the token: stop all numbers that use it and alert.
  "pause_tenant",
  "never",
  "never_alert",
] as const;

/** Ours, except where Meta states a wait (131049, 131056, 133015, 133016). */
export type Policy = (typeof policies)[number];

const schema = z.array(
  z.object({
    code: z.int(),
    meaning: z.string(),
    group: z.string(),
    policy: z.enum(policies),
    action: z.string(),
    source: z.string(),
  }),
);

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
export const errorCodes = schema.parse(table);
