// Tours out of a flow's graph. The graph is explored over whole turns on abstract states, and only proposes:
// every tour is walked on a real conversation, because abstract states hide what a guard sees.

import { adjacencyMapToArray, getAdjacencyMap } from "@xstate/graph";
import { invariant } from "../src/errors.ts";
import type { Flow } from "../src/flow.ts";
import { statesOf } from "../src/manifest.ts";
import { transitionsOf } from "../src/xstate-adapter.ts";
import { Conversation, type ConversationOptions } from "./conversation.ts";
import { type Cases, performStep, type Step, stepsFrom } from "./steps.ts";

export type Exploring = ConversationOptions & {
  cases: Cases;
  /** What distinguishes conversations in the same state, e.g. whether the cart has anything. */
  abstract?: (context: Readonly<Record<string, unknown>>, chat: Conversation) => unknown;
  /** The step that starts a conversation, or each of several. */
  start: Step | readonly Step[];
  /** What a step is worth walking for: tours end when all that can be had is. Without it, every edge is. */
  worth?: (from: readonly string[], leg: Leg) => readonly string[];
  /** Edges explored at most; more is an error: then `abstract` keeps too much apart. */
  limit?: number;
};

/**
 * A step and where it leads: what a walk on the real thing is held to. `offers`: labels that the last message of
 * this step offers, null where nothing is said.
 */
export type Leg = {
  step: Step;
  state: readonly string[];
  transitions: readonly string[];
  offers: readonly string[] | null;
};
export type Tour = readonly Leg[];

export type Coverage = {
  states: { seen: string[]; missed: string[] };
  transitions: { seen: string[]; missed: string[] };
};

const longestTour = 60;

/**
 * Tours that between them have all that the edges of the abstract graph are worth. Answers must follow from their
 * arguments, or what was explored cannot be walked again.
 */
export function explore(flow: Flow, how: Exploring): { tours: Tour[]; coverage: Coverage } {
  const graph = graphOf(flow, how);
  const edges = [...graph.edges.values()];
  const open = new Set(edges.flatMap(({ worth }) => worth));
  const tours: Tour[] = [];
  let way: readonly Step[] = [];
  while (open.size > 0) {
    const before = open.size;
    const tour = tourOf(new Conversation(flow, how), { way, graph, open, how });
    const gained = open.size < before;
    if (gained) tours.push(tour);
    invariant(
      gained || way.length === 0,
      "an explored conversation took another course when walked",
    );
    // Greedy tours go far at first; what they miss, because abstract states hide it, is sought as it was explored.
    if (gained && way.length === 0) continue;
    way = edges.find(({ worth }) => worth.some((had) => open.has(had)))?.way ?? [];
  }
  return { tours, coverage: coverageOf(flow, tours) };
}

/**
 * Edges by their key: from an abstract state by a step to another. `way`: the steps by which exactly this one was
 * taken when it was explored.
 */
type Edge = {
  key: string;
  step: Step;
  to: string;
  worth: readonly string[];
  way: readonly Step[];
};
type Graph = { edges: Map<string, Edge>; out: Map<string, string[]> };

function graphOf(flow: Flow, how: Exploring): Graph {
  const keyOf = (chat: Conversation) => abstractKey(chat, how);
  const states = getAdjacencyMap(
    {
      getInitialSnapshot: () => wrap(new Conversation(flow, how), []),
      transition: ({ chat, way }, step: Step) =>
        wrap(performStep(chat.fork(), step), [...way, step]),
      getPersistedSnapshot: (snapshot) => snapshot,
    },
    {
      events: ({ chat }) => stepsOf(chat, how),
      serializeState: ({ chat }) => keyOf(chat) as never,
      serializeEvent: (step) => JSON.stringify(step) as never,
      limit: how.limit ?? 20_000,
    },
  );
  const graph: Graph = { edges: new Map(), out: new Map() };
  for (const { state, event: step, nextState } of adjacencyMapToArray(states)) {
    const from = keyOf(state.chat);
    const key = edgeKey(from, step);
    const worth = how.worth?.(state.chat.state, legOf(nextState.chat, step)) ?? [key];
    graph.edges.set(key, { key, step, to: keyOf(nextState.chat), worth, way: nextState.way });
    graph.out.set(from, [...(graph.out.get(from) ?? []), key]);
  }
  return graph;
}

function wrap(chat: Conversation, way: readonly Step[]) {
  return { status: "active", output: undefined, error: undefined, chat, way } as const;
}

function stepsOf(chat: Conversation, how: Exploring): Step[] {
  return chat.snapshot === null ? [how.start].flat() : stepsFrom(chat, how.cases);
}

function abstractKey(chat: Conversation, how: Exploring): string {
  const { snapshot, context } = chat;
  if (snapshot === null) return "not started";
  const { active, page, misses, held } = snapshot;
  const timers = chat.timers.toSorted();
  const marks = [page > 0, Math.min(misses, 3), held.length > 0];
  return JSON.stringify([active, marks, timers, how.abstract?.(context, chat) ?? null]);
}

function edgeKey(from: string, step: Step): string {
  return `${from} ${step.type === "waits" ? step.timerId : JSON.stringify(step)}`;
}

type Touring = {
  /** Where the tour goes first. */
  way: readonly Step[];
  graph: Graph;
  /** What is still to be had. */
  open: Set<string>;
  how: Exploring;
};

/** Walks its way, and then greedily to the nearest edge that is worth it, from wherever the conversation really is. */
function tourOf(chat: Conversation, { way, graph, open, how }: Touring): Tour {
  const tour: Leg[] = [];
  const go = (step: Step) => {
    const from = chat.state;
    const key = edgeKey(abstractKey(chat, how), step);
    const leg = legOf(performStep(chat, step), step);
    for (const had of how.worth?.(from, leg) ?? [key]) open.delete(had);
    tour.push(leg);
  };
  way.forEach(go);
  // Where edges led in this tour, or null: the graph may have merged this conversation with one that differs.
  const led = new Map<string, string | null>();
  while (tour.length < longestTour) {
    const here = abstractKey(chat, how);
    const next = nextEdge(here, { graph, open, led });
    if (next === null) return tour;
    const possible = stepsOf(chat, how).some((step) => edgeKey(here, step) === next.key);
    if (possible) go(next.step);
    led.set(next.key, possible ? abstractKey(chat, how) : null);
  }
  return tour;
}

export function legOf(chat: Conversation, step: Step): Leg {
  const { state, journal, messages, offers } = chat;
  const transitions = journal?.transitions ?? [];
  return { step, state, transitions, offers: messages.length === 0 ? null : offers };
}

type Seeking = Pick<Touring, "graph" | "open"> & { led: ReadonlyMap<string, string | null> };

/** The first step of the shortest way to an edge that is worth it; null when there is none. */
function nextEdge(from: string, { graph, open, led }: Seeking): Edge | null {
  const seen = new Set([from]);
  const queue: { at: string; first: Edge | null }[] = [{ at: from, first: null }];
  for (const { at, first } of queue) {
    for (const key of graph.out.get(at) ?? []) {
      const edge = graph.edges.get(key);
      invariant(edge !== undefined, "a way of edges that are not there");
      const to = led.has(key) ? led.get(key) : edge.to;
      if (!led.has(key) && edge.worth.some((had) => open.has(had))) return first ?? edge;
      if (typeof to !== "string" || seen.has(to)) continue;
      seen.add(to);
      queue.push({ at: to, first: first ?? edge });
    }
  }
  return null;
}

/** Which leaf states and transitions of the chart these tours have been through. */
export function coverageOf(flow: Flow, tours: readonly Tour[]): Coverage {
  const legs = tours.flat();
  const leaves = statesOf(flow.machine)
    .filter(({ state }) => state.states === undefined && state.type !== "history")
    .map(({ id }) => id);
  const passing = legs.flatMap(({ transitions }) =>
    transitions.flatMap((transition) => transition.split(" --")[0] ?? []),
  );
  const rested = legs.flatMap(({ state }) => state.map((id) => `${flow.id}.${id}`));
  return {
    states: sortedBy(leaves, new Set([...rested, ...passing])),
    transitions: sortedBy(
      transitionsOf(flow.machine),
      new Set(legs.flatMap(({ transitions }) => transitions)),
    ),
  };
}

function sortedBy(
  all: readonly string[],
  seen: ReadonlySet<string>,
): { seen: string[]; missed: string[] } {
  return {
    seen: all.filter((name) => seen.has(name)),
    missed: all.filter((name) => !seen.has(name)),
  };
}
