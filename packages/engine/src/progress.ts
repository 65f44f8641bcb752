import type { Ask } from "./ask.ts";
import type { Effect, Request } from "./effect.ts";
import { invariant } from "./errors.ts";
import type { Flow } from "./flow.ts";
import type { Outcome, TurnInput } from "./input.ts";
import type { Choice, FlowEvent, Line } from "./screen.ts";
import type { FlowSnapshot } from "./snapshot.ts";
import type { Frame } from "./standing.ts";
import { firstStep, type Live, nextStep, type Step } from "./xstate-adapter.ts";

/** What is still to be applied in this turn, in order. */
export type Pending =
  | { kind: "input"; input: TurnInput }
  /** Bubbles that were held, as one text. */
  | { kind: "joined"; text: string }
  /** One of several events of the same message; left out if it is not accepted by then. */
  | { kind: "heard"; event: FlowEvent };

/** When the screen is said: never, when it is another one than before the turn, always. */
export type Showing = "never" | "ifChanged" | "always";

/** A turn under way: what it carries from one round of requests to the next. JSON. */
export type OpenTurn = {
  queue: Pending[];
  /** Requests that wait for an answer, by invoke id. */
  requests: Record<string, Request>;
  rounds: number;
  lines: Line<FlowEvent>[];
  /** Writes and signals, in order. */
  asked: Extract<Ask, { kind: "write" | "signal" }>[];
  timersSet: Record<string, { delayMs: number; event: FlowEvent }>;
  jobsStarted: Record<string, { job: string; input: unknown }>;
  /** Timers and jobs that ran when the turn began and have not come in with its input. */
  timersBefore: string[];
  jobsBefore: string[];
  from: string[];
  /** Undefined until the machine first rests: its start is no change. */
  screenBefore: string | null | undefined;
  events: string[];
  transitions: string[];
  reading: string;
  showing: Showing;
  /** Offered besides the screen's own after several misses. */
  extraChoice: Choice<FlowEvent> | null;
};

/** The stored counters, without the machine. */
export type Counters = Pick<
  FlowSnapshot,
  "seq" | "revision" | "screen" | "page" | "misses" | "timers" | "jobs" | "held"
>;

export type Progress = { flow: Flow; frame: Frame; live: Live; counters: Counters; open: OpenTurn };

/** Held bubbles are joined by this timer. */
export const joinTimer = { id: "engine.join", delayMs: 1500, event: { type: "engine.joined" } };

export function newOpenTurn(input: TurnInput, snapshot: FlowSnapshot | null): OpenTurn {
  return {
    queue: [{ kind: "input", input }],
    requests: {},
    rounds: 0,
    lines: [],
    asked: [],
    timersSet: {},
    jobsStarted: {},
    timersBefore: Object.keys(snapshot?.timers ?? {}),
    jobsBefore: Object.keys(snapshot?.jobs ?? {}),
    from: snapshot?.active ?? [],
    screenBefore: undefined,
    events: [],
    transitions: [],
    reading: "taken",
    showing: "never",
    extraChoice: null,
  };
}

export function startMachine(
  flow: Flow,
  frame: Frame,
  base: Pick<Progress, "counters" | "open">,
): Progress {
  const step = firstStep(flow.machine, frame.world);
  const progress = { flow, frame, live: step.live, ...base };
  note(progress, step);
  return progress;
}

/** Takes one event, notes what the step asks for, and says whether anything handled it. */
export function applyEvent(progress: Progress, event: FlowEvent): boolean {
  const step = nextStep(progress.flow.machine, progress.live, event);
  note(progress, step);
  return step.transitions.length > 0;
}

/** The event that an answer or a result comes back as. */
export function outcomeEvent(
  id: string,
  outcome: Outcome,
): FlowEvent & { output?: unknown; error?: unknown } {
  return outcome.ok
    ? { type: `xstate.done.actor.${id}`, output: outcome.output }
    : { type: `xstate.error.actor.${id}`, error: outcome.error };
}

export function setTimer(
  progress: Progress,
  timer: { id: string; delayMs: number; event: FlowEvent },
): void {
  const { id, delayMs, event } = timer;
  // The turn's number is a generation: a timer set anew by a later turn never takes an earlier one's firing.
  progress.counters.timers[id] = progress.counters.seq;
  progress.open.timersSet[id] = { delayMs, event };
}

export function dropTimer(progress: Progress, id: string): void {
  delete progress.counters.timers[id];
  delete progress.open.timersSet[id];
}

function note(progress: Progress, step: Step): void {
  progress.live = step.live;
  progress.open.events.push(...step.events);
  progress.open.transitions.push(...step.transitions);
  for (const ask of step.asks) noteAsk(progress, ask);
  syncWithMachine(progress);
}

/** Requests, jobs and timers of states that were left are forgotten; of a machine that ended, all. */
export function syncWithMachine(progress: Progress): void {
  const { children, status } = progress.live;
  const left = (id: string) => status !== "active" || !(id in children);
  for (const id of Object.keys(progress.open.requests).filter(left))
    delete progress.open.requests[id];
  for (const id of Object.keys(progress.counters.jobs).filter(left)) dropJob(progress, id);
  if (status !== "active") {
    for (const id of Object.keys(progress.counters.timers)) dropTimer(progress, id);
    progress.counters.held = [];
  }
}

function dropJob(progress: Progress, id: string): void {
  delete progress.counters.jobs[id];
  delete progress.open.jobsStarted[id];
}

function noteAsk(progress: Progress, ask: Ask): void {
  const { counters, open } = progress;
  switch (ask.kind) {
    case "say":
      open.lines.push(ask.line);
      return;
    case "write":
    case "signal":
      open.asked.push(ask);
      return;
    case "timer.set":
      setTimer(progress, { id: ask.timerId, delayMs: ask.delayMs, event: ask.event });
      return;
    case "timer.cancel":
      dropTimer(progress, ask.timerId);
      return;
    case "start":
      if (ask.actor === "job") {
        counters.jobs[ask.id] = counters.seq;
        open.jobsStarted[ask.id] = { job: ask.name, input: ask.input };
      } else {
        open.requests[ask.id] = { kind: ask.actor, id: ask.id, name: ask.name, input: ask.input };
      }
  }
}

type Numbered = (effect: (id: string) => Effect) => void;

/** Everything the turn asks of the world but its messages. */
export function pushEffects(
  progress: Progress,
  push: Numbered,
  plain: (effect: Effect) => void,
): void {
  const { counters, open } = progress;
  for (const ask of open.asked) {
    push((id) =>
      ask.kind === "write"
        ? { kind: "write", id, write: ask.write, input: ask.input }
        : { kind: "signal", id, to: ask.to, event: ask.event },
    );
  }
  for (const timerId of open.timersBefore) {
    if (!(timerId in counters.timers)) plain({ kind: "timer.cancel", timerId });
  }
  for (const [timerId, timer] of Object.entries(open.timersSet)) {
    const generation = generationOf(counters.timers, timerId);
    push((id) => ({ kind: "timer.set", id, timerId, generation, ...timer }));
  }
  for (const jobId of open.jobsBefore) {
    if (!(jobId in counters.jobs)) plain({ kind: "job.cancel", jobId });
  }
  for (const [jobId, job] of Object.entries(open.jobsStarted)) {
    const generation = generationOf(counters.jobs, jobId);
    push((id) => ({ kind: "job.start", id, jobId, generation, ...job }));
  }
}

function generationOf(running: Record<string, number>, id: string): number {
  const generation = running[id];
  invariant(generation !== undefined, `${id} was started and is not running`);
  return generation;
}
