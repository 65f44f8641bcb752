// Who plays and how time passes: what line mode, scripts and the terminal phones share.

import { createControl } from "./phone/control.ts";
import { createPhone } from "./phone/phone.ts";
import type { Phone } from "./phone/phone.ts";
import type { EmulatorAddress } from "./phone/call.ts";

export type Role = "customer" | "owner";
export const roles: readonly Role[] = ["customer", "owner"];

type Actor = { waId: string; name: string };

export type Stage = {
  shopName: string;
  actors: Record<Role, Actor>;
  phones: Record<Role, Phone>;
  /** Milliseconds since 1970, by the emulator's clock. */
  now(): Promise<number>;
  /** Moves the clocks of emulator and server together. */
  advance(ms: number): Promise<void>;
};

export type StageOptions = {
  emulator: EmulatorAddress;
  /** Moves the server's clock; answers when it has. */
  advanceServer(ms: number): Promise<void>;
  phoneNumberId: string;
  shopName: string;
  actors: Record<Role, Actor>;
};

export function createStage(options: StageOptions): Stage {
  const { emulator, phoneNumberId, shopName, actors } = options;
  const control = createControl(emulator);
  const phoneOf = (actor: Actor) => createPhone({ emulator, phoneNumberId, ...actor });
  return {
    shopName,
    actors,
    phones: { customer: phoneOf(actors.customer), owner: phoneOf(actors.owner) },
    now: () => control.now(),
    advance: async (ms) => {
      // The emulator first: what the server then sends meets the window of the new time.
      await control.advance(ms);
      await options.advanceServer(ms);
    },
  };
}
