import type { AnyStateMachine } from "xstate";
import { actorMakerOf } from "./makers.ts";
import { jsonProblem } from "./json.ts";
import {
  implementationsOf,
  invokesOf,
  type InvokeConfig,
  type StateConfig,
} from "./xstate-adapter.ts";

type Where = { id: string; machine: AnyStateMachine };

/** Why one state of a machine's config cannot be stored, replayed or drawn. */
export function refusalsOfState(state: StateConfig, where: Where): string[] {
  const reasons = [
    ...refusalsOfNames(state),
    ...functionsIn(state),
    ...refusalsOfEvents(state),
    ...refusalsOfDelays(state, where.machine),
    ...invokesOf(state).flatMap((invoke) => refusalsOfInvoke(invoke, where.machine)),
    ...refusalsOfReferences(state, where.machine),
  ];
  return reasons.map((reason) => `${where.id}: ${reason}`);
}

function refusalsOfNames(state: StateConfig): string[] {
  const dotted = Object.keys(state.states ?? {}).filter(
    (key) => !/^[a-zA-Z][a-zA-Z0-9]*$/u.test(key),
  );
  const names = dotted.map((key) => `its child "${key}" is not a plain word`);
  const id = typeof state.id === "string" ? state.id : "";
  return id.includes(".") ? [...names, `its id "${id}" has a point in it`] : names;
}

/** Whatever is not JSON vanishes from a drawing and from a comparison, so everything goes by its name. */
function functionsIn(state: StateConfig): string[] {
  const { states: _states, context: _context, schemas: _schemas, ...own } = state;
  const problem = jsonProblem(own, "it");
  return problem === null ? [] : [`${problem.replace(/^it\./u, "")}; give it a name in setup()`];
}

function refusalsOfEvents(state: StateConfig): string[] {
  return Object.keys(state.on ?? {})
    .filter((event) => event.includes("*"))
    .map((event) => `"${event}" also catches timers, results and errors; name the events`);
}

function refusalsOfDelays(state: StateConfig, machine: AnyStateMachine): string[] {
  const { delays } = implementationsOf(machine);
  return Object.keys(state.after ?? {}).flatMap((delay) => {
    if (!Number.isNaN(Number(delay)))
      return [`after ${delay}: give the delay the name of its reason`];
    return delay in delays ? [] : [`the delay "${delay}" is not in setup(); it would fire at once`];
  });
}

function refusalsOfInvoke(invoke: InvokeConfig, machine: AnyStateMachine): string[] {
  const { id, src, onError, systemId, onSnapshot, input } = invoke;
  const name = typeof id === "string" ? id : String(src);
  const reasons: string[] = [];
  if (typeof src !== "string") reasons.push(`an invoke has no literal src`);
  if (typeof id !== "string" || id === "") reasons.push(`the invoke "${name}" has no id`);
  if (onError === undefined) reasons.push(`the invoke "${name}" has no onError`);
  if (systemId !== undefined) reasons.push(`the invoke "${name}" has a systemId`);
  if (onSnapshot !== undefined) reasons.push(`the invoke "${name}" has onSnapshot`);
  if (input !== undefined)
    reasons.push(`the invoke "${name}" has an input; take it in query(), command() or job()`);
  const logic = typeof src === "string" ? implementationsOf(machine).actors[src] : undefined;
  if (typeof src === "string" && actorMakerOf(logic) === null) {
    reasons.push(`the actor "${src}" is not made by query(), command() or job()`);
  }
  return reasons;
}

type Reference = { kind: "actions" | "guards"; name: string };

function refusalsOfReferences(state: StateConfig, machine: AnyStateMachine): string[] {
  const known = implementationsOf(machine);
  const transitions = [
    ...Object.values(state.on ?? {}),
    ...Object.values(state.after ?? {}),
    state.always,
    state.onDone,
    state.initial,
    ...invokesOf(state).flatMap(({ onDone, onError }) => [onDone, onError]),
  ];
  const references = [
    ...namesIn(state.entry).map((name): Reference => ({ kind: "actions", name })),
    ...namesIn(state.exit).map((name): Reference => ({ kind: "actions", name })),
    ...transitions.flatMap(referencesOf),
  ];
  return references
    .filter(({ kind, name }) => !(name in known[kind]))
    .map(({ kind, name }) => `"${name}" is not among the ${kind} in setup()`);
}

function referencesOf(transition: unknown): Reference[] {
  return [transition].flat().flatMap((part: unknown): Reference[] => {
    if (typeof part !== "object" || part === null) return [];
    const guards = "guard" in part ? namesIn(part.guard) : [];
    const actions = "actions" in part ? namesIn(part.actions) : [];
    return [
      ...guards.map((name): Reference => ({ kind: "guards", name })),
      ...actions.map((name): Reference => ({ kind: "actions", name })),
    ];
  });
}

/** Names written as "name" or {type: "name"}, one or many; functions have been refused already. */
function namesIn(value: unknown): string[] {
  return [value].flat().flatMap((part: unknown): string[] => {
    if (typeof part === "string") return [part];
    if (typeof part !== "object" || part === null || !("type" in part)) return [];
    return typeof part.type === "string" ? [part.type] : [];
  });
}
