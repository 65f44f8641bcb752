// What `effectsOf` hides behind the functions and logics that it gives to xstate. They are found again by
// identity when a step hands them back, evaluated then, and never executed.

import type { AnyEventObject } from "xstate";
import type { SignalTarget } from "./effect.ts";
import type { FlowEvent, Line } from "./screen.ts";
import type { World } from "./world.ts";

/** A machine's context with the world laid under it, its exact type forgotten. */
export type Worldly = { world: World<unknown>; [key: string]: unknown };

/** Lets a function of certain types stand where those types are forgotten. */
export type Forgetting<Given extends readonly unknown[], Result> = {
  call(...given: Given): Result;
}["call"];

export type MakerArgs = { context: Worldly; event: AnyEventObject };

export type Signal = { to: SignalTarget; event: FlowEvent };
export type Signals = Signal | readonly Signal[] | null;

export type EffectMaker =
  | { kind: "say"; make: Forgetting<[MakerArgs, unknown], Line<FlowEvent> | null> }
  | { kind: "write"; write: string; make: Forgetting<[MakerArgs, unknown], unknown> }
  | { kind: "signal"; make: Forgetting<[MakerArgs, unknown], Signals> };

export type ActorMaker = {
  kind: "query" | "command" | "job";
  name: string;
  make: Forgetting<[{ context: Worldly }], unknown>;
};

const effectMakers = new WeakMap<object, EffectMaker>();
const actorMakers = new WeakMap<object, ActorMaker>();

export function markEffect<Marked extends object>(marked: Marked, maker: EffectMaker): Marked {
  effectMakers.set(marked, maker);
  return marked;
}

export function markActor<Marked extends object>(marked: Marked, maker: ActorMaker): Marked {
  actorMakers.set(marked, maker);
  return marked;
}

/** Null for an action that is not ours. */
export function effectMakerOf(action: unknown): EffectMaker | null {
  return (typeof action === "function" && effectMakers.get(action)) || null;
}

/** Null for an actor that is not ours. */
export function actorMakerOf(logic: unknown): ActorMaker | null {
  return (typeof logic === "object" && logic !== null && actorMakers.get(logic)) || null;
}
