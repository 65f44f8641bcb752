import { Bug, unreachable } from "./errors.ts";
import type { TurnInput } from "./input.ts";
import {
  applyEvent,
  dropTimer,
  joinTimer,
  outcomeEvent,
  type Pending,
  type Progress,
  setTimer,
  type Showing,
} from "./progress.ts";
import type { FlowEvent } from "./screen.ts";
import { acceptable, presentScreen } from "./standing.ts";
import { spoken, type Standing, type Understood, understand } from "./understand.ts";
import { contextOf } from "./live.ts";

/** Held bubbles beyond this are joined at once, in UTF-16 units. */
const mostHeld = 2000;

/** A message is late when it was sent so long before its turn, milliseconds. */
const lateAfterMs = 30 * 60_000;

/** Applies the next thing that a turn has before it; the machine is at rest and waits for no answer. */
export function applyPending(progress: Progress, pending: Pending): void {
  switch (pending.kind) {
    case "input":
      return applyInput(progress, pending.input);
    case "joined":
      return apply(progress, spoken(pending.text, standing(progress)));
    case "heard": {
      const event = acceptable(progress.flow, progress.live, pending.event);
      if (event !== null) takeFromPerson(progress, event);
    }
  }
}

function applyInput(progress: Progress, input: TurnInput): void {
  switch (input.kind) {
    case "message":
      return applyMessage(progress, input);
    case "signal":
      return applySignal(progress, input.event);
    case "timer":
      return applyTimer(progress, input);
    case "job":
      return applyJob(progress, input);
    default:
      // Written by a newer server: parked, and not taken for done.
      return unreachable(input);
  }
}

function applyMessage(progress: Progress, input: Extract<TurnInput, { kind: "message" }>): void {
  const meant = understand(input.content, standing(progress));
  const understood = isTooLate(progress, input.sentAt, meant)
    ? ({ kind: "stale" } as const)
    : meant;
  const { held } = progress.counters;
  if (understood.kind === "hold") return hold(progress, understood.text);
  if (held.length === 0) return apply(progress, understood);
  // What was said before is taken first, so that this message meets the state it was meant for.
  joinHeld(progress);
  progress.open.queue.push({ kind: "input", input });
}

/**
 * Whether it reached us so late that the person may have moved on: it is answered, but nothing is bought by it. What
 * the words say that are valid everywhere (a person, cancel, opt out) is meant whenever it comes.
 */
function isTooLate({ flow, frame, open }: Progress, sentAt: number, meant: Understood): boolean {
  if (frame.world.now - sentAt <= lateAfterMs || open.from.length === 0) return false;
  if (meant.kind === "hold") return true;
  const always = new Set(flow.words.map(({ event }) => event.type));
  return meant.kind === "events" && !meant.events.every(({ type }) => always.has(type));
}

function standing({ flow, live, frame, counters }: Progress): Standing {
  const present = presentScreen(flow, live);
  const screen = present === null ? null : { ...present.screen, name: present.name };
  const page = screen !== null && screen.name === counters.screen ? counters.page : 0;
  return { flow, live, frame, screen, page };
}

function apply(progress: Progress, understood: Understood): void {
  const { counters, open, flow } = progress;
  switch (understood.kind) {
    case "events":
      open.queue.unshift(...understood.events.map((event): Pending => ({ kind: "heard", event })));
      return;
    case "page":
      counters.page = understood.page;
      counters.misses = 0;
      return settle(progress, "page", "always");
    case "stale":
      if (flow.replies.stale !== null)
        open.lines.push(flow.replies.stale(contextOf(progress.live)));
      return settle(progress, "stale", "always");
    case "silence":
      return settle(progress, "silence", "never");
    case "nothing":
      return miss(progress);
    case "hold":
      return hold(progress, understood.text);
  }
}

function takeFromPerson(progress: Progress, event: FlowEvent): void {
  progress.counters.misses = 0;
  progress.counters.page = 0;
  applyEvent(progress, event);
  settle(progress, "taken", "always");
}

/** The first miss is told; at the second the screen is said again; from the third on a way out is offered. */
function miss(progress: Progress): void {
  const { counters, open, flow, live } = progress;
  const { misunderstood } = flow.replies;
  if (misunderstood === null) return settle(progress, "dropped", "never");
  // Somebody who just arrived is greeted, not corrected.
  if (open.from.length === 0) return settle(progress, "started", "always");
  counters.misses += 1;
  const { text, choice } = misunderstood(contextOf(live), counters.misses);
  open.lines.push(text);
  if (counters.misses >= 3 && choice !== undefined) open.extraChoice = choice;
  settle(progress, "misunderstood", counters.misses === 1 ? "never" : "always");
}

const rank: Record<Showing, number> = { never: 0, ifChanged: 1, always: 2 };

function settle({ open }: Progress, reading: string, showing: Showing): void {
  open.reading = reading;
  if (rank[showing] > rank[open.showing]) open.showing = showing;
}

function hold(progress: Progress, text: string): void {
  progress.counters.held.push(text);
  settle(progress, "held", "never");
  const length = progress.counters.held.reduce((sum, bubble) => sum + bubble.length, 0);
  if (length > mostHeld) return joinHeld(progress);
  setTimer(progress, joinTimer);
}

function joinHeld(progress: Progress): void {
  const text = progress.counters.held.join("\n");
  progress.counters.held = [];
  dropTimer(progress, joinTimer.id);
  progress.open.queue.unshift({ kind: "joined", text });
}

/** Throws a Bug for a signal that the flow's schema does not know: the sender is ours. */
function applySignal(progress: Progress, event: FlowEvent): void {
  const parsed = progress.flow.events.safeParse(event);
  if (!parsed.success) {
    throw new Bug(`${progress.flow.id} knows no signal ${JSON.stringify(event)}`, {
      cause: parsed.error,
    });
  }
  applyFromOutside(progress, parsed.data);
}

function applyTimer(progress: Progress, timer: Extract<TurnInput, { kind: "timer" }>): void {
  const { counters, open } = progress;
  if (counters.timers[timer.timerId] !== timer.generation)
    return settle(progress, "dropped", "never");
  dropTimer(progress, timer.timerId);
  open.timersBefore = open.timersBefore.filter((id) => id !== timer.timerId);
  if (timer.timerId === joinTimer.id) return joinHeld(progress);
  applyFromOutside(progress, timer.event);
}

function applyJob(progress: Progress, job: Extract<TurnInput, { kind: "job" }>): void {
  const { counters, open } = progress;
  if (counters.jobs[job.jobId] !== job.generation) return settle(progress, "dropped", "never");
  delete counters.jobs[job.jobId];
  open.jobsBefore = open.jobsBefore.filter((id) => id !== job.jobId);
  applyFromOutside(progress, outcomeEvent(job.jobId, job.outcome));
}

function applyFromOutside(progress: Progress, event: FlowEvent): void {
  const handled = applyEvent(progress, event);
  settle(progress, handled ? "taken" : "ignored", "ifChanged");
}
