import type { ChatId } from "./ids.ts";
import type { Outgoing, Template } from "./message.ts";
import type { FlowEvent } from "./screen.ts";

/** `instance:seq:n`, the idempotency key of everything downstream. */
export type EffectId = string;

/** What a turn asks of the world, as data. Carried out in the turn's transaction or written down in it. */
export type Effect =
  /** One call to the provider. `template` is sent instead should the window be shut by then. */
  | { kind: "message"; id: EffectId; message: Outgoing; template?: Template }
  /** Changes the domain in the same transaction and cannot fail. */
  | { kind: "write"; id: EffectId; write: string; input: unknown }
  /** Slow or fallible work after the commit. `jobId` is the invoke's id, `job` names the work. */
  | {
      kind: "job.start";
      id: EffectId;
      jobId: string;
      generation: number;
      job: string;
      input: unknown;
    }
  | { kind: "job.cancel"; jobId: string }
  | {
      kind: "timer.set";
      id: EffectId;
      timerId: string;
      generation: number;
      event: FlowEvent;
      delayMs: number;
    }
  | { kind: "timer.cancel"; timerId: string }
  /** An inbox row of another instance of the same business; started when it does not exist. */
  | { kind: "signal"; id: EffectId; to: SignalTarget; event: FlowEvent };

export type SignalTarget = {
  flow: string;
  /** An instance's key within its flow: the chat's id for conversations, the order's id for orders. */
  key: string;
  /** The chat a newly started instance talks in. */
  chat: ChatId | null;
};

/** A query or command that the turn waits for; answered from the same transaction. `id` is the invoke's id. */
export type Request = { kind: "query" | "command"; id: string; name: string; input: unknown };
