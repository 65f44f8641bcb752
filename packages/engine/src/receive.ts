// A person's message becomes durable, and where its instance is free its turn is taken in the same transaction: one
// round of writes instead of two. Where the instance is busy or the turn throws, only the inbox row is written and the
// drain takes it.

import type { Advancer } from "./advance.ts";
import type { HostParts } from "./host-parts.ts";
import type { BusinessId } from "./ids.ts";
import { isContention, isTransient } from "./run-turn.ts";
import type { Delivery, InstanceRef, Remembered, StoreTransaction } from "./store.ts";
import type { Advanced } from "./transact.ts";

/** How many messages were new, and how many we had already. */
export type Receipt = { accepted: number; duplicates: number };

type Received = { remembered: Remembered[]; advanced: Advanced | null };

export function createReceiver<Domain>(
  parts: HostParts<Domain>,
  advancer: Advancer<Domain>,
  /** Work is left for the drain. */
  left: (refs: readonly InstanceRef[]) => void,
): (deliveries: readonly Delivery[]) => Promise<Receipt> {
  const { store, log } = parts;

  const remember = async (tx: StoreTransaction<Domain>, deliveries: readonly Delivery[]) => {
    await parts.checkpoint?.("inbox.before");
    const remembered = await tx.remember(deliveries);
    await parts.checkpoint?.("inbox.after");
    return remembered;
  };

  const receiveWithTurn = (business: BusinessId, deliveries: readonly Delivery[]) =>
    store.transaction([business], async (tx): Promise<Received> => {
      const remembered = await remember(tx, deliveries);
      const fresh = instancesOf(remembered);
      const advanced = fresh.length === 0 ? null : await advancer.advanceIn(tx, fresh);
      return { remembered, advanced };
    });

  const receiveOnly = (business: BusinessId, deliveries: readonly Delivery[]) =>
    store.transaction([business], async (tx): Promise<Received> => ({
      remembered: await remember(tx, deliveries),
      advanced: null,
    }));

  const receiveFor = async (
    business: BusinessId,
    deliveries: readonly Delivery[],
  ): Promise<Receipt> => {
    let received: Received;
    try {
      received = await receiveWithTurn(business, deliveries);
      await parts.checkpoint?.("commit.after");
    } catch (error) {
      log("warn", "receive.apart", { business, messages: deliveries.length, error: String(error) });
      // The database itself is in trouble: the provider repeats what gets no 200.
      if (isTransient(error) && !isContention(error)) throw error;
      received = await receiveOnly(business, deliveries);
    }
    const { remembered, advanced } = received;
    const woken = advanced === null ? [] : advancer.conclude(advanced.aftermath);
    const fresh = remembered.filter(({ duplicate }) => !duplicate);
    // One turn per instance was taken at the most; a second message, or a first one of a busy instance, is left.
    const turns = advanced?.turns ?? 0;
    left([...woken, ...(fresh.length > turns ? instancesOf(remembered) : [])]);
    return { accepted: fresh.length, duplicates: remembered.length - fresh.length };
  };

  return async (deliveries) => {
    const receipt: Receipt = { accepted: 0, duplicates: 0 };
    // A business of its own transaction each: one in trouble does not take the others with it.
    for (const [business, own] of Map.groupBy(deliveries, (delivery) => delivery.business)) {
      const { accepted, duplicates } = await receiveFor(business, own);
      receipt.accepted += accepted;
      receipt.duplicates += duplicates;
    }
    return receipt;
  };
}

function instancesOf(remembered: readonly Remembered[]): InstanceRef[] {
  const fresh = remembered.filter(({ duplicate }) => !duplicate);
  const refs = fresh.map(({ delivery, instance }) => ({
    business: delivery.business,
    id: instance,
  }));
  return [...new Map(refs.map((ref) => [ref.id, ref])).values()];
}
