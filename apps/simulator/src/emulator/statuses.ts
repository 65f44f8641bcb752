// What becomes of an accepted message: sent, delivered, read or failed, each told to its app.

import { timestamp } from "./clock.ts";
import type { Failure, Person, Status } from "./events.ts";
import { statusError } from "./graph-error.ts";
import type { Network } from "./network.ts";
import { contactOf, shownNumber, userIdOf } from "./people.ts";
import type { Conversation, OutEntry } from "./state.ts";
import { webhookBody } from "./webhook-body.ts";
import type { Webhooks } from "./webhooks.ts";

export type Statuses = {
  /** Lets time do its work on a message that was just accepted. */
  follow(conversation: Conversation, entry: OutEntry): void;
  /** The person's phone shows everything up to now. */
  shown(conversation: Conversation): void;
  /** Goes on with what an earlier run left half way. */
  resume(): void;
  stop(): void;
};

export function createStatuses(network: Network, webhooks: Webhooks): Statuses {
  const timers = new Set<NodeJS.Timeout>();

  const happen = (conversation: Conversation, entry: OutEntry, status: Status) => {
    if (entry.happened.includes(status)) return;
    const failure = status === "failed" ? entry.doom : undefined;
    const atMs = network.clock.now();
    const told = failure === undefined ? {} : { failure };
    network.record({ kind: "status", id: entry.id, status, atMs, ...told });
    tell({ network, webhooks }, conversation, { entry, status, atMs, failure });
  };

  const follow = (conversation: Conversation, entry: OutEntry) => {
    const { sentAfterMs, deliveredAfterMs, readAfterMs } = network.settings.statuses;
    const after = (ms: number | null, status: Status) => {
      if (ms === null) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        happen(conversation, entry, status);
      }, ms);
      timers.add(timer);
    };
    if (entry.doom !== undefined) {
      after(sentAfterMs ?? 0, "failed");
      return;
    }
    after(sentAfterMs, "sent");
    if (entry.message.type === "reaction") return;
    after(deliveredAfterMs, "delivered");
    after(readAfterMs, "read");
  };

  return {
    follow,
    shown: (conversation) => {
      for (const entry of conversation.entries) {
        const readable = entry.kind === "out" && entry.doom === undefined;
        if (readable && entry.message.type !== "reaction") happen(conversation, entry, "read");
      }
    },
    resume: () => {
      for (const conversation of network.state.conversations.values()) {
        for (const entry of conversation.entries) {
          const isOver =
            entry.kind === "in" || ["failed", "delivered", "read"].includes(entry.status);
          if (!isOver) follow(conversation, entry);
        }
      }
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

type Happening = {
  entry: OutEntry;
  status: Status;
  atMs: number;
  failure: Failure | undefined;
};

function tell(
  { network, webhooks }: { network: Network; webhooks: Webhooks },
  { phoneNumberId, waId }: Conversation,
  happening: Happening,
): void {
  const number = network.number(phoneNumberId);
  if (number === undefined) return;
  const person = network.state.people.get(waId);
  const { status } = happening;
  const contacts =
    status === "failed" || person === undefined ? {} : { contacts: [contactOf(person)] };
  const statuses = [statusJson(happening, { waId, person })];
  webhooks.send({
    appId: number.appId,
    lane: `${phoneNumberId}/${waId}/statuses`,
    carries: "statuses",
    body: webhookBody(number, { ...contacts, statuses }),
  });
}

function statusJson(
  { entry, status, atMs, failure }: Happening,
  { waId, person }: { waId: string; person: Person | undefined },
): object {
  const recipient =
    person === undefined
      ? { recipient_id: waId }
      : { ...shownNumber(person, "recipient_id"), recipient_user_id: userIdOf(person) };
  return {
    id: entry.id,
    status,
    timestamp: timestamp(atMs),
    ...recipient,
    ...(entry.callbackData === undefined ? {} : { biz_opaque_callback_data: entry.callbackData }),
    ...(isBilled(entry, status) ? { pricing: pricingOf(entry) } : {}),
    ...(failure === undefined ? {} : { errors: [statusError(failure.code, failure.details)] }),
  };
}

/** Meta puts the price on `sent` and on one of `delivered` and `read`. */
function isBilled(entry: OutEntry, status: Status): boolean {
  if (status === "sent" || status === "delivered") return true;
  return status === "read" && !entry.happened.includes("delivered");
}

function pricingOf(entry: OutEntry): object {
  const category = entry.filled?.category.toLowerCase() ?? "service";
  return { billable: true, pricing_model: "PMP", type: "regular", category };
}
