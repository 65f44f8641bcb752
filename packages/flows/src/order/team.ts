// Who of the shop hears of an order.

import type { SignalTarget } from "@mostrador/engine";

import type { AdminEvent } from "../admin/events.ts";
import type { Facts, TeamMember } from "../facts.ts";

export type ToAdmin = { to: SignalTarget; event: AdminEvent };

function deskOf({ chat }: TeamMember): SignalTarget {
  return { flow: "admin", key: chat, chat };
}

/** Rings first; everybody where the shop has no owner with a phone. */
function firstPhones({ team }: Facts): TeamMember[] {
  const owners = team.filter(({ role }) => role === "owner");
  return owners.length > 0 ? owners : team.filter(({ role }) => role === "staff");
}

export function ringFirst(facts: Facts, event: AdminEvent): ToAdmin[] {
  return firstPhones(facts).map((member) => ({ to: deskOf(member), event }));
}

/** Rings when nobody took the order on the first phones. */
export function ringSecond(facts: Facts, event: AdminEvent): ToAdmin[] {
  const first = firstPhones(facts);
  return facts.team
    .filter((member) => member.role !== "rider" && !first.includes(member))
    .map((member) => ({ to: deskOf(member), event }));
}

/** Owner and staff. */
export function tellDesks({ team }: Facts, event: AdminEvent): ToAdmin[] {
  return team
    .filter(({ role }) => role !== "rider")
    .map((member) => ({ to: deskOf(member), event }));
}
