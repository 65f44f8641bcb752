// The product without a door: who wrote to which shop, and the host that takes it from there.

import { randomUUID } from "node:crypto";

import { createStore, type Database, type OwnNumber } from "@mostrador/db";
import {
  type Alert,
  type Channel,
  type ChatAddress,
  type Checkpoint,
  createHost,
  decodeChoice,
  defaultHostSettings,
  type Delivery,
  type DeliveryStatus,
  type HostLog,
  type HostSettings,
  unreachable,
} from "@mostrador/engine";

import type { Arrival, ArrivingMessage } from "./arrival.ts";
import { createFactsSource } from "./facts.ts";
import { createIdentifier, type Identity } from "./identify.ts";
import { withOtherNumberForm } from "./other-number-form.ts";
import { createReadMarks } from "./read-marks.ts";
import { flows, operations } from "./registry.ts";

export type PlatformParts = {
  database: Database;
  channel: Channel;
  log: HostLog;
  alert(alert: Alert): void;
  settings?: Partial<HostSettings>;
  /** Only tests give it. */
  checkpoint?: (point: Checkpoint) => Promise<void>;
};

export type Platform = {
  /** Resolved: everything of it is durable, or was not for us. Rejected: none of it may be acknowledged. */
  receive(appId: string, arrivals: readonly Arrival[]): Promise<void>;
  /** The database answers. */
  ready(): Promise<boolean>;
  start(): Promise<void>;
  /** Looks for due work now, e.g. after the clock was moved. */
  wake(): void;
  /** Finishes or gives back what it holds. Nothing may be received any more. */
  stop(): Promise<void>;
};

export function createPlatform(parts: PlatformParts): Platform {
  const { database, log } = parts;
  const store = createStore(database);
  const monotonicMs = () => performance.now();
  const channel = withOtherNumberForm(parts.channel, monotonicMs);
  const markRead = createReadMarks(channel);
  const identify = createIdentifier(database, { monotonicMs });
  const host = createHost({
    store,
    channel,
    flows,
    operations,
    facts: createFactsSource(),
    freshIds: () => [randomUUID(), randomUUID()],
    chance: Math.random,
    monotonicMs,
    alert: (alert) => parts.alert(alert),
    log,
    ...(parts.checkpoint === undefined ? {} : { checkpoint: parts.checkpoint }),
    settings: { ...defaultHostSettings, sender: randomUUID(), ...parts.settings },
  });

  return {
    receive: async (appId, arrivals) => {
      const sorted = await sort(arrivals, (number) => identify.number(appId, number));
      if (sorted.strangers > 0) {
        log("warn", "arrivals.not-ours", { app: appId, arrivals: sorted.strangers });
      }
      for (const { own, arrival } of sorted.changes) await identify.change(own, arrival);
      const deliveries: Delivery[] = [];
      for (const { own, arrival } of sorted.messages) {
        const identity = await identify.sender(own, arrival.number, arrival.sender);
        const delivery = deliveryOf(identity, arrival);
        log("info", "message.received", {
          business: delivery.business,
          chat: delivery.chat,
          flow: delivery.flow,
          kind: arrival.content.kind,
          trace: arrival.traceId,
        });
        deliveries.push(delivery);
        markRead({
          business: own.business,
          address: addressOf(arrival),
          messageId: arrival.messageId,
        });
      }
      if (deliveries.length > 0) await host.receive(deliveries);
      if (sorted.statuses.length > 0) await host.settle(sorted.statuses);
    },
    ready: async () => (await store.now()) > 0,
    start: () => host.start(),
    wake: () => host.wake(),
    stop: () => host.stop(),
  };
}

function deliveryOf({ business, chat, flow }: Identity, message: ArrivingMessage): Delivery {
  const { messageId, sentAt, content, replyTo } = message;
  const tapped = content.kind === "choice" ? decodeChoice(content.choiceId) : null;
  return {
    business,
    chat,
    flow,
    ...(tapped === null ? {} : { instance: tapped.instance }),
    source: message.source,
    dedupeKey: messageId,
    input: {
      kind: "message",
      messageId,
      sentAt,
      content,
      ...(replyTo === undefined ? {} : { replyTo }),
    },
    traceId: message.traceId,
  };
}

function addressOf({ number, sender }: ArrivingMessage): ChatAddress {
  const { name: _, ...person } = sender;
  return { number, person };
}

type Owned<Kind extends Arrival["kind"]> = {
  own: OwnNumber;
  arrival: Extract<Arrival, { kind: Kind }>;
};

/** Whose each arrival is, by kind. Those for numbers that are not ours are only counted. */
async function sort(
  arrivals: readonly Arrival[],
  find: (numberId: string) => Promise<OwnNumber | null>,
) {
  const messages: Owned<"message">[] = [];
  const changes: Owned<"personChanged">[] = [];
  const statuses: DeliveryStatus[] = [];
  let strangers = 0;
  for (const arrival of arrivals) {
    const own = await find(arrival.number);
    if (own === null) {
      strangers += 1;
      continue;
    }
    switch (arrival.kind) {
      case "message":
        messages.push({ own, arrival });
        break;
      case "personChanged":
        changes.push({ own, arrival });
        break;
      case "status": {
        const { kind: _k, number: _n, ...status } = arrival;
        statuses.push({ business: own.business, ...status });
        break;
      }
      default:
        unreachable(arrival);
    }
  }
  return { messages, changes, statuses, strangers };
}
