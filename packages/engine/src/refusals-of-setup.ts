import type { AnyStateMachine } from "xstate";
import { actorMakerOf, effectMakerOf } from "./makers.ts";
import { implementationsOf } from "./xstate-adapter.ts";

/** xstate's own actions that the engine carries out or may ignore. */
const supported = new Set([
  "xstate.assign",
  "xstate.raise",
  "xstate.cancel",
  "xstate.emit",
  "xstate.log",
  "xstate.enqueueActions",
]);

/** Why something registered in `setup()` could not be kept alive. */
export function refusalsOfSetup(machine: AnyStateMachine): string[] {
  const { actions, actors } = implementationsOf(machine);
  return [
    ...Object.entries(actions).flatMap(([name, action]) => refusalsOfAction(name, action)),
    ...Object.entries(actors)
      .filter(([, logic]) => actorMakerOf(logic) === null)
      .map(([name]) => `the actor "${name}" is not made by query(), command() or job()`),
  ];
}

function refusalsOfAction(name: string, action: unknown): string[] {
  if (effectMakerOf(action) !== null) return [];
  const builtin = builtinOf(action);
  if (builtin === null)
    return [`the action "${name}" would run code; make it with say(), write() or signal()`];
  if (!supported.has(builtin.type))
    return [`the action "${name}" is ${builtin.type}, which has no durable meaning`];
  if (builtin.type === "xstate.assign" && spawns(builtin.assignment)) {
    return [`the action "${name}" spawns in an assign; invoke in a state instead`];
  }
  if (builtin.type !== "xstate.raise" || builtin.delay === undefined) return [];
  if (typeof builtin.id !== "string") return [`the action "${name}" raises later without an id`];
  return builtin.id.startsWith("engine.")
    ? [`the action "${name}" uses an id of the engine's`]
    : [];
}

type Builtin = { type: string; assignment: unknown; delay: unknown; id: unknown };

function builtinOf(action: unknown): Builtin | null {
  if (typeof action !== "function" || !("resolve" in action)) return null;
  const read = (key: string): unknown => Reflect.get(action, key);
  return {
    type: String(read("type")),
    assignment: read("assignment"),
    delay: read("delay"),
    id: read("id"),
  };
}

/** Read from the source text: the name of the argument survives minifying. What this misses the step itself finds. */
function spawns(assignment: unknown): boolean {
  const functions =
    typeof assignment === "object" && assignment !== null
      ? Object.values(assignment)
      : [assignment];
  return functions.some(
    (part) =>
      typeof part === "function" && /\bspawn\b/u.test(Function.prototype.toString.call(part)),
  );
}
