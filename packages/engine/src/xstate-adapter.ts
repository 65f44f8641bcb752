// The only file that knows the inner shapes of xstate, which is pinned exactly. It takes steps without
// doing anything and says what would have to be done.

import {
  type ActorLogic,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  createMachine,
  type EventObject,
  type Snapshot,
} from "xstate";
import { Bug, invariant } from "./errors.ts";
import { actorMakerOf, effectMakerOf, type MakerArgs, type Worldly } from "./makers.ts";
import { type Ask, effectAsks } from "./ask.ts";
import type { FlowEvent } from "./screen.ts";
import type { FlowSnapshot } from "./snapshot.ts";
import type { World } from "./world.ts";

/** A machine at rest in memory, the world under its context. */
export type Live = AnyMachineSnapshot;

export type Step = {
  live: Live;
  asks: Ask[];
  /** Events that made a transition, raised ones included. */
  events: string[];
  /** "state --event--> state", in the order taken. Empty: nothing handled the event. */
  transitions: string[];
};

type Executable = {
  type: string;
  info: MakerArgs;
  params: unknown;
  exec?: unknown;
};

/** Microsteps of one step; a machine that needs more runs in circles. */
const maxIterations = 200;

/** An actor logic that only waits: the host answers in its stead. */
export function waitingLogic<Output>(): ActorLogic<Snapshot<Output>, EventObject> {
  const waiting = { status: "active", output: undefined, error: undefined } as const;
  return {
    getInitialSnapshot: () => waiting,
    transition: (snapshot) => snapshot,
    getPersistedSnapshot: () => waiting,
    restoreSnapshot: () => waiting,
  };
}

/** A machine's static context is typed with the world, which only the running machine has. */
export function staticContext<Context>(context: Omit<Context, "world">): Context {
  return context as Context;
}

/** The parts of a state's config that the engine looks at; what they hold is not checked yet. */
export type StateConfig = {
  id?: unknown;
  type?: string;
  initial?: unknown;
  on?: Record<string, unknown>;
  after?: Record<string, unknown>;
  always?: unknown;
  invoke?: unknown;
  onDone?: unknown;
  entry?: unknown;
  exit?: unknown;
  meta?: { screen?: unknown };
  context?: unknown;
  schemas?: unknown;
  states?: Record<string, StateConfig>;
};

export type InvokeConfig = { id?: unknown; src?: unknown; [key: string]: unknown };

export function invokesOf(state: StateConfig): InvokeConfig[] {
  return [state.invoke ?? []].flat() as InvokeConfig[];
}

type Implementations = Record<"actions" | "guards" | "actors" | "delays", Record<string, unknown>>;

export function implementationsOf(machine: AnyStateMachine): Implementations {
  return machine.implementations as Implementations;
}

export function configOf(machine: AnyStateMachine): StateConfig {
  return machine.config as StateConfig;
}

/** The event that asks a state's step again: leaves the state and enters it anew. */
export function againEvent(stateId: string): FlowEvent {
  return { type: `engine.again.${stateId}` };
}

/**
 * The machine that runs: the flow's, with a fresh context and the world at every start, a bound on
 * microsteps, and a way to ask each step again.
 */
export function runtimeMachineOf(machine: AnyStateMachine): AnyStateMachine {
  const start: unknown = machine.config.context ?? {};
  const states = withAgain(configOf(machine), machine.id).states;
  const config = {
    ...machine.config,
    states,
    context: ({ input }: { input: { world: unknown } }) => ({
      ...(structuredClone(start) as object),
      world: input.world,
    }),
    options: { ...machine.config.options, maxIterations },
  };
  return createMachine(config as never, machine.implementations as never);
}

function withAgain(config: StateConfig, root: string, path: readonly string[] = []): StateConfig {
  if (config.states === undefined) return config;
  const states = Object.entries(config.states).map(([key, state]): [string, StateConfig] => {
    const inner = withAgain(state, root, [...path, key]);
    if (state.type === "history") return [key, inner];
    const id = stateIdOf(state, root, [...path, key]);
    const again = { [againEvent(id).type]: { target: `#${id}`, reenter: true } };
    return [key, { ...inner, on: { ...again, ...inner.on } }];
  });
  return { ...config, states: Object.fromEntries(states) };
}

/** xstate's own rule: a state's given id, otherwise its path from the root. */
export function stateIdOf(state: StateConfig, root: string, path: readonly string[]): string {
  return typeof state.id === "string" ? state.id : [root, ...path].join(".");
}

/** The machine's first step. Its errors are thrown, not hidden in the snapshot. */
export function firstStep(machine: AnyStateMachine, world: World<unknown>): Step {
  return stepBy(machine, (scope) => machine.getInitialSnapshot(scope, { world }));
}

/** One event, until the machine has settled. */
export function nextStep(machine: AnyStateMachine, live: Live, event: FlowEvent): Step {
  return stepBy(machine, (scope) => machine.transition(live, event, scope));
}

/** Every transition of the chart as `Step.transitions` names them, the engine's own left out. */
export function transitionsOf(machine: AnyStateMachine): string[] {
  const nodes = [...(machine as unknown as Nodes).idMap.values()];
  const all = nodes.flatMap((node) => [
    ...[...node.transitions.values()].flat(),
    ...(node.always ?? []),
  ]);
  const named = all.filter(({ eventType, target, actions }) => {
    const inert = target === undefined && actions.length === 0;
    return !inert && !eventType.startsWith("engine.");
  });
  return [
    ...new Set(named.map((transition) => describe(transition as unknown as TakenTransition))),
  ];
}

function stepBy(machine: AnyStateMachine, take: (scope: AnyActorScope) => Live): Step {
  const asks: Ask[] = [];
  const events: string[] = [];
  const transitions: string[] = [];
  const live = take(
    scopeOf(
      (action) => asks.push(...asksOf(machine, action)),
      (microstep) => {
        for (const taken of microstep._transitions) {
          transitions.push(describe(taken));
          if (taken.eventType !== "") events.push(microstep.event.type);
        }
      },
    ),
  );
  if (live.status === "error") {
    throw new Bug(`${machine.id} failed: ${messageOf(live.error)}`, { cause: live.error });
  }
  refuseStrangers(machine, live);
  return { live, asks, events: [...new Set(events)], transitions };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Children that no invoke of an active state started were spawned in an assign, where nobody answers them. */
function refuseStrangers(machine: AnyStateMachine, live: Live): void {
  const invoked = invokedIds(live);
  const stranger = Object.keys(live.children).find((id) => !invoked.has(id));
  if (live.status !== "active" || stranger === undefined) return;
  throw new Bug(`${machine.id}: "${stranger}" was spawned; invoke it in a state instead`);
}

type TakenTransition = {
  source: { id: string };
  target?: readonly { id: string }[];
  eventType: string;
};

function describe(taken: TakenTransition): string {
  const event = taken.eventType === "" ? "always" : taken.eventType;
  const target = taken.target?.map((node) => node.id).join(" ") ?? taken.source.id;
  return `${taken.source.id} --${event}--> ${target}`;
}

function asksOf(machine: AnyStateMachine, action: Executable): Ask[] {
  const maker = effectMakerOf(action.exec);
  if (maker !== null) return effectAsks(maker, action.info, action.params);
  switch (action.type) {
    case "xstate.raise":
      return raiseAsks(action.params as RaiseParams);
    case "xstate.cancel":
      return [{ kind: "timer.cancel", timerId: (action.params as { sendId: string }).sendId }];
    case "xstate.spawnChild":
      return [startAsk(machine, action)];
    case "xstate.stopChild":
    case "xstate.emit":
    case "xstate.log":
      return [];
    default:
      throw new Bug(`${machine.id}: the action "${action.type}" is not made by effectsOf`);
  }
}

type RaiseParams = { event: FlowEvent; id?: string; delay?: number };

/** An undelayed raise has been taken already; but an `after` without a number would have fired at once. */
function raiseAsks({ event, id, delay }: RaiseParams): Ask[] {
  if (delay === undefined) {
    invariant(!event.type.startsWith("xstate.after."), `the delay of "${event.type}" is unknown`);
    return [];
  }
  invariant(Number.isFinite(delay) && delay >= 0, `the delay of "${event.type}" is ${delay}`);
  return [{ kind: "timer.set", timerId: id ?? event.type, delayMs: Math.round(delay), event }];
}

function startAsk(machine: AnyStateMachine, action: Executable): Ask {
  const { id, src } = action.params as { id: string; src: string };
  const maker = actorMakerOf(implementationsOf(machine).actors[src]);
  invariant(maker !== null, `${machine.id}: the actor "${src}" is not made by effectsOf`);
  const input = maker.make({ context: action.info.context }) ?? null;
  return { kind: "start", id, actor: maker.kind, name: maker.name, input };
}

/** A scope that notes what would be executed and executes nothing. */
function scopeOf(
  onAction: (action: Executable) => void,
  onMicrostep: (microstep: { event: FlowEvent; _transitions: TakenTransition[] }) => void,
): AnyActorScope {
  const nothing = () => {};
  const system = {
    _bookId: () => "engine",
    _register: nothing,
    _unregister: nothing,
    _set: nothing,
    _relay: nothing,
    get: nothing,
    scheduler: { schedule: nothing, cancel: nothing, cancelAll: nothing },
    _sendInspectionEvent: (seen: { type: string }) => {
      if (seen.type === "@xstate.microstep") onMicrostep(seen as never);
    },
  };
  const self = { id: "engine", sessionId: "engine", system, send: nothing };
  return {
    self: { ...self, getSnapshot: nothing },
    id: "engine",
    sessionId: "engine",
    system,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: onAction,
  } as unknown as AnyActorScope;
}

type Persisted = FlowSnapshot["machine"];

/** The machine's part of a stored snapshot: JSON, without the world. */
export function persist(machine: AnyStateMachine, live: Live): Persisted {
  const { world: _, ...context } = live.context as Worldly;
  const bare = { ...live, context } as Live;
  const stored = machine.getPersistedSnapshot(bare) as unknown as Persisted;
  return {
    status: stored.status,
    value: stored.value,
    context,
    historyValue: stored.historyValue ?? {},
    children: stored.children,
    output: stored.output ?? null,
    error: stored.error ?? null,
  };
}

/**
 * The machine as it rested, at the stored leaves: a stored `value` has lost the order of parallel regions.
 * Throws where a leaf is no more.
 */
export function restore(
  machine: AnyStateMachine,
  stored: FlowSnapshot,
  world: World<unknown>,
): Live {
  const scope = scopeOf(
    () => {},
    () => {},
  );
  const value = valueOf(machine, stored.active);
  const persisted = { ...structuredClone(stored.machine), value };
  // The world is laid under after the restoring: xstate walks the whole context looking for actors.
  return withWorld(machine.restoreSnapshot(persisted as never, scope), world);
}

type Nodes = { idMap: ReadonlyMap<string, AnyStateNode> };

function nodeOf(machine: AnyStateMachine, id: string): AnyStateNode | undefined {
  return (machine as unknown as Nodes).idMap.get(id);
}

type Value = string | { [key: string]: Value };

function valueOf(machine: AnyStateMachine, leaves: readonly string[]): Value {
  const root: { [key: string]: Value } = {};
  for (const leaf of leaves) {
    const node = nodeOf(machine, leaf);
    invariant(node !== undefined, `${machine.id}: the state ${leaf} is no more`);
    let at = root;
    for (const key of node.path) {
      const inner = at[key] ?? {};
      at[key] = inner;
      if (typeof inner === "object") at = inner;
    }
  }
  return root;
}

function withWorld(live: Live, world: World<unknown>): Live {
  return { ...live, context: { ...live.context, world } } as Live;
}

/** The active states, ancestors before their children, in document order. */
export function activeNodes(live: Live): AnyStateNode[] {
  return live._nodes.toSorted((a, b) => a.order - b.order);
}

/** Children whose invoke is no more are forgotten. */
export function withoutStrangers(live: Live): Live {
  const invoked = invokedIds(live);
  const children = Object.entries(live.children).filter(([id]) => invoked.has(id));
  return { ...live, children: Object.fromEntries(children) } as Live;
}

function invokedIds(live: Live): Set<string> {
  return new Set(live._nodes.flatMap((node) => node.invoke.map((invoke) => invoke.id)));
}

/** The length of a named delay now, in milliseconds. */
export function delayOf(machine: AnyStateMachine, live: Live, name: string): number {
  const delay = implementationsOf(machine).delays[name];
  const known =
    typeof delay === "function" ? (delay as DelayMaker)({ context: live.context }) : delay;
  invariant(typeof known === "number", `the delay "${name}" is unknown`);
  return known;
}

type DelayMaker = (args: { context: unknown }) => unknown;
