import type { Flow } from "../src/flow.ts";
import { Conversation, type ConversationOptions } from "./conversation.ts";
import { type Coverage, coverageOf, type Leg, legOf, type Tour } from "./explore.ts";
import { performStep, type Step } from "./steps.ts";

/**
 * Where a walked conversation stands: leaf states without the flow's own id, what the last step passed through, and
 * the labels that its last message offers, null where nothing was said.
 */
export type Whereabouts = Omit<Leg, "step">;

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
 * Walks tours, each with a walker of its own, and holds every step to the state it led to, the transitions it took
 * and what was offered when the tour was made. A tour ends at its first divergence.
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
  for (const [leg, { step, ...expected }] of tour.entries()) {
    const diverged = (found: string) => {
      const divergence = { leg, step, expected: expected.state, found };
      return { legs, divergence };
    };
    try {
      const found = await walker.perform(step);
      legs.push({ step, ...found });
      if (found.state.join() !== expected.state.join()) return diverged(found.state.join());
      if (found.transitions.join() !== expected.transitions.join()) {
        return diverged(
          `${found.transitions.join(", ")} instead of ${expected.transitions.join(", ")}`,
        );
      }
      if (offersText(found) !== offersText(expected)) {
        return diverged(`${offersText(found)} instead of ${offersText(expected)}`);
      }
    } catch (error) {
      return diverged(error instanceof Error ? error.message : String(error));
    }
  }
  return { legs, divergence: null };
}

function offersText({ offers }: Whereabouts): string {
  return offers === null ? "nothing said" : `a message offering "${offers.join(" · ")}"`;
}

/** Walks in memory: what the tours are made with, and what shows that another version of a flow differs. */
export function memoryWalker(flow: Flow, options: ConversationOptions): Walker {
  const chat = new Conversation(flow, options);
  return {
    perform: (step) => {
      const { step: _, ...found } = legOf(performStep(chat, step), step);
      return Promise.resolve(found);
    },
  };
}
