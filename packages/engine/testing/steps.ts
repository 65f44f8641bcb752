import { decodeChoice } from "../src/choice.ts";
import type { Outcome } from "../src/input.ts";
import type { Incoming, Outgoing } from "../src/message.ts";
import type { FlowEvent } from "../src/screen.ts";
import type { Conversation } from "./conversation.ts";
import { choicesOf } from "./outgoing.ts";

/** One thing that a person, a clock or a provider can do. */
export type Step =
  /** Taps this label in the newest message that offers something. */
  | { type: "taps"; label: string }
  | { type: "sends"; content: Incoming }
  /** Time passes until the timer that is due next has fired. */
  | { type: "waits"; timerId: string; ms: number }
  /** A running job comes back, by its invoke's id. */
  | { type: "finishes"; jobId: string; outcome: Outcome }
  /** Another instance of ours sends an event. */
  | { type: "signals"; event: FlowEvent };

/** What cannot be read off a screen: free input, results and signals to try. */
export type Cases = {
  /** What people send, by screen name; under `*` at every screen. A string is a text. */
  inputs?: Readonly<Record<string, readonly (string | Incoming)[]>>;
  /** Results by invoke id; a job without any is only seen to fail. */
  outcomes?: Readonly<Record<string, readonly Outcome[]>>;
  signals?: readonly FlowEvent[];
  /** Choices tried of each event type; the rest of a long list says nothing new. */
  perEvent?: number;
};

const failed: Outcome = { ok: false, error: { code: "failed", message: "failed", details: null } };

/** Everything that could happen next in this conversation. */
export function stepsFrom(chat: Conversation, cases: Cases): Step[] {
  if (chat.snapshot !== null && chat.snapshot.machine.status !== "active") return [];
  const inputs = [...(cases.inputs?.[chat.screen ?? ""] ?? []), ...(cases.inputs?.["*"] ?? [])];
  const timer = chat.nextTimer;
  return [
    ...offered(chat.history, cases.perEvent ?? 2).map((label): Step => ({ type: "taps", label })),
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
  ];
}

function contentOf(input: string | Incoming): Incoming {
  return typeof input === "string" ? { kind: "text", text: input } : input;
}

/** Labels of the newest message that offers something, a few of each event type. */
function offered(history: readonly Outgoing[], perEvent: number): string[] {
  const newest = history.findLast(
    (message) => message.kind !== "template" && choicesOf(message).length > 0,
  );
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
    case "sends":
      return chat.sends(step.content);
    case "waits":
      return chat.later(chat.nextTimer?.inMs ?? step.ms);
    case "finishes":
      return chat.finishes(step.jobId, step.outcome);
    case "signals":
      return chat.signals({ ...step.event });
  }
}
