// Orders as they were confirmed, and what becomes of them.

import {
  canBecome,
  isOver,
  type OrderStatus,
  orderStatusSchema,
  placedOrderSchema,
  type PlacedOrder,
} from "@mostrador/commerce";
import { type BusinessId, Bug, Failure } from "@mostrador/engine";
import { and, asc, desc, eq, inArray, notInArray, sql } from "drizzle-orm";

import { orderCounters, orderLines, orders } from "./schema/orders.ts";
import type { Tx } from "./session.ts";

/** An order with its number, per shop and local day, and where it stands. Moments in milliseconds. */
export type StoredOrder = PlacedOrder & {
  id: string;
  number: number;
  status: OrderStatus;
  /** The customer's chat. */
  chat: string;
  customerName: string | null;
  placedAt: number;
  reason: string | null;
};

export type NewOrder = {
  business: BusinessId;
  orderId: string;
  chat: string;
  customerName: string | null;
  /** `YYYY-MM-DD` in the shop's time zone. */
  localDay: string;
  now: number;
  order: PlacedOrder;
};

/** Orders that are listed at the most. */
const mostOpen = 50;
const over = orderStatusSchema.options.filter(isOver);

/** Makes the order and gives it the next number of its day. The same id again is the same order. */
export async function placeOrder(tx: Tx, request: NewOrder): Promise<StoredOrder> {
  const { business, orderId } = request;
  const known = await loadOrder(tx, business, orderId);
  if (known !== null) return known;
  const number = await nextNumber(tx, business, request.localDay);
  // The counter's row is locked by now: who comes second sees what came first.
  const before = await loadOrder(tx, business, orderId);
  if (before !== null) return before;
  await insertOrder(tx, request, number);
  const placed = await loadOrder(tx, business, orderId);
  if (placed === null) throw new Bug("an order was placed and is not there");
  return placed;
}

async function nextNumber(tx: Tx, business: BusinessId, localDay: string): Promise<number> {
  const [row] = await tx
    .insert(orderCounters)
    .values({ businessId: business, localDay, lastNumber: 1 })
    .onConflictDoUpdate({
      target: [orderCounters.businessId, orderCounters.localDay],
      set: { lastNumber: sql`${orderCounters.lastNumber} + 1` },
    })
    .returning({ number: orderCounters.lastNumber });
  if (row === undefined) throw new Bug("no order number was given");
  return row.number;
}

async function insertOrder(tx: Tx, request: NewOrder, number: number): Promise<void> {
  const { business, orderId, order } = request;
  await tx.insert(orders).values({
    businessId: business,
    orderId,
    localDay: request.localDay,
    number,
    chatId: request.chat,
    customerName: request.customerName,
    status: "received",
    fulfilment: order.fulfilment,
    adjustments: order.adjustments,
    subtotalCents: order.subtotalCents,
    deliveryCents: order.deliveryCents,
    discountCents: order.discountCents,
    totalCents: order.totalCents,
    paymentMethod: order.payment.method,
    cashCents: order.payment.cashCents ?? null,
    promisedFrom: order.promise[0],
    promisedTo: order.promise[1],
    placedAt: request.now,
  });
  const lines = order.lines.map((line, position) => ({
    ...line,
    businessId: business,
    orderId,
    position,
    variantId: line.variantId ?? null,
    note: line.note ?? null,
  }));
  await tx.insert(orderLines).values(lines);
}

/** Null: this business has no such order. */
export async function loadOrder(
  tx: Tx,
  business: BusinessId,
  orderId: string,
): Promise<StoredOrder | null> {
  const rows = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.businessId, business), eq(orders.orderId, orderId)));
  const [order] = await withLines(tx, business, rows);
  return order ?? null;
}

/** The chat's most recent order, whatever became of it. */
export async function findLatestOrder(
  tx: Tx,
  business: BusinessId,
  chat: string,
): Promise<StoredOrder | null> {
  const rows = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.businessId, business), eq(orders.chatId, chat)))
    .orderBy(desc(orders.placedAt), desc(orders.number))
    .limit(1);
  const [order] = await withLines(tx, business, rows);
  return order ?? null;
}

/** Orders that are not over, oldest first, fifty at the most. */
export async function findOpenOrders(tx: Tx, business: BusinessId): Promise<StoredOrder[]> {
  const rows = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.businessId, business), notInArray(orders.status, over)))
    .orderBy(asc(orders.placedAt), asc(orders.number))
    .limit(mostOpen);
  return withLines(tx, business, rows);
}

export type OrderMove = {
  business: BusinessId;
  orderId: string;
  to: OrderStatus;
  /** The customer takes back only what nobody has taken up. */
  byCustomer: boolean;
  /** Replaces the order's own; milliseconds. */
  promise: readonly [number, number] | null;
  reason: string | null;
  now: number;
};

const momentOf: Partial<Record<OrderStatus, keyof typeof orders.$inferInsert>> = {
  accepted: "acceptedAt",
  ready: "readyAt",
  onTheWay: "leftAt",
  delivered: "deliveredAt",
  cancelled: "cancelledAt",
};

/**
 * Moves an order on. Throws Failure `order.unknown`, and `order.transition-refused` (details `{order}`:
 * as it is now) where its steps forbid it.
 */
export async function advanceOrder(tx: Tx, move: OrderMove): Promise<StoredOrder> {
  const { business, orderId, to, now } = move;
  const here = and(eq(orders.businessId, business), eq(orders.orderId, orderId));
  // Locked first, read in a statement of its own: two that tap at once are told apart.
  await tx.select({ id: orders.orderId }).from(orders).where(here).for("update");
  const order = await loadOrder(tx, business, orderId);
  if (order === null) {
    throw new Failure("order.unknown", { message: "no such order", retry: "never" });
  }
  const late = move.byCustomer && order.status !== "received";
  if (late || !canBecome(order.status, to)) {
    throw new Failure("order.transition-refused", {
      message: `an order that is ${order.status} does not become ${to}`,
      retry: "never",
      details: { order },
    });
  }
  const moment = momentOf[to];
  await tx
    .update(orders)
    .set({
      status: to,
      ...(move.promise === null
        ? {}
        : { promisedFrom: move.promise[0], promisedTo: move.promise[1] }),
      ...(move.reason === null ? {} : { reason: move.reason }),
      ...(moment === undefined ? {} : { [moment]: now }),
    })
    .where(here);
  const moved = await loadOrder(tx, business, orderId);
  if (moved === null) throw new Bug("an order was moved and is not there");
  return moved;
}

/** The note that the customer of a cash order pays with. */
export async function rememberCash(
  tx: Tx,
  business: BusinessId,
  { orderId, cashCents }: { orderId: string; cashCents: number },
): Promise<void> {
  await tx
    .update(orders)
    .set({ cashCents })
    .where(and(eq(orders.businessId, business), eq(orders.orderId, orderId)));
}

async function withLines(
  tx: Tx,
  business: BusinessId,
  rows: readonly (typeof orders.$inferSelect)[],
): Promise<StoredOrder[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ orderId }) => orderId);
  const lines = await tx
    .select()
    .from(orderLines)
    .where(and(eq(orderLines.businessId, business), inArray(orderLines.orderId, ids)))
    .orderBy(asc(orderLines.orderId), asc(orderLines.position));
  return rows.map((row) =>
    toOrder(
      row,
      lines.filter(({ orderId }) => orderId === row.orderId),
    ),
  );
}

function toOrder(
  row: typeof orders.$inferSelect,
  lines: readonly (typeof orderLines.$inferSelect)[],
): StoredOrder {
  const placed = placedOrderSchema.parse({
    lines: lines.map(({ variantId, note, ...line }) => ({
      ...line,
      ...(variantId === null ? {} : { variantId }),
      ...(note === null ? {} : { note }),
    })),
    adjustments: row.adjustments,
    subtotalCents: row.subtotalCents,
    deliveryCents: row.deliveryCents,
    discountCents: row.discountCents,
    totalCents: row.totalCents,
    fulfilment: row.fulfilment,
    payment: {
      method: row.paymentMethod,
      ...(row.cashCents === null ? {} : { cashCents: row.cashCents }),
    },
    promise: [row.promisedFrom, row.promisedTo],
  });
  return {
    ...placed,
    id: row.orderId,
    number: row.number,
    status: row.status,
    chat: row.chatId,
    customerName: row.customerName,
    placedAt: row.placedAt,
    reason: row.reason,
  };
}
