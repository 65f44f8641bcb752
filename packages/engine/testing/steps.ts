import { decodeChoice } from "../src/choice.ts";
import { invariant } from "../src/errors.ts";
import type { Outcome } from "../src/input.ts";
import type { Incoming, Outgoing } from "../src/message.ts";
import type { FlowEvent } from "../src/screen.ts";
import type { Conversation } from "./conversation.ts";
import { choicesOf } from "./outgoing.ts";

/** One thing that a person, a clock or a provider can do. */
export type Step =
  /** Taps this label in the newest message that offers something. */
  | { type: "taps"; label: string }
  /** Taps this label in a message that is no longer the newest, the latest of those that offer it. */
  | { type: "tapsOlder"; label: string }
  | { type: "sends"; content: Incoming }
  /** Time passes until the timer that is due next has fired. */
  | { type: "waits"; timerId: string; ms: number }
  /** A running job comes back, by its invoke's id. */
  | { type: "finishes"; jobId: string; outcome: Outcome }
  /** Another instance of ours sends an event. */
  | { type: "signals"; event: FlowEvent }
  /** Something changes outside of the conversation, by its name among the conversation's happenings. */
  | { type: "happens"; name: string };

/** What cannot be read off a screen: free input, results and signals to try. */
export type Cases = {
  /** What people send, by screen name; under `*` at every screen. A string is a text. */
  inputs?: Readonly<Record<string, readonly (string | Incoming)[]>>;
  /** Results by invoke id; a job without any is only seen to fail. */
  outcomes?: Readonly<Record<string, readonly Outcome[]>>;
  signals?: readonly FlowEvent[];
  /** What happens elsewhere, by screen name. */
  happenings?: Readonly<Record<string, readonly string[]>>;
  /** Labels that are tapped in older messages, too. */
  stale?: readonly string[];
  /** Choices tried of each event type; the rest of a long list says nothing new. */
  perEvent?: number;
};

const failed: Outcome = { ok: false, error: { code: "failed", message: "failed", details: null } };

/** Everything that could happen next in this conversation. */
export function stepsFrom(chat: Conversation, cases: Cases): Step[] {
  if (chat.snapshot !== null && chat.snapshot.machine.status !== "active") return [];
  const inputs = [...(cases.inputs?.[chat.screen ?? ""] ?? []), ...(cases.inputs?.["*"] ?? [])];
  const timer = chat.nextTimer;
  const stale = (cases.stale ?? []).filter((label) => olderChoice(chat.history, label) !== null);
  const happenings = cases.happenings?.[chat.screen ?? ""] ?? [];
  return [
    ...offered(chat.history, cases.perEvent ?? 2).map((label): Step => ({ type: "taps", label })),
    ...stale.map((label): Step => ({ type: "tapsOlder", label })),
    ...inputs.map((input): Step => ({ type: "sends", content: contentOf(input) })),
    ...(timer === null ? [] : [{ type: "waits", timerId: timer.timerId, ms: timer.inMs } as const]),
    ...chat.jobs.flatMap(({ jobId }) =>
      (cases.outcomes?.[jobId] ?? [failed]).map((outcome): Step => ({
        type: "finishes",
        jobId,
        outcome,
      })),
    ),
    ...(cases.signals ?? []).map((event): Step => ({ type: "signals", event })),
    ...happenings.map((name): Step => ({ type: "happens", name })),
  ];
}

function contentOf(input: string | Incoming): Incoming {
  return typeof input === "string" ? { kind: "text", text: input } : input;
}

/** Messages that offer something, oldest first. */
function offering(history: readonly Outgoing[]): Outgoing[] {
  return history.filter((message) => message.kind !== "template" && choicesOf(message).length > 0);
}

function olderChoice(
  history: readonly Outgoing[],
  label: string,
): { id: string; label: string } | null {
  const older = offering(history).slice(0, -1).toReversed().flatMap(choicesOf);
  return older.find((choice) => choice.label === label) ?? null;
}

/** Labels of the newest message that offers something, a few of each event type. */
function offered(history: readonly Outgoing[], perEvent: number): string[] {
  const newest = offering(history).at(-1);
  const seen = new Map<string, number>();
  return choicesOf(newest).flatMap(({ id, label }) => {
    const type = decodeChoice(id)?.event.type ?? "";
    const count = (seen.get(type) ?? 0) + 1;
    seen.set(type, count);
    return count > perEvent ? [] : [label];
  });
}

/** Carries a step out in memory. */
export function performStep(chat: Conversation, step: Step): Conversation {
  switch (step.type) {
    case "taps":
      return chat.taps(step.label);
    case "tapsOlder": {
      const choice = olderChoice(chat.history, step.label);
      invariant(choice !== null, `no older message offers "${step.label}"`);
      return chat.sends({ kind: "choice", choiceId: choice.id, label: choice.label });
    }
    case "sends":
      return chat.sends(step.content);
    case "waits":
      return chat.later(chat.nextTimer?.inMs ?? step.ms);
    case "finishes":
      return chat.finishes(step.jobId, step.outcome);
    case "signals":
      return chat.signals({ ...step.event });
    case "happens":
      return chat.happens(step.name);
  }
}
