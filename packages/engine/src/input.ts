import type { Incoming } from "./message.ts";
import type { FlowEvent } from "./screen.ts";

/** How a query, command or job ended. `error` is what a flow's `onError` sees. */
export type Outcome =
  | { ok: true; output: unknown }
  | { ok: false; error: { code: string; message: string; details: unknown } };

/** What one inbox row brings. */
export type TurnInput =
  | { kind: "message"; messageId: string; sentAt: number; content: Incoming; replyTo?: string }
  /** An event from another instance; the first one starts the instance. */
  | { kind: "signal"; event: FlowEvent }
  /** Dropped unless `generation` is the timer's current one. */
  | { kind: "timer"; timerId: string; generation: number; event: FlowEvent }
  /** Dropped unless `generation` is the job's current one. `jobId` is the invoke's id. */
  | { kind: "job"; jobId: string; generation: number; outcome: Outcome };

/** The host's answers to the requests of a turn that waits. `requestId` is the invoke's id. */
export type Answers = {
  kind: "answers";
  answers: readonly { requestId: string; outcome: Outcome }[];
};
