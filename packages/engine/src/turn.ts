import type { Effect, Request } from "./effect.ts";
import { Bug, invariant } from "./errors.ts";
import type { Flow } from "./flow.ts";
import type { Answers, TurnInput } from "./input.ts";
import { jsonProblem } from "./json.ts";
import {
  type Counters,
  newOpenTurn,
  type OpenTurn,
  outcomeEvent,
  type Progress,
  pushEffects,
  applyEvent,
  startMachine,
} from "./progress.ts";
import { applyPending } from "./read-input.ts";
import { reconcile } from "./reconcile.ts";
import { drawReply } from "./reply.ts";
import type { FlowSnapshot } from "./snapshot.ts";
import type { Frame } from "./standing.ts";
import type { JournalEntry } from "./store.ts";
import { activeLeaves, screenNameOf } from "./live.ts";
import { activeNodes, persist, restore } from "./xstate-adapter.ts";

/** What a turn has come to. Its snapshot is stored when no request is left. */
export type Turn = {
  snapshot: FlowSnapshot;
  effects: readonly Effect[];
  /** To be answered from the turn's transaction, and taken on with; no effect is carried out before. */
  requests: readonly Request[];
  journal: Omit<JournalEntry, "durationMs">;
  /** What the turn carries into its next round; null when it is over. */
  open: OpenTurn | null;
};

/** Questions and commands that one turn may put, one after the other. */
const mostRounds = 8;

/**
 * One input of one instance, until its machine has settled. Pure: time, chance and knowledge are in the world.
 * `before` is the stored snapshot, as `loadSnapshot` gives it, null at the first turn, or the turn that waits
 * for these answers. Throws a Bug, and then nothing has happened.
 */
export function takeTurn(
  flow: Flow,
  before: FlowSnapshot | Turn | null,
  asked: Frame & { input: TurnInput | Answers },
): Turn {
  const { input, instance, world, limits } = asked;
  const frame: Frame = { instance, world, limits };
  if (input.kind === "answers") {
    invariant(before !== null && "open" in before && before.open !== null, "answers to no turn");
    const { snapshot, open } = before;
    const progress = resume(flow, frame, { snapshot, open });
    takeAnswers(progress, input);
    return settle(progress);
  }
  invariant(before === null || !("open" in before), "the turn before still waits for answers");
  if (before !== null && before.machine.status !== "active") return refuseEnded(before);
  return settle(begin(flow, frame, { snapshot: before, input }));
}

function begin(
  flow: Flow,
  frame: Frame,
  { snapshot, input }: { snapshot: FlowSnapshot | null; input: TurnInput },
): Progress {
  const open = newOpenTurn(input, snapshot);
  const counters = snapshot === null ? structuredClone(firstCounters) : countersOf(snapshot);
  counters.seq += 1;
  if (snapshot === null) return startMachine(flow, frame, { counters, open });
  const live = restore(flow.machine, snapshot, frame.world);
  const progress = { flow, frame, live, counters, open };
  reconcile(progress, snapshot);
  return progress;
}

function resume(
  flow: Flow,
  frame: Frame,
  before: { snapshot: FlowSnapshot; open: OpenTurn },
): Progress {
  const { snapshot, open } = structuredClone(before);
  const live = restore(flow.machine, snapshot, frame.world);
  return { flow, frame, live, counters: countersOf(snapshot), open };
}

function countersOf(snapshot: FlowSnapshot): Counters {
  const { seq, revision, screen, page, misses, timers, jobs, held } = structuredClone(snapshot);
  return { seq, revision, screen, page, misses, timers, jobs, held };
}

const firstCounters: Counters = {
  seq: 0,
  revision: 0,
  screen: null,
  page: 0,
  misses: 0,
  timers: {},
  jobs: {},
  held: [],
};

function takeAnswers(progress: Progress, { answers }: Answers): void {
  for (const { requestId, outcome } of answers) {
    // Left meanwhile because of another answer: nobody asks any more.
    if (!(requestId in progress.open.requests)) continue;
    delete progress.open.requests[requestId];
    applyEvent(progress, outcomeEvent(requestId, outcome));
  }
}

/** Applies what is pending until the machine waits for an answer, or until nothing is left. */
function settle(progress: Progress): Turn {
  const { open, flow } = progress;
  while (Object.keys(open.requests).length === 0 && progress.live.status === "active") {
    open.screenBefore ??= screenNameOf(progress.live);
    const pending = open.queue.shift();
    if (pending === undefined) break;
    applyPending(progress, pending);
  }
  const requests = Object.values(open.requests);
  if (requests.length === 0) return finish(progress);
  open.rounds += 1;
  if (open.rounds > mostRounds)
    throw new Bug(`${flow.id} asked more than ${mostRounds} times in one turn`);
  return {
    snapshot: snapshotOf(progress),
    effects: [],
    requests,
    journal: journalOf(progress),
    open,
  };
}

function finish(progress: Progress): Turn {
  const { instance } = progress.frame;
  const effects: Effect[] = [];
  const numbered = (effect: (id: string) => Effect) => {
    effects.push(effect(`${instance}:${progress.counters.seq}:${effects.length}`));
  };
  pushEffects(progress, numbered, (effect) => effects.push(effect));
  for (const reply of drawReply(progress)) numbered((id) => ({ kind: "message", id, ...reply }));
  const snapshot = snapshotOf(progress);
  refuseBadContext(progress.flow, snapshot);
  return { snapshot, effects, requests: [], journal: journalOf(progress), open: null };
}

function snapshotOf({ flow, live, counters }: Progress): FlowSnapshot {
  const hashes = activeNodes(live).map(({ id }) => [id, flow.manifest.get(id) ?? ""]);
  return {
    flow: flow.id,
    version: flow.version,
    machine: persist(flow.machine, live),
    active: activeLeaves(live),
    hashes: Object.fromEntries(hashes),
    ...counters,
  };
}

function refuseBadContext(flow: Flow, { machine }: FlowSnapshot): void {
  const problem = jsonProblem(machine.context);
  if (problem !== null)
    throw new Bug(`${flow.id} would remember what JSON cannot hold: ${problem}`);
  const parsed = flow.context.safeParse(machine.context);
  if (!parsed.success)
    throw new Bug(`${flow.id} would remember what its schema refuses`, { cause: parsed.error });
}

function journalOf({ open, live }: Progress): Turn["journal"] {
  const { from, events, transitions, reading } = open;
  return { from, to: activeLeaves(live), events, transitions, reading };
}

/** An instance that is over takes nothing more: xstate would still run its root's handlers. */
function refuseEnded(snapshot: FlowSnapshot): Turn {
  const journal = {
    from: snapshot.active,
    to: snapshot.active,
    events: [],
    transitions: [],
    reading: "ended",
  };
  return {
    snapshot: { ...snapshot, seq: snapshot.seq + 1 },
    effects: [],
    requests: [],
    journal,
    open: null,
  };
}
