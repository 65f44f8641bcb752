import type { AnyStateMachine } from "xstate";
import { actorMakerOf } from "./makers.ts";
import { statesOf } from "./manifest.ts";
import {
  configOf,
  implementationsOf,
  invokesOf,
  type StateConfig,
  stateIdOf,
} from "./xstate-adapter.ts";

/** Why a person could stand somewhere with nothing said, or a screen that is not there. */
export function refusalsOfScreens(machine: AnyStateMachine, screens: readonly string[]): string[] {
  const named = statesOf(machine).flatMap(({ state, id }) => {
    const screen = state.meta?.screen;
    if (screen === undefined) return [];
    if (typeof screen !== "string") return [`${id}: its screen is not a name`];
    return screens.includes(screen) ? [] : [`${id}: there is no screen "${screen}"`];
  });
  const silent = silentLeaves(configOf(machine), { machine, path: [] });
  return [...named, ...silent.map((id) => `${id}: a person waits here without a screen`)];
}

type Where = { machine: AnyStateMachine; path: readonly string[] };

/** Leaves in which a person would wait with no screen of this state's. */
function silentLeaves(state: StateConfig, where: Where): string[] {
  if (state.meta?.screen !== undefined || state.type === "final" || state.type === "history")
    return [];
  const children = Object.entries(state.states ?? {});
  if (children.length === 0) {
    return settlesInTurn(state, where.machine)
      ? []
      : [stateIdOf(state, where.machine.id, where.path)];
  }
  const perChild = children
    .filter(([, child]) => child.type !== "history")
    .map(([key, child]) => silentLeaves(child, { ...where, path: [...where.path, key] }));
  // One region with a screen speaks for all of them.
  if (state.type === "parallel" && perChild.some((silent) => silent.length === 0)) return [];
  return perChild.flat();
}

/** Whether the state is left before the turn ends: at once, or by the answer to a query or command. */
function settlesInTurn(state: StateConfig, machine: AnyStateMachine): boolean {
  const { actors } = implementationsOf(machine);
  const passes = [state.always ?? []]
    .flat()
    .some(
      (always: unknown) =>
        typeof always === "string" ||
        (typeof always === "object" && always !== null && !("guard" in always)),
    );
  const invokes = invokesOf(state);
  return (
    passes ||
    (invokes.length > 0 &&
      invokes.every(({ src }) => (actorMakerOf(actors[String(src)])?.kind ?? "job") !== "job"))
  );
}
