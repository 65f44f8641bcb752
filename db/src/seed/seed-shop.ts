import { createHash } from "node:crypto";

import { type Shop, shopSchema } from "@mostrador/commerce";
import type { BusinessId } from "@mostrador/engine";
import { z } from "zod";

import { writeCatalogue } from "../catalogue.ts";
import { appointMember } from "../contacts.ts";
import type { Database } from "../database.ts";
import { purposes } from "../numbers.ts";
import { accounts, apps, businesses, numbers } from "../schema/businesses.ts";
import type { Vault } from "../secrets.ts";
import type { Tx } from "../session.ts";

/** What a number and its app at the provider are reached with. */
export type NumberCredentials = {
  appId: string;
  appSecret: string;
  verifyToken: string;
  accessToken: string;
  /** The provider's id of the number. Absent: the shop's own. */
  phoneNumberId?: string;
};

export type SeededShop = { business: BusinessId; numberId: string; created: boolean };

/**
 * Makes a shop with its catalogue, team and number. Again: the shop stays as its people have changed it
 * since, the credentials are renewed.
 */
export async function seedShop(
  database: Database,
  vault: Vault,
  { profile, credentials }: { profile: unknown; credentials: NumberCredentials },
): Promise<SeededShop> {
  const shop = shopSchema.parse(profile);
  const business = businessIdSchema.parse(shop.id);
  const numberId = credentials.phoneNumberId ?? shop.whatsapp.phoneNumberId;
  await database.transaction({ role: "owner" }, ({ tx }) => writeApp(tx, vault, credentials));
  return database.transaction({ role: "app", businesses: [business] }, async ({ tx, now }) => {
    const created = await createBusiness(tx, shop, { business, now });
    await writeNumber(tx, vault, { business, numberId, shop, credentials });
    if (created) {
      await writeCatalogue(tx, business, shop);
      await appointTeam(tx, shop, { business, numberId, now });
    }
    return { business, numberId, created };
  });
}

const businessIdSchema = z.custom<BusinessId>((value) => typeof value === "string");

async function createBusiness(
  tx: Tx,
  shop: Shop,
  { business, now }: { business: BusinessId; now: number },
): Promise<boolean> {
  const {
    id: _id,
    name,
    timezone,
    tier,
    categories: _c,
    modifierGroups: _g,
    products: _p,
    bundles: _b,
    promos: _o,
    ...settings
  } = shop;
  const rows = await tx
    .insert(businesses)
    .values({ businessId: business, name, timezone, plan: tier, settings, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: businesses.businessId });
  return rows.length > 0;
}

async function writeApp(tx: Tx, vault: Vault, credentials: NumberCredentials): Promise<void> {
  const { appId, appSecret, verifyToken } = credentials;
  const sealed = {
    secretSealed: vault.seal(appSecret, purposes.appSecret(appId)),
    verifyTokenSealed: vault.seal(verifyToken, purposes.verifyToken(appId)),
  };
  await tx
    .insert(apps)
    .values({ appId, ...sealed })
    .onConflictDoUpdate({ target: apps.appId, set: sealed });
}

type NewNumber = {
  business: BusinessId;
  numberId: string;
  shop: Shop;
  credentials: NumberCredentials;
};

async function writeNumber(
  tx: Tx,
  vault: Vault,
  { business, numberId, shop, credentials }: NewNumber,
): Promise<void> {
  const { appId, accessToken } = credentials;
  const accountId = createHash("sha256").update(accessToken).digest("hex").slice(0, 16);
  await tx.insert(accounts).values({ accountId }).onConflictDoNothing();
  const renewed = {
    appId,
    accountId,
    wabaId: shop.whatsapp.wabaId,
    catalogId: shop.whatsapp.catalogId ?? null,
    accessTokenSealed: vault.seal(accessToken, purposes.accessToken(numberId)),
  };
  await tx
    .insert(numbers)
    .values({ businessId: business, numberId, ...renewed })
    .onConflictDoUpdate({
      target: [numbers.businessId, numbers.numberId],
      set: renewed,
    });
}

/** The first admin is the owner, the others work there. */
async function appointTeam(
  tx: Tx,
  shop: Shop,
  place: { business: BusinessId; numberId: string; now: number },
): Promise<void> {
  for (const [index, phone] of shop.contact.adminWaIds.entries()) {
    const isOwner = index === 0;
    await appointMember(tx, place, {
      phone,
      role: isOwner ? "owner" : "staff",
      name: isOwner ? shop.contact.ownerName : `${shop.contact.ownerName} (${index + 1})`,
    });
  }
}
