// number -> shop; sender -> person, chat, and the flow in front of it.

import {
  type Database,
  findNumber,
  type OwnNumber,
  relinkContact,
  type ResolvedSender,
  resolveSender,
} from "@mostrador/db";
import type { BusinessId, ChatId } from "@mostrador/engine";

import type { ArrivingChange, ArrivingPerson } from "./arrival.ts";
import { createBoundedCache } from "./bounded-cache.ts";
import { withPlainFailures } from "./plain-failure.ts";

/** How long a look-up may be out of date: a number moved to another app, a new role. Milliseconds. */
const ttlMs = 10_000;

export type Identity = { business: BusinessId; chat: ChatId; flow: string };

export type Identifier = {
  /** Null: not a number of ours, or not one of this app. */
  number(appId: string, numberId: string): Promise<OwnNumber | null>;
  sender(own: OwnNumber, numberId: string, person: ArrivingPerson): Promise<Identity>;
  change(own: OwnNumber, change: ArrivingChange): Promise<void>;
};

export function createIdentifier(
  database: Database,
  { monotonicMs }: { monotonicMs: () => number },
): Identifier {
  const numbers = createBoundedCache<OwnNumber>({ entries: 10_000, ttlMs, monotonicMs });
  const senders = createBoundedCache<ResolvedSender>({ entries: 50_000, ttlMs, monotonicMs });

  const findOwn = async (numberId: string): Promise<OwnNumber | null> => {
    const cached = numbers.get(numberId);
    if (cached !== undefined) return cached;
    const found = await findNumber(database, numberId);
    // Strangers are not kept: they could push out those that are ours.
    if (found !== null) numbers.set(numberId, found);
    return found;
  };

  const resolve = async (own: OwnNumber, numberId: string, person: ArrivingPerson) => {
    const key = JSON.stringify([own.business, numberId, person]);
    const cached = senders.get(key);
    if (cached !== undefined) return cached;
    const scope = { role: "app", businesses: [own.business] } as const;
    const resolved = await withPlainFailures(() =>
      database.transaction(scope, ({ tx, now }) =>
        resolveSender(tx, { business: own.business, numberId, now }, person),
      ),
    );
    senders.set(key, resolved);
    return resolved;
  };

  return {
    number: async (appId, numberId) => {
      const own = await findOwn(numberId);
      return own?.appId === appId ? own : null;
    },
    sender: async (own, numberId, person) => {
      const { chat, role } = await resolve(own, numberId, person);
      return { business: own.business, chat, flow: role === null ? "ordering" : "admin" };
    },
    change: async (own, { before, after }) => {
      const scope = { role: "app", businesses: [own.business] } as const;
      await withPlainFailures(() =>
        database.transaction(scope, ({ tx }) => relinkContact(tx, own.business, { before, after })),
      );
      senders.clear();
    },
  };
}
