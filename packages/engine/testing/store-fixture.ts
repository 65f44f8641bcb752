import type { Effect } from "../src/effect.ts";
import type { BusinessId, ChatId } from "../src/ids.ts";
import type { FlowSnapshot } from "../src/snapshot.ts";
import type { Delivery, FinishedTurn, Instance, InstanceRef, Store } from "../src/store.ts";

/** What a store gives its contract suite: itself on an empty database, and ways to make what must exist. */
export type StoreFixture = {
  store: Store<unknown>;
  /** The same database through connections of its own, as another process would have it. */
  other: Store<unknown>;
  /** A new business with one number. */
  createBusiness(): Promise<BusinessId>;
  /** A new person's chat with the business's number. */
  createChat(business: BusinessId): Promise<ChatId>;
  advanceClock(ms: number): Promise<void>;
  close(): Promise<void>;
};

export const lease = { sender: "one", leaseMs: 30_000 };
export const settleMs = 10_000;

let counter = 0;

export function delivery(
  business: BusinessId,
  chat: ChatId,
  change: Partial<Delivery> = {},
): Delivery {
  counter += 1;
  const id = `wamid.${counter}`;
  return {
    business,
    chat,
    flow: "ordering",
    source: "whatsapp",
    dedupeKey: id,
    traceId: `trace-${counter}`,
    input: {
      kind: "message",
      messageId: id,
      sentAt: 0,
      content: { kind: "text", text: `text ${counter}` },
    },
    ...change,
  };
}

export function snapshotOf(instance: Instance, change: Partial<FlowSnapshot> = {}): FlowSnapshot {
  return {
    flow: instance.flow,
    version: 1,
    machine: {
      status: "active",
      value: "greeting",
      context: { said: 1 },
      historyValue: {},
      children: {},
      output: null,
      error: null,
    },
    active: ["ordering.greeting"],
    hashes: { "ordering.greeting": "abc" },
    seq: (instance.snapshot?.seq ?? 0) + 1,
    revision: 1,
    screen: "greeting",
    page: 0,
    misses: 0,
    timers: {},
    jobs: {},
    held: [],
    ...change,
  };
}

/** An effect that says `text`, numbered as a turn would. */
export function says(instance: Instance, text: string): Effect {
  counter += 1;
  return { kind: "message", id: `${instance.id}:${counter}:0`, message: { kind: "text", text } };
}

type Turn = {
  effects?: (instance: Instance) => readonly Effect[];
  snapshot?: Partial<FlowSnapshot>;
  /** Who saves, and so may send. */
  sender?: string;
};

/** Locks, reads, and saves one turn for each of these instances, as the host does. */
export async function turnsOf(
  store: Store<unknown>,
  refs: readonly InstanceRef[],
  { effects = () => [], snapshot = {}, sender = lease.sender }: Turn = {},
) {
  const businesses = [...new Set(refs.map(({ business }) => business))];
  return store.transaction(businesses, async (tx) => {
    const instances = await tx.lockInstances(refs);
    const rows = await tx.oldestInbox(instances);
    const turns: FinishedTurn[] = [];
    for (const inbox of rows) {
      const instance = instances.find(({ id }) => id === inbox.instance);
      if (instance === undefined) continue;
      turns.push({
        instance,
        inbox,
        snapshot: snapshotOf(instance, snapshot),
        effects: effects(instance),
        journal: {
          from: [],
          to: ["ordering.greeting"],
          events: [],
          transitions: [],
          reading: "taken",
          durationMs: 1,
        },
      });
    }
    return { turns, aftermath: await tx.save(turns, { ...lease, sender }) };
  });
}

/** A chat with one message in its inbox. */
export async function waitingChat(fixture: StoreFixture, business?: BusinessId) {
  const owner = business ?? (await fixture.createBusiness());
  const chat = await fixture.createChat(owner);
  const first = delivery(owner, chat);
  const [remembered] = await fixture.store.transaction([owner], (tx) => tx.remember([first]));
  if (remembered === undefined) throw new Error("nothing was remembered");
  const ref: InstanceRef = { business: owner, id: remembered.instance };
  return { business: owner, chat, ref, first, inboxId: remembered.inboxId };
}
