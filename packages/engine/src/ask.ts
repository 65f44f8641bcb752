import type { SignalTarget } from "./effect.ts";
import type { EffectMaker, MakerArgs, Signal } from "./makers.ts";
import type { FlowEvent, Line } from "./screen.ts";

/** What a step asks for, in order. Leaving an invoke shows in `Live.children`. */
export type Ask =
  | { kind: "say"; line: Line<FlowEvent> }
  | { kind: "write"; write: string; input: unknown }
  | { kind: "signal"; to: SignalTarget; event: FlowEvent }
  | { kind: "timer.set"; timerId: string; delayMs: number; event: FlowEvent }
  | { kind: "timer.cancel"; timerId: string }
  | { kind: "start"; id: string; actor: "query" | "command" | "job"; name: string; input: unknown };

/** What an action made by `effectsOf` asks for, evaluated with what the step hands it. */
export function effectAsks(maker: EffectMaker, args: MakerArgs, params: unknown): Ask[] {
  switch (maker.kind) {
    case "say": {
      const line = maker.make(args, params);
      return line === null ? [] : [{ kind: "say", line }];
    }
    case "write":
      return [{ kind: "write", write: maker.write, input: maker.make(args, params) ?? null }];
    case "signal": {
      const signals = maker.make(args, params);
      const list: readonly Signal[] = signals === null ? [] : [signals].flat();
      return list.map(({ to, event }) => ({ kind: "signal", to, event }));
    }
  }
}
