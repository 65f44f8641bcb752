import type { OrderStatus, PaymentMethod, PlacedOrder } from "@mostrador/commerce";
import { sql } from "drizzle-orm";
import {
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";

import { businesses } from "./businesses.ts";
import { businessId, centavos, instant } from "./columns.ts";
import { chats } from "./people.ts";

/** What a customer confirmed, and what became of it. */
export const orders = pgTable(
  "orders",
  {
    businessId: businessId().references(() => businesses.businessId, { onDelete: "cascade" }),
    /** Random, named by whoever places it: placing it twice gives the same order. */
    orderId: text("order_id").notNull(),
    /** Day in the shop's time zone, `YYYY-MM-DD`, and the number that people say within it. */
    localDay: text("local_day").notNull(),
    number: integer("number").notNull(),
    chatId: text("chat_id").notNull(),
    customerName: text("customer_name"),
    status: text("status").$type<OrderStatus>().notNull(),
    fulfilment: jsonb("fulfilment").$type<PlacedOrder["fulfilment"]>().notNull(),
    adjustments: jsonb("adjustments").$type<PlacedOrder["adjustments"]>().notNull(),
    subtotalCents: centavos("subtotal_cents").notNull(),
    deliveryCents: centavos("delivery_cents").notNull(),
    discountCents: centavos("discount_cents").notNull(),
    totalCents: centavos("total_cents").notNull(),
    paymentMethod: text("payment_method").$type<PaymentMethod>().notNull(),
    cashCents: centavos("cash_cents"),
    promisedFrom: instant("promised_from").notNull(),
    promisedTo: instant("promised_to").notNull(),
    placedAt: instant("placed_at").notNull(),
    acceptedAt: instant("accepted_at"),
    readyAt: instant("ready_at"),
    leftAt: instant("left_at"),
    deliveredAt: instant("delivered_at"),
    cancelledAt: instant("cancelled_at"),
    /** Why it was cancelled. */
    reason: text("reason"),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.orderId] }),
    unique("orders_number_per_day").on(table.businessId, table.localDay, table.number),
    foreignKey({
      columns: [table.businessId, table.chatId],
      foreignColumns: [chats.businessId, chats.chatId],
      name: "orders_chat",
    }),
    index("orders_by_chat").on(table.businessId, table.chatId, table.placedAt),
    index("orders_open")
      .on(table.businessId, table.placedAt)
      .where(sql`${table.status} not in ('delivered', 'cancelled')`),
  ],
);

/** Names, options and prices as confirmed: what changes in the shop later changes nothing here. */
export const orderLines = pgTable(
  "order_lines",
  {
    businessId: businessId(),
    orderId: text("order_id").notNull(),
    position: integer("position").notNull(),
    lineId: text("line_id").notNull(),
    productId: text("product_id").notNull(),
    variantId: text("variant_id"),
    name: text("name").notNull(),
    options: jsonb("options").$type<PlacedOrder["lines"][number]["options"]>().notNull(),
    /** Units, or kilos. */
    quantity: doublePrecision("quantity").notNull(),
    unit: text("unit").$type<"unidad" | "kg">().notNull(),
    note: text("note"),
    unitCents: centavos("unit_cents").notNull(),
    totalCents: centavos("total_cents").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.businessId, table.orderId, table.position] }),
    foreignKey({
      columns: [table.businessId, table.orderId],
      foreignColumns: [orders.businessId, orders.orderId],
      name: "order_lines_order",
    }).onDelete("cascade"),
  ],
);

/** Last order number of each local day. Its row's lock makes numbers follow each other without gaps. */
export const orderCounters = pgTable(
  "order_counters",
  {
    businessId: businessId().references(() => businesses.businessId, { onDelete: "cascade" }),
    localDay: text("local_day").notNull(),
    lastNumber: integer("last_number").notNull(),
  },
  (table) => [primaryKey({ columns: [table.businessId, table.localDay] })],
);
