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
  abstract?: (context: Readonly<Record<string, unknown>>) => unknown;
  /** The step that starts a conversation. */
  start: Step;
  /** Edges explored at most; more is an error: then `abstract` keeps too much apart. */
  limit?: number;
};

/** A step and where it leads: what a walk on the real thing is held to. */
export type Leg = { step: Step; state: readonly string[]; transitions: readonly string[] };
export type Tour = readonly Leg[];

export type Coverage = {
  states: { seen: string[]; missed: string[] };
  transitions: { seen: string[]; missed: string[] };
};

const longestTour = 60;
const mostTours = 200;

/** Tours that between them take every edge of the abstract graph that can be taken. */
export function explore(flow: Flow, how: Exploring): { tours: Tour[]; coverage: Coverage } {
  const graph = graphOf(flow, how);
  const open = new Set(graph.edges.keys());
  const tours: Tour[] = [];
  while (open.size > 0 && tours.length < mostTours) {
    const before = open.size;
    const tour = tourOf(new Conversation(flow, how), { graph, open, how });
    if (open.size === before) break;
    tours.push(tour);
  }
  return { tours, coverage: coverageOf(flow, tours) };
}

/** Edges by their key: from an abstract state by a step to another. */
type Graph = {
  edges: Map<string, { from: string; step: Step; to: string }>;
  out: Map<string, string[]>;
};

function graphOf(flow: Flow, how: Exploring): Graph {
  const keyOf = (chat: Conversation) => abstractKey(chat, how);
  const states = getAdjacencyMap(
    {
      getInitialSnapshot: () => wrap(new Conversation(flow, how)),
      transition: ({ chat }, step: Step) => wrap(performStep(chat.fork(), step)),
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
    graph.edges.set(key, { from, step, to: keyOf(nextState.chat) });
    graph.out.set(from, [...(graph.out.get(from) ?? []), key]);
  }
  return graph;
}

function wrap(chat: Conversation) {
  return { status: "active", output: undefined, error: undefined, chat } as const;
}

function stepsOf(chat: Conversation, how: Exploring): Step[] {
  return chat.snapshot === null ? [how.start] : stepsFrom(chat, how.cases);
}

function abstractKey(chat: Conversation, how: Exploring): string {
  const { snapshot, context } = chat;
  if (snapshot === null) return "not started";
  const { active, page, misses, held } = snapshot;
  const timers = chat.timers.toSorted();
  const marks = [page > 0, Math.min(misses, 3), held.length > 0];
  return JSON.stringify([active, marks, timers, how.abstract?.(context) ?? null]);
}

function edgeKey(from: string, step: Step): string {
  return `${from} ${step.type === "waits" ? step.timerId : JSON.stringify(step)}`;
}

type Touring = { graph: Graph; open: Set<string>; how: Exploring };

/** Walks greedily to the nearest edge that nobody took yet, from wherever the conversation really is. */
function tourOf(chat: Conversation, { graph, open, how }: Touring): Tour {
  const tour: Leg[] = [];
  while (tour.length < longestTour) {
    const here = abstractKey(chat, how);
    const possible = new Set(stepsOf(chat, how).map((step) => edgeKey(here, step)));
    const path = pathToOpen(here, graph, open);
    const [next] = path;
    if (next === undefined) return tour;
    const edge = graph.edges.get(next);
    invariant(edge !== undefined, "a path of edges that are not there");
    open.delete(next);
    if (!possible.has(next)) {
      // The graph proposed what cannot be done here: it merged two conversations that differ.
      graph.out.set(
        here,
        (graph.out.get(here) ?? []).filter((key) => key !== next),
      );
      continue;
    }
    performStep(chat, edge.step);
    tour.push({ step: edge.step, state: chat.state, transitions: chat.journal?.transitions ?? [] });
  }
  return tour;
}

/** Breadth first, so the shortest; empty when nothing open can be reached. */
function pathToOpen(from: string, graph: Graph, open: ReadonlySet<string>): string[] {
  const seen = new Set([from]);
  const queue: { at: string; path: string[] }[] = [{ at: from, path: [] }];
  for (const { at, path } of queue) {
    for (const key of graph.out.get(at) ?? []) {
      const to = graph.edges.get(key)?.to ?? at;
      if (open.has(key)) return [...path, key];
      if (seen.has(to)) continue;
      seen.add(to);
      queue.push({ at: to, path: [...path, key] });
    }
  }
  return [];
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
