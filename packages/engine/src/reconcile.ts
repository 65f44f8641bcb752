import { applyEvent, dropTimer, type Progress, setTimer, syncWithMachine } from "./progress.ts";
import type { FlowSnapshot } from "./snapshot.ts";
import { activeNodes, againEvent, delayOf, withoutStrangers } from "./xstate-adapter.ts";

/**
 * Brings a chat that rested in states whose surface a release changed to where the present machine would have it: the
 * changed step is asked again with its context, timers and jobs are those that the active states expect.
 */
export function reconcile(progress: Progress, snapshot: FlowSnapshot): void {
  const { manifest } = progress.flow;
  const changed = (id: string) => snapshot.hashes[id] !== manifest.get(id);
  if (!activeNodes(progress.live).some(({ id }) => changed(id))) return;
  progress.live = withoutStrangers(progress.live);
  for (const leaf of snapshot.active.filter(changed)) applyEvent(progress, againEvent(leaf));
  for (const node of activeNodes(progress.live)) {
    const missing = node.invoke.some(({ id }) => !(id in progress.live.children));
    if (missing) applyEvent(progress, againEvent(node.id));
  }
  reconcileTimers(progress, changed);
  syncWithMachine(progress);
}

/** A changed state around the step is not left, so its new timers are set here; whether one had elapsed is not known. */
function reconcileTimers(progress: Progress, changed: (stateId: string) => boolean): void {
  const { flow, live, counters } = progress;
  const expected = activeNodes(live).flatMap((node) =>
    node.after.map(({ eventType, delay }) => ({ id: eventType, delay, stateId: node.id })),
  );
  for (const id of Object.keys(counters.timers)) {
    const ofState = id.startsWith("xstate.after.");
    if (ofState && !expected.some((timer) => timer.id === id)) dropTimer(progress, id);
  }
  for (const { id, delay, stateId } of expected) {
    if (id in counters.timers || !changed(stateId)) continue;
    const delayMs = Math.round(delayOf(flow.machine, live, String(delay)));
    setTimer(progress, { id, delayMs, event: { type: id } });
  }
}
