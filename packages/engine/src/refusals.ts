import type { AnyStateMachine } from "xstate";
import { z } from "zod";
import { Bug } from "./errors.ts";
import { jsonProblem } from "./json.ts";
import { statesOf } from "./manifest.ts";
import { refusalsOfScreens } from "./refusals-of-screens.ts";
import { refusalsOfSetup } from "./refusals-of-setup.ts";
import { refusalsOfState } from "./refusals-of-state.ts";
import { configOf } from "./xstate-adapter.ts";

export type Refusable = {
  id: string;
  version: number;
  machine: AnyStateMachine;
  events: z.ZodType;
  /** Null for a process: nobody waits in front of it. */
  screens: readonly string[] | null;
};

/** Throws one Bug that names every state and reason why this could not live across processes and releases. */
export function refuse(flow: Refusable): void {
  const { machine, screens } = flow;
  const reasons = [
    ...refusalsOfFlow(flow),
    ...statesOf(machine).flatMap(({ state, id }) => refusalsOfState(state, { id, machine })),
    ...refusalsOfSetup(machine),
    ...(screens === null ? [] : refusalsOfScreens(machine, screens)),
  ];
  if (reasons.length > 0)
    throw new Bug(`the flow "${flow.id}" is refused:\n- ${reasons.join("\n- ")}`);
}

function refusalsOfFlow({ id, version, machine, events }: Refusable): string[] {
  const reasons: string[] = [];
  if (!/^[a-z][a-zA-Z0-9]*$/u.test(id)) reasons.push(`its id is not a plain word`);
  if (machine.id !== id) reasons.push(`its machine is called "${machine.id}"`);
  if (!Number.isInteger(version) || version < 1) reasons.push(`its version is ${version}`);
  const { context } = machine.config;
  const problem = typeof context === "function" ? "it is a function" : jsonProblem(context ?? {});
  if (problem !== null) reasons.push(`its first context is not JSON: ${problem}`);
  if (configOf(machine).states === undefined) reasons.push("its machine has no states");
  return [...reasons, ...refusalsOfEvents(events)];
}

function refusalsOfEvents(events: z.ZodType): string[] {
  const types = eventTypesOf(events);
  if (types === null) return ["its events are not a union of objects with a literal type"];
  return types
    .filter((type) => /^(?:xstate|engine)(?:\.|$)/u.test(type) || type.includes("*") || type === "")
    .map((type) => `the public event "${type}" has a reserved name`);
}

/** The event names of a schema; null where they cannot be told. */
function eventTypesOf(schema: unknown): string[] | null {
  if (schema instanceof z.ZodUnion) {
    const types = schema.options.map(eventTypesOf);
    return types.includes(null) ? null : types.flatMap((type) => type ?? []);
  }
  if (!(schema instanceof z.ZodObject)) return null;
  const type: unknown = schema.shape["type"];
  return type instanceof z.ZodLiteral ? [...type.values].map(String) : null;
}
