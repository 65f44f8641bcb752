import type { BusinessId } from "@mostrador/engine";
import { sql } from "drizzle-orm";

import { consents } from "./schema/consents.ts";
import { chats } from "./schema/people.ts";
import type { Tx } from "./session.ts";

type Consent = { chat: string; purpose: "marketing"; granted: boolean; words: string; now: number };

/** Writes down what a person said; the same moment twice is one row. */
export async function rememberConsent(
  tx: Tx,
  business: BusinessId,
  { chat, purpose, granted, words, now }: Consent,
): Promise<void> {
  await tx.execute(sql`
    insert into ${consents} (business_id, contact_id, purpose, at, granted, words)
    select business_id, contact_id, ${purpose}, ${now}, ${granted}, ${words.slice(0, 500)}
    from ${chats} where business_id = ${business} and chat_id = ${chat}
    on conflict do nothing`);
}
