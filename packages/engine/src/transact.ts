// Inside one transaction: lock the instances, read the oldest input of each, take the turns, save.

import type { HostParts } from "./host-parts.ts";
import { isTransient, runTurn, TurnFailure } from "./run-turn.ts";
import type { Aftermath, FinishedTurn, InstanceRef, StoreTransaction } from "./store.ts";

/** What a transaction did: the turns it took and what to follow up once it is committed. */
export type Advanced = { turns: number; aftermath: Aftermath };

export const nothingAdvanced: Advanced = {
  turns: 0,
  aftermath: { outbox: [], woken: [], dueInMs: null },
};

/** One turn of each of these instances that is free and has an input. Nothing counts before the commit. */
export async function advanceIn<Domain>(
  parts: HostParts<Domain>,
  tx: StoreTransaction<Domain>,
  refs: readonly InstanceRef[],
): Promise<Advanced> {
  await parts.checkpoint?.("lock.before");
  const instances = await tx.lockInstances(refs);
  await parts.checkpoint?.("lock.after");
  // In a statement of its own: what another batch has just committed must be seen.
  const rows = instances.length === 0 ? [] : await tx.oldestInbox(instances);
  if (rows.length === 0) return nothingAdvanced;

  const businesses = [...new Set(rows.map(({ business }) => business))];
  const facts = await parts.facts(tx.domain, businesses);
  await parts.checkpoint?.("turn.before");
  const turns: FinishedTurn[] = [];
  for (const row of rows) {
    const instance = instances.find(
      ({ id, business }) => id === row.instance && business === row.business,
    );
    if (instance !== undefined) turns.push(await runTurn(parts, { tx, instance, row, facts }));
  }
  await parts.checkpoint?.("turn.after");
  const aftermath = await save(parts, tx, turns);
  for (const turn of turns) logTurn(parts, turn);
  await parts.checkpoint?.("commit.before");
  return { turns: turns.length, aftermath };
}

async function save<Domain>(
  parts: HostParts<Domain>,
  tx: StoreTransaction<Domain>,
  turns: readonly FinishedTurn[],
): Promise<Aftermath> {
  try {
    return await tx.save(turns, parts.settings);
  } catch (error) {
    const [only] = turns;
    // What cannot be written of a turn is that turn's failure, once it is known whose.
    if (only === undefined || turns.length > 1 || isTransient(error)) throw error;
    throw new TurnFailure(only.inbox, error);
  }
}

function logTurn<Domain>(parts: HostParts<Domain>, turn: FinishedTurn): void {
  const { instance, inbox, journal, effects } = turn;
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
