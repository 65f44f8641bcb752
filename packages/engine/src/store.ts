// Port: where conversations rest.
//
// Tables, by their contents:
//   instances  one running flow each: (business, flow, key), its snapshot, its chat. The lock of a turn is the lock of
//              this row, taken FOR NO KEY UPDATE so that inbox rows can still be inserted beside it.
//   chats      one (number, person): when the person last wrote (the 24-hour window), which instance is in front,
//              and who is sending at the moment (a lease: only its holder sends, so a chat's messages keep their order).
//   inbox      one input of one instance: new → done, or poison. Unique on (business, source, dedupe key) for ever, so a
//              message delivered twice is one row. Taken strictly oldest first per instance.
//   outbox     one message of ours: pending → sent, or dead. Inserted by the turn's transaction, FIFO per chat.
//   timers     (instance, timer id) with a generation and when it is due; firing turns it into an inbox row.
//   jobs       (instance, job id) with a generation; leased by a worker; its result turns into an inbox row.
//   journal    one row per turn: what came, from where to where, what it asked for, how long it took.
//
// What a crash leaves: before the commit, nothing (the provider repeats its webhook, an inbox row stays new). After
// it, everything: outbox rows of a chat whose lease ran out are taken over by whoever finds them, after a grace in
// which the provider's statuses may still tell that a message had gone. Timers and jobs are found when due, or when
// their lease ran out. Notifications only wake sleepers early; a slow poll finds what they miss.
//
// Rows are locked in one order everywhere: instances by id, then chats by id, then the domain.

import type { ChatAddress, OutboxRow } from "./channel.ts";
import type { Effect } from "./effect.ts";
import type { BusinessId, ChatId, InstanceId } from "./ids.ts";
import type { Outcome, TurnInput } from "./input.ts";
import type { FlowSnapshot } from "./snapshot.ts";

/** A person's message, told whose it is. The chat exists; the instance in front is started when there is none. */
export type Delivery = {
  business: BusinessId;
  chat: ChatId;
  /** The flow in front for this person, started with the chat's id as key when the chat has no instance in front. */
  flow: string;
  /** A tap carries the instance it belongs to; taken only if that instance talks in this very chat. */
  instance?: InstanceId;
  /** Where the dedupe key is unique, e.g. `whatsapp`. */
  source: string;
  dedupeKey: string;
  input: TurnInput;
  /** One id through the message's whole way, in every log line. */
  traceId: string;
};

export type Instance = {
  business: BusinessId;
  id: InstanceId;
  flow: string;
  key: string;
  /** Null: started, no turn taken yet. */
  snapshot: FlowSnapshot | null;
  chat: { id: ChatId; lastInboundAt: number | null; personName?: string } | null;
};

export type InboxRow = {
  business: BusinessId;
  instance: InstanceId;
  id: string;
  input: TurnInput;
  traceId: string;
};

/** What a turn leaves behind, written whole or not at all. */
export type FinishedTurn = {
  instance: Instance;
  inbox: InboxRow;
  snapshot: FlowSnapshot;
  effects: readonly Effect[];
  journal: JournalEntry;
};

export type JournalEntry = {
  /** Active leaf states before and after; empty before the first turn. */
  from: readonly string[];
  to: readonly string[];
  /** Events the machine took, in order, and the transitions they made ("state --event--> state"). */
  events: readonly string[];
  transitions: readonly string[];
  /** A word for what became of the input, e.g. `taken`, `stale`, `misunderstood`, `silence`, `dropped`. */
  reading: string;
  durationMs: number;
};

/** What the host must follow up after the commit, without waiting for a notification. */
export type Aftermath = {
  /** All that is pending in those of the turns' chats whose sending lease this process holds now, in order. */
  outbox: readonly OutboxRow[];
  /** Instances that have new inbox rows (signals). */
  woken: readonly InstanceRef[];
  /** In how many milliseconds the earliest timer or job set by these turns is due. */
  dueInMs: number | null;
};

export type InstanceRef = { business: BusinessId; id: InstanceId };
export type ChatRef = { business: BusinessId; chat: ChatId };

export type Remembered = {
  delivery: Delivery;
  instance: InstanceId;
  inboxId: string;
  duplicate: boolean;
};

/** Domain is the handle that queries, commands and writes get: the same transaction. */
export type StoreTransaction<Domain> = {
  /** Milliseconds, read once: the database's clock plus the stored offset. */
  readonly now: number;
  readonly domain: Domain;
  /** Makes messages durable, each once; opens the person's window; starts instances. In the order given. */
  remember(deliveries: readonly Delivery[]): Promise<Remembered[]>;
  /** Locks those that nobody holds, in id order. Inbox rows must be read after this, in a statement of their own. */
  lockInstances(refs: readonly InstanceRef[]): Promise<Instance[]>;
  /** The oldest new inbox row of each; instances without one are left out. */
  oldestInbox(refs: readonly InstanceRef[]): Promise<InboxRow[]>;
  /** Writes everything of these turns but their domain writes. `sender` takes the lease of the chats that are free. */
  save(turns: readonly FinishedTurn[], sender: SenderLease): Promise<Aftermath>;
  /** Runs `work` so that its failure undoes only its own writes. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
};

/** Who sends, and until when nobody else may take over. */
export type SenderLease = { sender: string; leaseMs: number };

export type DueJob = {
  business: BusinessId;
  instance: InstanceId;
  jobId: string;
  generation: number;
  job: string;
  input: unknown;
  attempts: number;
  traceId: string;
};

/** A provider's word on a message of ours. `effectId` is what we sent along, `pricing` is kept verbatim. */
export type DeliveryStatus = {
  business: BusinessId;
  providerId: string;
  effectId?: string;
  status: "sent" | "delivered" | "read" | "played" | "failed";
  at: number;
  pricing?: unknown;
  /** `template`: only a template would have gone; the message's own goes instead, where it has one. */
  error?: { code: string; message: string; remedy?: "template" };
};

/** How a try to send ended, for the outbox. */
export type SendRecord =
  | { kind: "sent"; row: OutboxRow; providerId: string; repeated: boolean }
  | { kind: "retry"; row: OutboxRow; retryInMs: number; code: string; message: string }
  /** Nothing is known: settled by a status, or sent again (`repeated`) after `settleMs`. */
  | { kind: "unknown"; row: OutboxRow; settleMs: number; reason: string }
  | { kind: "dead"; row: OutboxRow; code: string; message: string };

/** `forMs` null: until somebody resumes it. */
export type Pause = {
  business: BusinessId;
  number: string;
  scope: "number" | "account";
  forMs: number | null;
  code: string;
};

// Contention (deadlock, serialisation, a lost lock) surfaces as a Failure `store.contention`, a broken or missing
// connection and a timeout as `store.unavailable`; both with retry `soon`.
export type Store<Domain> = {
  /** One transaction that sees only these businesses. Redone by nobody: a throw undoes it. */
  transaction<T>(
    businesses: readonly BusinessId[],
    work: (tx: StoreTransaction<Domain>) => Promise<T>,
  ): Promise<T>;

  /** Instances with new inbox rows, fair between businesses, oldest first. May name some that are locked. */
  findWaiting(limit: number): Promise<InstanceRef[]>;
  /** Parks an input that cannot be processed; the conversation goes on with the next one. */
  poison(row: InboxRow, error: { message: string; stack: string | undefined }): Promise<void>;

  /** Turns due timers into inbox rows. Returns whose. */
  fireTimers(limit: number): Promise<InstanceRef[]>;
  /** Leases due jobs. */
  claimJobs(limit: number, leaseMs: number): Promise<DueJob[]>;
  /** Turns a job's result into an inbox row, unless the job was cancelled or started anew meanwhile. */
  finishJob(job: DueJob, outcome: Outcome): Promise<InstanceRef | null>;
  retryJob(job: DueJob, retryInMs: number): Promise<void>;

  /** Leases chats with due messages and returns all that is pending in them, in order. A lease that ran out is taken over only `settleMs` later. */
  claimOutbox(limit: number, lease: SenderLease & { settleMs: number }): Promise<OutboxRow[]>;
  /** Writes down how tries ended. */
  recordSends(records: readonly SendRecord[]): Promise<void>;
  /**
   * Gives chats back. `nothing-due` keeps those with a due message, which a turn has committed just now in this process
   * or another, and returns all that is pending in them, in order: their sender goes on. (Chat rows are locked first and
   * looked at in a second statement.) `always` is for a stop, and returns nothing.
   */
  releaseChats(
    chats: readonly ChatRef[],
    sender: string,
    which: "nothing-due" | "always",
  ): Promise<OutboxRow[]>;
  extendChats(chats: readonly ChatRef[], lease: SenderLease): Promise<void>;
  /** Keeps the highest status per message; a status for a message that we did not know to be sent settles it. Returns how many were ours. */
  recordStatuses(statuses: readonly DeliveryStatus[]): Promise<number>;
  /** Stops claims for a number, or for all numbers that share its token. */
  pause(pause: Pause): Promise<void>;
  addressOf(chat: ChatRef): Promise<ChatAddress | null>;

  now(): Promise<number>;
  /** Calls `onWake` when another process left work. Returns a function that stops it. Notifications can be lost. */
  listen(onWake: (work: "inbox" | "outbox" | "due") => void): Promise<() => Promise<void>>;
};
