// What a machine at rest says about itself.

import type { AnyStateNode } from "xstate";
import type { Worldly } from "./makers.ts";
import type { FlowEvent } from "./screen.ts";
import { activeNodes, type Live } from "./xstate-adapter.ts";

/** Whether the machine would do anything with this event now, guards asked. */
export function canTake(live: Live, event: FlowEvent): boolean {
  return live.status === "active" && live.can(event);
}

/** Ids of the active leaf states, in document order. */
export function activeLeaves(live: Live): string[] {
  const leaves = activeNodes(live).filter(({ type }) => type === "atomic" || type === "final");
  return leaves.map((node) => node.id);
}

export function contextOf(live: Live): Worldly {
  const context: Worldly = live.context;
  return context;
}

/** `meta.screen` of the first active leaf that has one, its own or its nearest ancestor's. */
export function screenNameOf(live: Live): string | null {
  for (const leaf of activeNodes(live).filter(({ type }) => type === "atomic")) {
    for (let node: AnyStateNode | undefined = leaf; node !== undefined; node = node.parent) {
      const screen = screenOf(node.meta);
      if (screen !== null) return screen;
    }
  }
  return null;
}

function screenOf(meta: unknown): string | null {
  const named = typeof meta === "object" && meta !== null && "screen" in meta;
  return named && typeof meta.screen === "string" ? meta.screen : null;
}
