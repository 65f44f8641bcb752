import type { AnyStateMachine } from "xstate";
import { configOf, invokesOf, type StateConfig } from "./xstate-adapter.ts";

/** What a stored chat depends on, per state id: a hash of its surface. */
export type Manifest = ReadonlyMap<string, string>;

/** The surface of every state: its kind, events, invokes, delays and screen. Targets and actions may change freely. */
export function manifestOf(machine: AnyStateMachine): Manifest {
  const entries: [string, string][] = [];
  const visit = (state: StateConfig, id: string) => {
    entries.push([id, hash(JSON.stringify(surfaceOf(state)))]);
    for (const [key, child] of Object.entries(state.states ?? {})) visit(child, `${id}.${key}`);
  };
  visit(configOf(machine), machine.id);
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
