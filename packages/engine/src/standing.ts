import type { ChannelLimits } from "./channel.ts";
import type { Flow } from "./flow.ts";
import type { InstanceId } from "./ids.ts";
import type { FlowEvent, Screen } from "./screen.ts";
import type { World } from "./world.ts";
import { canTake, contextOf, screenNameOf } from "./live.ts";
import { type Live } from "./xstate-adapter.ts";

/** What a turn is given besides its input. */
export type Frame = {
  instance: InstanceId;
  world: World<unknown>;
  limits: ChannelLimits;
};

/** The screen of the state that the machine rests in; null for a process and for an ended conversation. */
export function presentScreen(
  flow: Flow,
  live: Live,
): { name: string; screen: Screen<FlowEvent> } | null {
  const name = screenNameOf(live);
  const draw = name === null ? undefined : flow.screens[name];
  if (name === null || draw === undefined || live.status !== "active") return null;
  return { name, screen: draw(contextOf(live)) };
}

/** The event as the flow's schema reads it, if the machine would do something with it now; else null. */
export function acceptable(flow: Flow, live: Live, event: unknown): FlowEvent | null {
  const parsed = flow.events.safeParse(event);
  return parsed.success && canTake(live, parsed.data) ? parsed.data : null;
}
