import { z } from "zod";
import { Bug, invariant } from "./errors.ts";
import type { Flow, Migration } from "./flow.ts";
import type { FlowSnapshot } from "./snapshot.ts";

const historySchema = z.record(z.string(), z.array(z.object({ id: z.string() })));

/**
 * A stored snapshot as the present flow goes on with it: written migrations applied, its context read by the flow's
 * schema. What changed under it shows in its hashes, and `takeTurn` acts on that. Throws a Bug where the chat
 * cannot go on: a state that is no more without a migration, a context that the schema refuses.
 */
export function loadSnapshot(flow: Flow, snapshot: FlowSnapshot): FlowSnapshot {
  invariant(snapshot.flow === flow.id, `a snapshot of ${snapshot.flow} is no ${flow.id}`);
  const due = flow.migrations
    .filter(({ to }) => to > snapshot.version && to <= flow.version)
    .toSorted((a, b) => a.to - b.to);
  const migrated = due.reduce(applyMigration, snapshot);
  const lost = migrated.active.find((id) => !flow.manifest.has(id));
  if (lost !== undefined) {
    throw new Bug(
      `${flow.id}: no migration says where a chat in ${lost} goes on (version ${snapshot.version})`,
    );
  }
  const context = flow.context.safeParse(migrated.machine.context);
  if (!context.success) {
    throw new Bug(`${flow.id}: the stored context does not fit its schema`, {
      cause: context.error,
    });
  }
  const machine = {
    ...migrated.machine,
    context: { ...context.data },
    historyValue: knownHistory(flow, migrated.machine.historyValue),
  };
  return { ...migrated, machine };
}

function applyMigration(snapshot: FlowSnapshot, migration: Migration): FlowSnapshot {
  const { states = {}, context = (same) => ({ ...same }) } = migration;
  const { machine, active, hashes } = snapshot;
  const renamed = (id: string) => states[id] ?? id;
  // A state that goes on elsewhere is asked anew there: its old hash must not stand for the new one.
  const kept = Object.entries(hashes).filter(([id]) => !(id in states));
  return {
    ...snapshot,
    active: [...new Set(active.map(renamed))],
    hashes: Object.fromEntries(kept),
    machine: {
      ...machine,
      context: context(machine.context),
      historyValue: renamedHistory(machine.historyValue, renamed),
    },
  };
}

type History = z.infer<typeof historySchema>;

function historyOf(value: unknown): History {
  return historySchema.safeParse(value).data ?? {};
}

function renamedHistory(value: unknown, renamed: (id: string) => string): History {
  const entries = Object.entries(historyOf(value)).map(([id, nodes]): [string, History[string]] => [
    renamed(id),
    nodes.map((node) => ({ id: renamed(node.id) })),
  ]);
  return Object.fromEntries(entries);
}

/** Of a history that names a state that is no more nothing is kept: its default is taken. */
function knownHistory(flow: Flow, value: unknown): History {
  const entries = Object.entries(historyOf(value)).filter(
    ([id, nodes]) => flow.manifest.has(id) && nodes.every((node) => flow.manifest.has(node.id)),
  );
  return Object.fromEntries(entries);
}
