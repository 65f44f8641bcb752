// The durable shell: makes inputs durable, takes turns in transactions, delivers what they say, fires timers, runs jobs.
// Any number of hosts may share one database.

import { createAdvancer } from "./advance.ts";
import { createDeliverer } from "./deliver.ts";
import type { HostParts } from "./host-parts.ts";
import { runDueJobs } from "./jobs.ts";
import { createReceiver } from "./receive.ts";
import type { Receipt } from "./receive.ts";
import type { Delivery, DeliveryStatus } from "./store.ts";
import { fireDueTimers } from "./timers.ts";
import { createWorker } from "./worker.ts";

export type Host = {
  /** Makes messages durable and takes their turns where nobody else is at it. Resolved: they may be acknowledged. */
  receive(deliveries: readonly Delivery[]): Promise<Receipt>;
  /** The provider's word on messages of ours. Returns how many were ours. */
  settle(statuses: readonly DeliveryStatus[]): Promise<number>;
  /** Starts the workers. */
  start(): Promise<void>;
  /** Looks for due work now, e.g. after the clock was moved. */
  wake(): void;
  /** Stops taking, finishes or gives back what it holds. */
  stop(): Promise<void>;
};

export function createHost<Domain>(parts: HostParts<Domain>): Host {
  const { store, settings } = parts;
  const shared = { pollMs: settings.pollMs, log: parts.log };
  const deliverer = createDeliverer(parts);
  const advancer = createAdvancer(parts, {
    deliver: (rows) => deliverer.accept(rows),
    dueIn: (ms) => due.wakeIn(ms),
  });
  const inbox = createWorker({ ...shared, name: "inbox", run: () => advancer.drain() });
  const outbox = createWorker({ ...shared, name: "outbox", run: () => deliverer.claim() });
  const due = createWorker({
    ...shared,
    name: "due",
    run: async () => {
      const fired = await fireDueTimers(parts, advancer);
      const ran = await runDueJobs(parts, advancer);
      return fired + ran > 0 ? "more" : "idle";
    },
  });
  const workers = [inbox, outbox, due];
  const receive = createReceiver(parts, advancer, () => inbox.wake());
  let stopListening: (() => Promise<void>) | undefined;

  return {
    receive,
    settle: (statuses) => store.recordStatuses(statuses),
    start: async () => {
      stopListening = await store.listen((work) => ({ inbox, outbox, due })[work].wake());
      for (const worker of workers) worker.start();
    },
    wake: () => {
      for (const worker of workers) worker.wake();
    },
    stop: async () => {
      await stopListening?.();
      await Promise.all(workers.map((worker) => worker.stop()));
      await deliverer.stop();
    },
  };
}
