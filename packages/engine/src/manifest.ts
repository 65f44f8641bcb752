import type { AnyStateMachine } from "xstate";
import { configOf, invokesOf, type StateConfig, stateIdOf } from "./xstate-adapter.ts";

/** What a stored chat depends on, per state id: a hash of its surface. */
export type Manifest = ReadonlyMap<string, string>;

/** Every state of a machine with its id, the root first, ancestors before their children. */
export function statesOf(machine: AnyStateMachine): { state: StateConfig; id: string }[] {
  const visit = (
    state: StateConfig,
    path: readonly string[],
  ): { state: StateConfig; id: string }[] => [
    { state, id: stateIdOf(state, machine.id, path) },
    ...Object.entries(state.states ?? {}).flatMap(([key, child]) => visit(child, [...path, key])),
  ];
  return visit(configOf(machine), []);
}

/** The surface of every state: its kind, events, invokes, delays and screen. Targets and actions may change freely. */
export function manifestOf(machine: AnyStateMachine): Manifest {
  const entries: [string, string][] = [];
  for (const { state, id } of statesOf(machine)) {
    entries.push([id, hash(JSON.stringify(surfaceOf(state)))]);
  }
  return new Map(entries);
}

function surfaceOf(state: StateConfig): object {
  const invokes = invokesOf(state).map(({ id, src }) => `${String(id)}=${String(src)}`);
  return {
    type: state.type ?? (state.states === undefined ? "atomic" : "compound"),
    events: Object.keys(state.on ?? {}).sort(),
    invokes: invokes.sort(),
    delays: Object.keys(state.after ?? {}).sort(),
    screen: state.meta?.screen ?? null,
  };
}

/** FNV-1a over UTF-16 units, 64 bits: enough to tell surfaces apart, and without I/O. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return value.toString(36);
}
