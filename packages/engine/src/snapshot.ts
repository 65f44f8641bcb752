import { z } from "zod";

/** The stored state of an instance. `machine` is xstate's persisted snapshot without the world. */
export const flowSnapshotSchema = z.object({
  flow: z.string(),
  version: z.int().nonnegative(),
  machine: z.object({
    status: z.enum(["active", "done", "error", "stopped"]),
    value: z.unknown(),
    context: z.record(z.string(), z.unknown()),
    historyValue: z.unknown(),
    children: z.record(z.string(), z.unknown()),
    output: z.unknown(),
    error: z.unknown(),
  }),
  /** Ids of the active leaf states, in document order: jsonb would reorder the keys of `value`. */
  active: z.array(z.string()),
  /** Surface hash per active state: what tells whether a deploy changed a state under a live chat. */
  hashes: z.record(z.string(), z.string()),
  /** Turns taken. Effect ids are `instance:seq:n`. */
  seq: z.int().nonnegative(),
  /** Counts screens shown; part of every wire id. */
  revision: z.int().nonnegative(),
  /** Name of the screen last shown, and which page of it. */
  screen: z.string().nullable(),
  page: z.int().nonnegative(),
  /** Inputs in a row that were not understood. */
  misses: z.int().nonnegative(),
  /** Current generation of every running timer and job. */
  timers: z.record(z.string(), z.int()),
  jobs: z.record(z.string(), z.int()),
  /** Bubbles that wait to be joined. */
  held: z.array(z.string()),
});

export type FlowSnapshot = z.infer<typeof flowSnapshotSchema>;
