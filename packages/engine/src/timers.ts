import type { Advancer } from "./advance.ts";
import type { HostParts } from "./host-parts.ts";

/** Turns due timers into inbox rows and has their turns taken. Returns how many instances were woken. */
export async function fireDueTimers<Domain>(
  parts: HostParts<Domain>,
  advancer: Pick<Advancer<Domain>, "follow">,
): Promise<number> {
  const woken = await parts.store.fireTimers(parts.settings.batch);
  await advancer.follow(woken);
  return woken.length;
}
