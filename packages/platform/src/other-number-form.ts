import type { Channel, OutboxRow } from "@mostrador/engine";

import { createBoundedCache } from "./bounded-cache.ts";

/** Addresses whose working form is remembered; forgetting one costs one refused call. */
const entries = 10_000;
const ttlMs = 24 * 60 * 60 * 1000;

/**
 * An Argentine mobile is 54 9 and ten digits to the network. A test number knows its allowed people
 * without the 9 and refuses the form that its own webhooks carry (131030): then the other form is
 * tried once, and what worked is used from there on.
 */
export function withOtherNumberForm(channel: Channel, monotonicMs: () => number): Channel {
  const winners = createBoundedCache<string>({ entries, ttlMs, monotonicMs });

  return {
    ...channel,
    send: async (row) => {
      const { phone } = row.address.person;
      const known = phone === undefined ? undefined : winners.get(keyOf(row, phone));
      const result = await channel.send(known === undefined ? row : withPhone(row, known));
      const wrongForm = result.kind === "refused" && result.refusal.remedy.kind === "otherAddress";
      const other = phone === undefined ? null : otherForm(known ?? phone);
      if (!wrongForm || phone === undefined || other === null) return result;
      const second = await channel.send(withPhone(row, other));
      if (second.kind === "sent") winners.set(keyOf(row, phone), other);
      return second;
    },
  };
}

function keyOf(row: OutboxRow, phone: string): string {
  return `${row.address.number}/${phone}`;
}

function withPhone(row: OutboxRow, phone: string): OutboxRow {
  return { ...row, address: { ...row.address, person: { ...row.address.person, phone } } };
}

/** Null where the number has but one form. */
function otherForm(phone: string): string | null {
  const [, nine, national] = /^\+?54(9?)(\d{10})$/.exec(phone) ?? [];
  if (national === undefined) return null;
  return nine === "9" ? `54${national}` : `549${national}`;
}
