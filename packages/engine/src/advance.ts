// Takes turns in transactions: many instances at once, each one's failure its own.

import type { OutboxRow } from "./channel.ts";
import type { HostParts } from "./host-parts.ts";
import { isContention, isTransient, TurnFailure } from "./run-turn.ts";
import type { Aftermath, InstanceRef, StoreTransaction } from "./store.ts";
import { type Advanced, advanceIn, nothingAdvanced } from "./transact.ts";
import type { Round } from "./worker.ts";

/** Tries of one instance's transaction against deadlocks and dropped connections. */
const maxTries = 3;
/** Wait before the second try, milliseconds; doubles. */
const firstRetryMs = 20;

export type Advancer<Domain> = {
  /** Takes the turn of the oldest input of those of these instances that nobody holds. */
  advanceIn(tx: StoreTransaction<Domain>, refs: readonly InstanceRef[]): Promise<Advanced>;
  /** Sees to what a committed transaction left to do. Returns the instances that it woke. */
  conclude(aftermath: Aftermath): readonly InstanceRef[];
  /** Takes turns until these instances, and those that they wake, have nothing left. Returns how many. */
  follow(refs: readonly InstanceRef[]): Promise<number>;
  /** One round over whatever waits in the database. */
  drain(): Promise<Round>;
};

/** Where an advancer passes on what its transactions left to do. */
export type Followers = {
  deliver(rows: readonly OutboxRow[]): void;
  /** A timer or a job falls due in so many milliseconds. */
  dueIn(ms: number): void;
};

export function createAdvancer<Domain>(
  parts: HostParts<Domain>,
  followers: Followers,
): Advancer<Domain> {
  const { store, settings } = parts;

  const conclude: Advancer<Domain>["conclude"] = ({ outbox, woken, dueInMs }) => {
    followers.deliver(outbox);
    if (dueInMs !== null) followers.dueIn(dueInMs);
    return woken;
  };

  const follow: Advancer<Domain>["follow"] = async (refs) => {
    let taken = 0;
    let waiting: readonly InstanceRef[] = refs;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, settings.batch);
      const rest = waiting.slice(settings.batch);
      let turns = 0;
      const woken: InstanceRef[] = [];
      // At once: what is committed is followed up even when a later one of the batch fails.
      await advanceBatch(parts, batch, (advanced) => {
        turns += advanced.turns;
        woken.push(...conclude(advanced.aftermath));
      });
      taken += turns;
      // Those that had an input may have another; where none had one, all are done.
      waiting = distinct([...rest, ...woken, ...(turns > 0 ? batch : [])]);
    }
    return taken;
  };

  return {
    advanceIn: (tx, refs) => advanceIn(parts, tx, refs),
    conclude,
    follow,
    drain: async () => {
      const refs = await store.findWaiting(settings.batch);
      if (refs.length === 0) return "idle";
      // None taken although some wait: others hold them just now.
      return (await follow(refs)) > 0 ? "more" : "busy";
    },
  };
}

/**
 * All in one transaction; should that fail, each redone alone. `done` is called for each commit. Throws where the
 * database itself is in trouble.
 */
async function advanceBatch<Domain>(
  parts: HostParts<Domain>,
  refs: readonly InstanceRef[],
  done: (advanced: Advanced) => void,
): Promise<void> {
  if (refs.length > 1) {
    try {
      return done(await advance(parts, refs));
    } catch (error) {
      parts.log("warn", "batch.redone", { instances: refs.length, error: String(error) });
    }
  }
  for (const ref of refs) {
    try {
      done(await advanceAlone(parts, ref));
    } catch (error) {
      if (isTransient(error) && !isContention(error)) throw error;
      leave(parts, ref, error);
    }
  }
}

/** Its input stays where it is, e.g. because its shop's facts cannot be read. Others are not held up by it. */
function leave<Domain>(parts: HostParts<Domain>, ref: InstanceRef, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  parts.log("error", "advance.left", { ...ref, error: message });
  if (isTransient(error)) return;
  parts.alert({
    key: `stuck:${ref.business}:${message}`,
    business: ref.business,
    message: `Inputs of ${ref.business} cannot be processed and wait: ${message}`,
  });
}

async function advance<Domain>(
  parts: HostParts<Domain>,
  refs: readonly InstanceRef[],
): Promise<Advanced> {
  const businesses = [...new Set(refs.map(({ business }) => business))];
  const advanced = await parts.store.transaction(businesses, (tx) => advanceIn(parts, tx, refs));
  if (advanced.turns > 0) await parts.checkpoint?.("commit.after");
  return advanced;
}

async function advanceAlone<Domain>(parts: HostParts<Domain>, ref: InstanceRef): Promise<Advanced> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await advance(parts, [ref]);
    } catch (error) {
      if (error instanceof TurnFailure) {
        await park(parts, error);
        // The conversation goes on with its next input.
        return { ...nothingAdvanced, turns: 1 };
      }
      if (!isTransient(error) || tries === maxTries) throw error;
      const fields = { instance: ref.id, tries, error: String(error) };
      parts.log("warn", "advance.retried", fields);
      const delayMs = firstRetryMs * 2 ** (tries - 1) * (1 + parts.chance());
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}

async function park<Domain>(parts: HostParts<Domain>, failure: TurnFailure): Promise<void> {
  const { row, cause } = failure;
  const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
  await parts.store.poison(row, { message, stack });
  const fields = { instance: row.instance, inbox: row.id, trace: row.traceId };
  parts.log("error", "inbox.poisoned", { ...fields, error: message });
  parts.alert({
    key: `poison:${row.instance}:${row.id}`,
    business: row.business,
    message: `An input of ${row.instance} could not be processed and was parked: ${message}`,
  });
}

function distinct(refs: readonly InstanceRef[]): InstanceRef[] {
  return [...new Map(refs.map((ref) => [`${ref.business}/${ref.id}`, ref])).values()];
}
