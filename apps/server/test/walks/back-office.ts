// The real shop, changed as its owner would change it.

import { type Shop, shopSchema } from "@mostrador/commerce";
import { type Database, loadFacts, readDemoShop } from "@mostrador/db";
import type { BusinessId } from "@mostrador/engine";

import { demoShop } from "./tours.ts";

const business = demoShop as BusinessId;

export type BackOffice = ReturnType<typeof createBackOffice>;

export function createBackOffice(database: Database) {
  const scope = { role: "app", businesses: [business] } as const;

  const make = (shop: Shop) =>
    database.transaction(scope, async (session) => {
      const { fulfillment, zones } = shop;
      await session.query(
        `update businesses set settings = settings || $2::jsonb, facts_version = facts_version + 1
         where business_id = $1`,
        [business, JSON.stringify({ fulfillment, zones })],
      );
      await session.query(
        `update products p set available = g.available
         from jsonb_to_recordset($1::jsonb) as g(id text, available boolean)
         where p.product_id = g.id and p.available <> g.available`,
        [JSON.stringify(shop.products.map(({ id, available }) => ({ id, available })))],
      );
    });

  return {
    change: async (change: (shop: Shop) => Shop): Promise<void> => {
      const present = await database.transaction(scope, ({ tx }) => loadFacts(tx, business));
      if (present === null) throw new Error(`there is no ${business}`);
      await make(change(present.shop));
    },
    /** As it was seeded. */
    restore: (): Promise<void> => make(shopSchema.parse(readDemoShop(demoShop))),
  };
}
