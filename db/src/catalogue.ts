// A shop's catalogue as rows, and as the commerce package knows it.

import type { Shop } from "@mostrador/commerce";
import type { BusinessId } from "@mostrador/engine";
import { asc, eq } from "drizzle-orm";

import {
  bundles,
  categories,
  modifierGroups,
  modifierOptions,
  productModifierGroups,
  products,
  promos,
  variants,
} from "./schema/catalogue.ts";
import type { Tx } from "./session.ts";

type Catalogue = Pick<Shop, "categories" | "modifierGroups" | "products" | "bundles" | "promos">;

/** Replaces the whole catalogue. */
export async function writeCatalogue(tx: Tx, business: BusinessId, shop: Catalogue): Promise<void> {
  await clearCatalogue(tx, business);
  const own = <Row extends object>(rows: readonly Row[]) =>
    rows.map((row, position) => ({ ...row, businessId: business, position }));
  await insertAll(shop.categories, (rows) =>
    tx.insert(categories).values(own(rows.map(({ id, ...rest }) => ({ ...rest, categoryId: id })))),
  );
  await insertAll(shop.modifierGroups, (rows) =>
    tx
      .insert(modifierGroups)
      .values(own(rows.map(({ id, options: _, ...rest }) => ({ ...rest, groupId: id })))),
  );
  for (const group of shop.modifierGroups) {
    const options = group.options.map(({ id, ...rest }) => ({
      ...rest,
      optionId: id,
      groupId: group.id,
    }));
    await tx.insert(modifierOptions).values(own(options));
  }
  await insertAll(shop.products, (rows) =>
    tx.insert(products).values(
      own(
        rows.map(({ id, variants: _v, modifierGroups: _g, ...rest }) => ({
          ...rest,
          productId: id,
        })),
      ),
    ),
  );
  for (const product of shop.products) {
    await insertAll(product.variants ?? [], (rows) =>
      tx.insert(variants).values(
        own(
          rows.map(({ id, productRef: _, ...rest }) => ({
            ...rest,
            variantId: id,
            productId: product.id,
          })),
        ),
      ),
    );
    await insertAll(product.modifierGroups ?? [], (rows) =>
      tx
        .insert(productModifierGroups)
        .values(own(rows.map((groupId) => ({ groupId, productId: product.id })))),
    );
  }
  await insertAll(shop.bundles, (rows) =>
    tx.insert(bundles).values(own(rows.map(({ id, ...rest }) => ({ ...rest, bundleId: id })))),
  );
  await insertAll(shop.promos, (rows) =>
    tx.insert(promos).values(own(rows.map(({ id, ...rest }) => ({ ...rest, promoId: id })))),
  );
}

/** An empty `values` is a mistake to Drizzle. */
async function insertAll<Row>(
  rows: readonly Row[],
  insert: (rows: readonly Row[]) => PromiseLike<unknown>,
): Promise<void> {
  if (rows.length > 0) await insert(rows);
}

async function clearCatalogue(tx: Tx, business: BusinessId): Promise<void> {
  // What points at others goes first.
  await tx.delete(productModifierGroups).where(eq(productModifierGroups.businessId, business));
  await tx.delete(variants).where(eq(variants.businessId, business));
  await tx.delete(products).where(eq(products.businessId, business));
  await tx.delete(modifierOptions).where(eq(modifierOptions.businessId, business));
  await tx.delete(modifierGroups).where(eq(modifierGroups.businessId, business));
  await tx.delete(categories).where(eq(categories.businessId, business));
  await tx.delete(bundles).where(eq(bundles.businessId, business));
  await tx.delete(promos).where(eq(promos.businessId, business));
}

/** The rows as a catalogue, in the shop's order; still to be parsed by `shopSchema`. */
export async function readCatalogue(
  tx: Tx,
  business: BusinessId,
): Promise<Record<keyof Catalogue, unknown[]>> {
  const rows = await readRows(tx, business);
  return {
    categories: rows.categories.map(({ categoryId: id, ...rest }) => fields({ id, ...rest })),
    modifierGroups: rows.groups.map(({ groupId: id, ...rest }) => ({
      ...fields({ id, ...rest }),
      options: rows.options
        .filter(({ groupId }) => groupId === id)
        .map(({ groupId: _, optionId, ...option }) => fields({ id: optionId, ...option })),
    })),
    products: rows.products.map((product) => productOf(product, rows)),
    bundles: rows.bundles.map(({ bundleId: id, ...rest }) => fields({ id, ...rest })),
    promos: rows.promos.map(({ promoId: id, ...rest }) => fields({ id, ...rest })),
  };
}

type Rows = Awaited<ReturnType<typeof readRows>>;

async function readRows(tx: Tx, business: BusinessId) {
  return {
    categories: await tx
      .select()
      .from(categories)
      .where(eq(categories.businessId, business))
      .orderBy(asc(categories.position)),
    groups: await tx
      .select()
      .from(modifierGroups)
      .where(eq(modifierGroups.businessId, business))
      .orderBy(asc(modifierGroups.position)),
    options: await tx
      .select()
      .from(modifierOptions)
      .where(eq(modifierOptions.businessId, business))
      .orderBy(asc(modifierOptions.position)),
    products: await tx
      .select()
      .from(products)
      .where(eq(products.businessId, business))
      .orderBy(asc(products.position)),
    variants: await tx
      .select()
      .from(variants)
      .where(eq(variants.businessId, business))
      .orderBy(asc(variants.position)),
    links: await tx
      .select()
      .from(productModifierGroups)
      .where(eq(productModifierGroups.businessId, business))
      .orderBy(asc(productModifierGroups.position)),
    bundles: await tx
      .select()
      .from(bundles)
      .where(eq(bundles.businessId, business))
      .orderBy(asc(bundles.position)),
    promos: await tx
      .select()
      .from(promos)
      .where(eq(promos.businessId, business))
      .orderBy(asc(promos.position)),
  };
}

function productOf(product: Rows["products"][number], rows: Rows): Record<string, unknown> {
  const { productId: id, ...rest } = product;
  const sizes = rows.variants.filter(({ productId }) => productId === id);
  const groups = rows.links.filter(({ productId }) => productId === id);
  return fields({
    id,
    ...rest,
    variants:
      sizes.length === 0
        ? null
        : sizes.map(({ productId: _, variantId, ...size }) => fields({ id: variantId, ...size })),
    modifierGroups: groups.length === 0 ? null : groups.map(({ groupId }) => groupId),
  });
}

/** A column that is null is a field that is not there. */
function fields(row: Record<string, unknown>): Record<string, unknown> {
  const { businessId: _b, position: _p, ...rest } = row;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
}
