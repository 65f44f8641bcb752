import {
  boolean,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";

import { businesses } from "./businesses.ts";
import { businessId, centavos } from "./columns.ts";

const ofBusiness = () =>
  businessId().references(() => businesses.businessId, { onDelete: "cascade" });

export const categories = pgTable(
  "categories",
  {
    businessId: ofBusiness(),
    categoryId: text("category_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    /** The shop's own number; `position` is the place in its list. */
    sort: integer("sort").notNull(),
    availability: jsonb("availability"),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.categoryId] })],
);

export const products = pgTable(
  "products",
  {
    businessId: ofBusiness(),
    productId: text("product_id").notNull(),
    position: integer("position").notNull(),
    categoryId: text("category_id").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    aliases: jsonb("aliases"),
    unit: text("unit").notNull(),
    /** Null: its variants have prices. */
    priceCents: centavos("price_cents"),
    defaultVariant: text("default_variant"),
    available: boolean("available").notNull(),
    /** Units left; null: not counted. */
    stock: integer("stock"),
    qtyStep: doublePrecision("qty_step"),
    minQty: doublePrecision("min_qty"),
    maxQty: doublePrecision("max_qty"),
    approxWeight: boolean("approx_weight"),
    priceRule: text("price_rule"),
    restricted: text("restricted"),
    leadTimeHours: integer("lead_time_hours"),
    tags: jsonb("tags"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.productId] }),
    foreignKey({
      columns: [table.businessId, table.categoryId],
      foreignColumns: [categories.businessId, categories.categoryId],
      name: "products_category",
    }),
  ],
);

export const variants = pgTable(
  "variants",
  {
    businessId: businessId(),
    productId: text("product_id").notNull(),
    variantId: text("variant_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    aliases: jsonb("aliases"),
    priceCents: centavos("price_cents").notNull(),
    available: boolean("available").notNull(),
    stock: integer("stock"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.productId, table.variantId] }),
    foreignKey({
      columns: [table.businessId, table.productId],
      foreignColumns: [products.businessId, products.productId],
      name: "variants_product",
    }).onDelete("cascade"),
  ],
);

export const modifierGroups = pgTable(
  "modifier_groups",
  {
    businessId: ofBusiness(),
    groupId: text("group_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    min: integer("min").notNull(),
    max: integer("max").notNull(),
    minByVariant: jsonb("min_by_variant"),
    maxByVariant: jsonb("max_by_variant"),
    repeatable: boolean("repeatable"),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.groupId] })],
);

export const modifierOptions = pgTable(
  "modifier_options",
  {
    businessId: businessId(),
    groupId: text("group_id").notNull(),
    optionId: text("option_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    aliases: jsonb("aliases"),
    priceCents: centavos("price_cents").notNull(),
    available: boolean("available").notNull(),
    stock: integer("stock"),
    /** The product whose price counts, where a product has a price rule. */
    productRef: text("product_ref"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.groupId, table.optionId] }),
    foreignKey({
      columns: [table.businessId, table.groupId],
      foreignColumns: [modifierGroups.businessId, modifierGroups.groupId],
      name: "modifier_options_group",
    }).onDelete("cascade"),
  ],
);

/** Which groups a product asks, in order. */
export const productModifierGroups = pgTable(
  "product_modifier_groups",
  {
    businessId: businessId(),
    productId: text("product_id").notNull(),
    groupId: text("group_id").notNull(),
    position: integer("position").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.productId, table.groupId] }),
    foreignKey({
      columns: [table.businessId, table.productId],
      foreignColumns: [products.businessId, products.productId],
      name: "product_modifier_groups_product",
    }).onDelete("cascade"),
    foreignKey({
      columns: [table.businessId, table.groupId],
      foreignColumns: [modifierGroups.businessId, modifierGroups.groupId],
      name: "product_modifier_groups_group",
    }),
  ],
);

/** A price for so many units of a category or of some products. */
export const bundles = pgTable(
  "bundles",
  {
    businessId: ofBusiness(),
    bundleId: text("bundle_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    match: jsonb("match").notNull(),
    size: doublePrecision("size").notNull(),
    priceCents: centavos("price_cents").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.bundleId] })],
);

export const promos = pgTable(
  "promos",
  {
    businessId: ofBusiness(),
    promoId: text("promo_id").notNull(),
    position: integer("position").notNull(),
    name: text("name").notNull(),
    text: text("text").notNull(),
    kind: text("kind").notNull(),
    days: jsonb("days"),
    items: jsonb("items"),
    scope: jsonb("scope"),
    priceCents: centavos("price_cents"),
    pct: doublePrecision("pct"),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.promoId] })],
);
