// One input of each instance, one transaction: lock, read the oldest, take the turns, save, commit.

import type { OutboxRow } from "./channel.ts";
import type { HostParts } from "./host-parts.ts";
import { isTransient, runTurn, TurnFailure } from "./run-turn.ts";
import type { Aftermath, FinishedTurn, InstanceRef, StoreTransaction } from "./store.ts";
import type { Round } from "./worker.ts";

/** Tries of one instance's transaction against deadlocks and dropped connections. */
const maxTries = 3;
/** Wait before the second try, milliseconds; doubles. */
const firstRetryMs = 20;

/** What a transaction did: the turns it took and what to follow up once it is committed. */
export type Advanced = { turns: number; aftermath: Aftermath };

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

const nothing: Advanced = { turns: 0, aftermath: { outbox: [], woken: [], dueInMs: null } };

export function createAdvancer<Domain>(
  parts: HostParts<Domain>,
  followers: Followers,
): Advancer<Domain> {
  const { store, settings, log } = parts;
  const reach = async (point: Parameters<NonNullable<typeof parts.checkpoint>>[0]) =>
    parts.checkpoint?.(point);

  const advanceIn: Advancer<Domain>["advanceIn"] = async (tx, refs) => {
    await reach("lock.before");
    const instances = await tx.lockInstances(refs);
    await reach("lock.after");
    if (instances.length === 0) return nothing;
    const rows = await tx.oldestInbox(instances);
    if (rows.length === 0) return nothing;
    const businesses = [...new Set(rows.map(({ business }) => business))];
    const facts = await parts.facts(tx.domain, businesses);
    await reach("turn.before");
    const turns: FinishedTurn[] = [];
    for (const row of rows) {
      const instance = instances.find(
        ({ id, business }) => id === row.instance && business === row.business,
      );
      if (instance !== undefined) turns.push(await runTurn(parts, { tx, instance, row, facts }));
    }
    await reach("turn.after");
    const aftermath = await tx.save(turns, settings);
    await reach("commit.before");
    for (const turn of turns) logTurn(parts, turn);
    return { turns: turns.length, aftermath };
  };

  const conclude: Advancer<Domain>["conclude"] = ({ outbox, woken, dueInMs }) => {
    followers.deliver(outbox);
    if (dueInMs !== null) followers.dueIn(dueInMs);
    return woken;
  };

  const advance = async (refs: readonly InstanceRef[]): Promise<Advanced> => {
    const businesses = [...new Set(refs.map(({ business }) => business))];
    const advanced = await store.transaction(businesses, (tx) => advanceIn(tx, refs));
    if (advanced.turns > 0) await reach("commit.after");
    return advanced;
  };

  /** An instance on its own, whose failure is its own. */
  const advanceAlone = async (ref: InstanceRef): Promise<Advanced> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await advance([ref]);
      } catch (error) {
        if (error instanceof TurnFailure) {
          await park(parts, error);
          // The conversation goes on with its next input.
          return { turns: 1, aftermath: nothing.aftermath };
        }
        if (!isTransient(error) || tries === maxTries) throw error;
        log("warn", "advance.retried", { instance: ref.id, tries, error: String(error) });
        await new Promise((resolve) =>
          setTimeout(resolve, firstRetryMs * 2 ** tries * (1 + parts.chance())),
        );
      }
    }
  };

  const advanceBatch = async (refs: readonly InstanceRef[]): Promise<Advanced[]> => {
    if (refs.length > 1) {
      try {
        return [await advance(refs)];
      } catch (error) {
        log("warn", "batch.redone", { instances: refs.length, error: String(error) });
      }
    }
    const advanced: Advanced[] = [];
    for (const ref of refs) advanced.push(await advanceAlone(ref));
    return advanced;
  };

  const follow: Advancer<Domain>["follow"] = async (refs) => {
    let taken = 0;
    let waiting: readonly InstanceRef[] = refs;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, settings.batch);
      const rest = waiting.slice(settings.batch);
      const advanced = await advanceBatch(batch);
      const turns = advanced.reduce((sum, each) => sum + each.turns, 0);
      const woken = advanced.flatMap((each) => conclude(each.aftermath));
      taken += turns;
      // Those that had an input may have another; those that had none are done.
      waiting = distinct([...rest, ...woken, ...(turns > 0 ? batch : [])]);
    }
    return taken;
  };

  const drain = async (): Promise<Round> => {
    const refs = await store.findWaiting(settings.batch);
    if (refs.length === 0) return "idle";
    // None taken although some wait: others hold them just now.
    return (await follow(refs)) > 0 ? "more" : "busy";
  };

  return { advanceIn, conclude, follow, drain };
}

function distinct(refs: readonly InstanceRef[]): InstanceRef[] {
  return [...new Map(refs.map((ref) => [`${ref.business}/${ref.id}`, ref])).values()];
}

async function park<Domain>(parts: HostParts<Domain>, failure: TurnFailure): Promise<void> {
  const { row, cause } = failure;
  const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
  await parts.store.poison(row, { message, stack });
  parts.log("error", "inbox.poisoned", {
    instance: row.instance,
    inbox: row.id,
    trace: row.traceId,
    error: message,
  });
  parts.alert({
    key: `poison:${row.instance}:${row.id}`,
    business: row.business,
    message: `An input of ${row.instance} could not be processed and was parked: ${message}`,
  });
}

function logTurn<Domain>(
  parts: HostParts<Domain>,
  { instance, inbox, journal, effects }: FinishedTurn,
): void {
  parts.log("info", "turn.taken", {
    business: instance.business,
    flow: instance.flow,
    instance: instance.id,
    trace: inbox.traceId,
    input: inbox.input.kind,
    reading: journal.reading,
    from: journal.from,
    to: journal.to,
    effects: effects.map(({ kind }) => kind),
    ms: Math.round(journal.durationMs * 10) / 10,
  });
}
