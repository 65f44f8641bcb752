import type { AnyStateMachine, ContextFrom } from "xstate";
import type { z } from "zod";
import { type Manifest, manifestOf } from "./manifest.ts";
import type { Incoming } from "./message.ts";
import { refuse } from "./refusals.ts";
import type { Choice, FlowEvent, Screen } from "./screen.ts";
import type { Forgetting, Worldly } from "./makers.ts";
import { runtimeMachineOf } from "./xstate-adapter.ts";

/** What a flow's `listen` makes of a message that no choice, word or free input explained. */
export type Heard<Event extends FlowEvent> =
  /** Applied one after the other in the same turn; those not accepted by then are left out. */
  | { kind: "events"; events: readonly Event[] }
  /** Understood, and deliberately not answered. */
  | { kind: "silence" }
  | { kind: "nothing" };

/** What `listen` may look at. `accepts` asks the machine as it stands now, guards included. */
export type About<Context, Event extends FlowEvent> = {
  context: Context;
  accepts(event: Event): boolean;
  screen: Screen<Event> | null;
};

/** Words that mean the same at every screen, as a whole message; compared without case, accents and plural. */
export type WordRule<Event extends FlowEvent> = { words: readonly string[]; event: Event };

export type Replies<Context, Event extends FlowEvent> = {
  /** `misses` counts from 1: then the screen is said again, then `choice` (a person) is offered too. */
  misunderstood: (context: Context, misses: number) => { text: string; choice?: Choice<Event> };
  /** Said before the present screen when a tap came too late. */
  stale: (context: Context) => string;
  /** The row that turns the page. */
  more?: string;
  /** The button that opens a list whose screen names none. */
  opener?: string;
};

/** How chats stored by an older version go on, where the engine cannot know. Applied in order of `to`. */
export type Migration = {
  /** Chats stored by a version below this one pass through it. */
  to: number;
  /** Where a state that is no more goes on: old id → present id, e.g. `ordering.paying` → `ordering.payment`. */
  states?: Readonly<Record<string, string>>;
  context?: (context: Readonly<Record<string, unknown>>) => Record<string, unknown>;
};

type Definition<Machine extends AnyStateMachine, Event extends FlowEvent> = {
  /** Stored with every chat: never changes. The machine has the same id. */
  id: string;
  version: number;
  machine: Machine;
  /** Of what a chat remembers, without the world. JSON only. */
  context: z.ZodType<Omit<ContextFrom<Machine>, "world">>;
  /** Of the events that come from outside: choices, free input, signals. */
  events: z.ZodType<Event>;
  migrations?: readonly Migration[];
};

export type ConversationDefinition<
  Machine extends AnyStateMachine,
  Event extends FlowEvent,
> = Definition<Machine, Event> & {
  kind: "conversation";
  screens: Readonly<Record<string, (context: ContextFrom<Machine>) => Screen<NoInfer<Event>>>>;
  words: readonly WordRule<NoInfer<Event>>[];
  listen: (
    heard: Incoming,
    about: About<ContextFrom<Machine>, NoInfer<Event>>,
  ) => Heard<NoInfer<Event>>;
  replies: Replies<ContextFrom<Machine>, NoInfer<Event>>;
};

/** Nobody is in front of it: it has no screens, and says lines into its chat. */
export type ProcessDefinition<
  Machine extends AnyStateMachine,
  Event extends FlowEvent,
> = Definition<Machine, Event> & {
  kind: "process";
  replies?: Pick<Replies<ContextFrom<Machine>, NoInfer<Event>>, "stale">;
};

/** A flow as a registry holds it, the types of its context and facts forgotten. Made by `defineFlow`. */
export type Flow = {
  readonly id: string;
  readonly version: number;
  readonly kind: "conversation" | "process";
  readonly machine: AnyStateMachine;
  readonly context: z.ZodType<object>;
  readonly events: z.ZodType<FlowEvent>;
  readonly screens: Readonly<Record<string, Forgetting<[context: Worldly], Screen<FlowEvent>>>>;
  readonly words: readonly WordRule<FlowEvent>[];
  readonly listen: Forgetting<[Incoming, About<Worldly, FlowEvent>], Heard<FlowEvent>>;
  readonly replies: {
    readonly misunderstood: Forgetting<
      [Worldly, number],
      { text: string; choice?: Choice<FlowEvent> }
    > | null;
    readonly stale: Forgetting<[Worldly], string> | null;
    readonly more: string;
    readonly opener: string;
  };
  readonly migrations: readonly Migration[];
  readonly manifest: Manifest;
};

/**
 * A machine, its screens and its words as one durable flow. Throws a Bug that names the state and the reason
 * for whatever the engine could not keep alive across processes and releases.
 */
export function defineFlow<
  Machine extends AnyStateMachine,
  Event extends { type: Type },
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- keeps event types literal in `replies`
  Type extends string,
>(definition: ConversationDefinition<Machine, Event> | ProcessDefinition<Machine, Event>): Flow {
  const { id, version, kind, context, events } = definition;
  const names = definition.kind === "process" ? null : Object.keys(definition.screens);
  refuse({ id, version, machine: definition.machine, events, screens: names });
  const machine = runtimeMachineOf(definition.machine);
  const migrations = definition.migrations ?? [];
  const manifest = manifestOf(definition.machine);
  const base = { id, version, kind, context, events, machine, migrations, manifest };
  if (definition.kind === "process") {
    const stale = definition.replies?.stale ?? null;
    const replies = { misunderstood: null, stale, more: "", opener: "" };
    return { ...base, screens: {}, words: [], listen: () => ({ kind: "nothing" }), replies };
  }
  const { screens, words, listen } = definition;
  // The defaults are symbols, not words: a flow that pages or lists gives its own.
  const replies = { more: "»", opener: "☰", ...definition.replies };
  return { ...base, screens, words, listen, replies };
}
