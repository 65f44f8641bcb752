import type { Flow } from "../src/flow.ts";
import { Conversation, type ConversationOptions } from "./conversation.ts";
import { type Coverage, coverageOf, type Leg, type Tour } from "./explore.ts";
import { performStep, type Step } from "./steps.ts";

/** Where a walked conversation stands: leaf states without the flow's own id, and what the last step passed through. */
export type Whereabouts = { state: readonly string[]; transitions: readonly string[] };

/** Performs steps on one conversation of the real thing: over HTTP, against a database, in memory. */
export type Walker = {
  /** Throws where the step cannot be done, e.g. a label that is not offered. */
  perform(step: Step): Promise<Whereabouts>;
};

export type Divergence = {
  tour: number;
  leg: number;
  step: Step;
  expected: readonly string[];
  found: string;
};

/**
 * Walks tours, each with a walker of its own, and holds every step to the state it led to when the tour was
 * made. A tour ends at its first divergence.
 */
export async function walkTours(
  flow: Flow,
  tours: readonly Tour[],
  newWalker: (tour: number) => Promise<Walker>,
): Promise<{ coverage: Coverage; divergences: Divergence[] }> {
  const walked: Leg[][] = [];
  const divergences: Divergence[] = [];
  for (const [index, tour] of tours.entries()) {
    const { legs, divergence } = await walkTour(tour, await newWalker(index));
    walked.push(legs);
    if (divergence !== null) divergences.push({ tour: index, ...divergence });
  }
  return { coverage: coverageOf(flow, walked), divergences };
}

async function walkTour(
  tour: Tour,
  walker: Walker,
): Promise<{ legs: Leg[]; divergence: Omit<Divergence, "tour"> | null }> {
  const legs: Leg[] = [];
  for (const [leg, { step, state: expected }] of tour.entries()) {
    const diverged = (found: string) => ({ legs, divergence: { leg, step, expected, found } });
    try {
      const { state, transitions } = await walker.perform(step);
      legs.push({ step, state, transitions });
      if (state.join() !== expected.join()) return diverged(state.join());
    } catch (error) {
      return diverged(error instanceof Error ? error.message : String(error));
    }
  }
  return { legs, divergence: null };
}

/** Walks in memory: what the tours are made with, and what shows that another version of a flow differs. */
export function memoryWalker(flow: Flow, options: ConversationOptions): Walker {
  const chat = new Conversation(flow, options);
  return {
    perform: (step) => {
      performStep(chat, step);
      return Promise.resolve({ state: chat.state, transitions: chat.journal?.transitions ?? [] });
    },
  };
}
