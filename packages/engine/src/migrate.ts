import { Bug } from "./errors.ts";
import type { Flow } from "./flow.ts";
import type { FlowSnapshot } from "./snapshot.ts";

/**
 * A stored snapshot as the present flow goes on with it. Throws a Bug where it cannot: a state that is no
 * more without a migration, a context that the flow's schema refuses.
 */
export function loadSnapshot(flow: Flow, snapshot: FlowSnapshot): FlowSnapshot {
  const context = flow.context.safeParse(snapshot.machine.context);
  if (!context.success) {
    throw new Bug(`${flow.id}: the stored context does not fit its schema`, {
      cause: context.error,
    });
  }
  return { ...snapshot, machine: { ...snapshot.machine, context: { ...context.data } } };
}
