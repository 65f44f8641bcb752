import { assign, type AnyStateMachine, setup } from "xstate";
import { z } from "zod";
import { effectsOf } from "../src/effects-of.ts";
import { defineFlow, type Flow, type Migration } from "../src/flow.ts";
import type { FlowEvent } from "../src/screen.ts";
import type { InWorld } from "../src/world.ts";

type Context = InWorld<{ log: string[]; note?: string }, unknown>;
const { say, query, command, job, initial } = effectsOf<Context, FlowEvent>();

/** A process drawn in a few lines, for tests of the engine itself; loosely typed. */
export type Sketch = {
  version?: number;
  root?: object;
  states: object;
  /** Where it starts; by default its first state. */
  initial?: string;
  actions?: object;
  delays?: object;
  context?: z.ZodType<object>;
  migrations?: Migration[];
};

/** Actions `logA` to `logD` write their letter into the context, `sayLog` says it; `go`, `stop` and `ping` come from outside. */
export function sketch(parts: Sketch): Flow {
  const logs = ["A", "B", "C", "D"].map((letter) => [
    `log${letter}`,
    assign(({ context }: { context: Context }) => ({ log: [...context.log, letter] })),
  ]);
  const machine = setup({
    types: { context: {} as Context, events: {} as FlowEvent },
    actions: {
      ...Object.fromEntries(logs),
      sayLog: say(({ context }) => context.log.join("") || "nothing"),
      ...parts.actions,
    },
    delays: { soon: 1000, late: 10_000, ...parts.delays },
    guards: { never: () => false, always: () => true },
    actors: {
      ask: query("ask", ({ context }) => context.log),
      order: command("order", () => ({})),
      bake: job("bake", ({ context }) => ({ log: context.log })),
    },
  }).createMachine({
    id: "sketch",
    context: initial({ log: [] }),
    initial: parts.initial ?? Object.keys(parts.states)[0],
    ...parts.root,
    states: parts.states,
  } as never) as unknown as AnyStateMachine;
  return defineFlow({
    id: "sketch",
    version: parts.version ?? 1,
    kind: "process",
    machine,
    context: parts.context ?? z.object({ log: z.array(z.string()), note: z.string().optional() }),
    events: z.discriminatedUnion("type", [
      z.object({ type: z.literal("go") }),
      z.object({ type: z.literal("stop") }),
      z.object({ type: z.literal("ping") }),
    ]),
    migrations: parts.migrations ?? [],
  });
}
