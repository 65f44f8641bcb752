import { type Shop, shopSchema } from "@mostrador/commerce";
import type { BusinessId, ChatId } from "@mostrador/engine";
import { and, asc, eq, inArray } from "drizzle-orm";

import { readCatalogue } from "./catalogue.ts";
import { businesses } from "./schema/businesses.ts";
import { chats, members } from "./schema/people.ts";
import type { Tx } from "./session.ts";

/** All that a turn may know of its shop, without what changes by the minute. */
export type ShopFacts = {
  shop: Shop;
  team: { role: "owner" | "staff" | "rider"; name: string; chat: ChatId }[];
};

/** What each business's facts are at now; a business that is not there is left out. One cheap statement. */
export async function factsVersions(
  tx: Tx,
  wanted: readonly BusinessId[],
): Promise<Map<BusinessId, number>> {
  const rows = await tx
    .select({ business: businesses.businessId, version: businesses.factsVersion })
    .from(businesses)
    .where(inArray(businesses.businessId, [...wanted]));
  const known = new Map(rows.map(({ business, version }) => [business, version]));
  return new Map(
    wanted.flatMap((business) => {
      const version = known.get(business);
      return version === undefined ? [] : [[business, version] as const];
    }),
  );
}

/** Null: no such business. Throws where what is stored is not a shop. */
export async function loadFacts(tx: Tx, business: BusinessId): Promise<ShopFacts | null> {
  const [row] = await tx.select().from(businesses).where(eq(businesses.businessId, business));
  if (row === undefined) return null;
  const settings = typeof row.settings === "object" ? row.settings : {};
  const shop = shopSchema.parse({
    ...settings,
    ...(await readCatalogue(tx, business)),
    id: business,
    name: row.name,
    timezone: row.timezone,
    tier: row.plan,
  });
  const team = await tx
    .select({ role: members.role, name: members.name, chat: chats.chatId })
    .from(members)
    .innerJoin(
      chats,
      and(eq(chats.businessId, members.businessId), eq(chats.contactId, members.contactId)),
    )
    .where(eq(members.businessId, business))
    .orderBy(asc(members.role), asc(members.createdAt), asc(members.contactId));
  return { shop, team };
}
