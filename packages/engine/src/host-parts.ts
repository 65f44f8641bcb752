import type { Channel } from "./channel.ts";
import type { Flow } from "./flow.ts";
import type { BusinessId, InstanceId } from "./ids.ts";
import type { Store } from "./store.ts";

/** Who asks a query, command or write, in which transaction. */
export type Call<Domain> = {
  domain: Domain;
  business: BusinessId;
  instance: InstanceId;
  /** Milliseconds, the transaction's. */
  now: number;
};

/**
 * Answers one query or command, or carries out one write. A `Failure` thrown by a command is its
 * refusal, and undoes what it wrote; anything else is a bug or a broken database and undoes the turn.
 */
export type Operation<Domain> = (call: Call<Domain>, input: unknown) => Promise<unknown>;

/** Work after the commit. A `Failure` whose retry is `never`, or too many tries, becomes the flow's `onError`. */
export type JobHandler = (
  job: { business: BusinessId; instance: InstanceId; input: unknown },
  signal: AbortSignal,
) => Promise<unknown>;

export type Operations<Domain> = {
  queries: Readonly<Record<string, Operation<Domain>>>;
  commands: Readonly<Record<string, Operation<Domain>>>;
  writes: Readonly<Record<string, Operation<Domain>>>;
  jobs: Readonly<Record<string, JobHandler>>;
};

/** Something the operator must know. `key` is the same for the same trouble, so that it is told once. */
export type Alert = { key: string; business: BusinessId | null; message: string };

/** Structured, without text, names or phones. */
export type HostLog = (
  level: "debug" | "info" | "warn" | "error",
  event: string,
  fields: LogFields,
) => void;
export type LogFields = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly string[]>
>;

/**
 * Named points of a message's way, in its order. The host awaits each, so that a test can stop the
 * process right there.
 */
export type Checkpoint =
  | "inbox.before"
  | "inbox.after"
  | "lock.before"
  | "lock.after"
  | "turn.before"
  | "turn.after"
  | "commit.before"
  | "commit.after"
  | "claim.before"
  | "claim.after"
  | "send.before"
  | "send.after"
  | "sent.before"
  | "sent.after";

export type HostSettings = {
  /** Names this process as a sender; unique among all that share the database. */
  sender: string;
  /** Inputs, jobs and chats taken at a time. */
  batch: number;
  /** Sends under way at once. */
  sendConcurrency: number;
  jobConcurrency: number;
  /** How long only this process may send in a chat that it holds. */
  leaseMs: number;
  /** How long a send without an answer waits for the provider's status before it is repeated. */
  settleMs: number;
  jobLeaseMs: number;
  jobMaxAttempts: number;
  /** How often work is looked for that no notification told of. */
  pollMs: number;
};

export const defaultHostSettings = {
  batch: 32,
  sendConcurrency: 64,
  jobConcurrency: 8,
  leaseMs: 30_000,
  settleMs: 10_000,
  jobLeaseMs: 60_000,
  jobMaxAttempts: 5,
  pollMs: 1000,
} as const satisfies Omit<HostSettings, "sender">;

export type HostParts<Domain> = {
  store: Store<Domain>;
  channel: Channel;
  flows: ReadonlyMap<string, Flow>;
  operations: Operations<Domain>;
  /** What a turn may know of each business now; cached per version by whoever gives it. */
  facts(
    domain: Domain,
    businesses: readonly BusinessId[],
  ): Promise<ReadonlyMap<BusinessId, unknown>>;
  /** Fresh random ids for one turn. */
  freshIds(): readonly string[];
  /** 0 ≤ value < 1, for the jitter of retries. */
  chance(): number;
  /** Milliseconds that only go forward, for durations. */
  monotonicMs(): number;
  alert(alert: Alert): void;
  log: HostLog;
  /** Only tests give it. */
  checkpoint?(point: Checkpoint): Promise<void>;
  settings: HostSettings;
};
