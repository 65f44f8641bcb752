import type { ActorLogic, EventObject, Snapshot } from "xstate";
import type { FlowEvent, Line } from "./screen.ts";
import type { World } from "./world.ts";
import { type EffectMaker, markActor, markEffect, type Signals } from "./makers.ts";
import { staticContext, waitingLogic } from "./xstate-adapter.ts";

/** The event that an invoke's answer comes back as; part of a machine's events beside the public ones. */
export type Done<Id extends string, Output> = {
  type: `xstate.done.actor.${Id}`;
  output: Output;
};

/** The event that a refusal or failure of an invoke comes back as. `code` is the Failure's. */
export type Failed<Id extends string> = {
  type: `xstate.error.actor.${Id}`;
  error: { code: string; message: string; details: unknown };
};

/** What actions and inputs see of the machine. */
type Args<Context, Event> = { context: Context; event: Event };

/** Of the type that xstate's `setup({actions})` takes; never called. */
type EffectAction<Context, Event, Params> = (args: Args<Context, Event>, params: Params) => void;

/** Of the type that xstate's `setup({actors})` takes; never started. */
type Asked<Output> = ActorLogic<Snapshot<Output>, EventObject>;

/**
 * Makers for a machine's `setup()`: everything it may ask of the world. `Context` has the world in it
 * (`InWorld<…>`), `Event` are the public events that buttons carry, `MachineEvent` adds `Done` and `Failed`.
 * The functions given are pure; they run during the step and see the context as assigned so far.
 */
export function effectsOf<
  Context extends { world: World<unknown> },
  Event extends FlowEvent,
  MachineEvent extends FlowEvent = Event,
>() {
  type Given = Args<Context, MachineEvent>;
  const action = <Params>(maker: EffectMaker): EffectAction<Context, MachineEvent, Params> =>
    markEffect(() => {}, maker);
  const actor =
    (kind: "query" | "command" | "job") =>
    <Output>(name: string, make: (given: Pick<Given, "context">) => unknown): Asked<Output> =>
      markActor(waitingLogic<Output>(), { kind, name, make });
  return {
    /** A line or notice that accompanies the transition; null says nothing. */
    say: <Params = undefined>(
      make: (given: Given, params: Params) => Line<Event> | null,
    ): EffectAction<Context, MachineEvent, Params> => action<Params>({ kind: "say", make }),

    /** Changes the domain in the turn's transaction and cannot fail, e.g. `favourite.remember`. */
    write: <Params = undefined>(
      name: string,
      make: (given: Given, params: Params) => unknown,
    ): EffectAction<Context, MachineEvent, Params> =>
      action<Params>({ kind: "write", write: name, make }),

    /** An inbox row of another instance; null sends none. */
    signal: <Params = undefined>(
      make: (given: Given, params: Params) => Signals,
    ): EffectAction<Context, MachineEvent, Params> => action<Params>({ kind: "signal", make }),

    // An actor's input sees no event: a history or a release may enter its state by another one.

    /** Reads inside the turn. */
    query: actor("query"),
    /** Changes the domain inside the turn and may be refused: then `onError` is taken. */
    command: actor("command"),
    /** Slow or fallible work after the commit; its result is a turn of its own. */
    job: actor("job"),

    /** What a new instance remembers. The world is laid under it when the machine starts. */
    initial: (context: Omit<Context, "world">): Context => staticContext<Context>(context),
  };
}
