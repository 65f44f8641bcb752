import type { Pause } from "@mostrador/engine";

import type { Session } from "../session.ts";

// A pause without end is only ended by a person, and no shorter pause cuts a longer one.
const set = `set paused_code = $3,
  paused_until = case when $4::bigint is null then null else greatest(paused_until, $4::bigint) end`;
const mayChange = `(paused_code is null or paused_until is not null)`;

const pauseNumber = `
update numbers ${set} where business_id = $1 and number_id = $2 and ${mayChange}`;

const pauseAccount = `
update accounts ${set}
where account_id = (select account_id from numbers where business_id = $1 and number_id = $2) and ${mayChange}`;

export async function pause(
  session: Session,
  { business, number, scope, forMs, code }: Pause,
): Promise<void> {
  const until = forMs === null ? null : session.now + Math.ceil(forMs);
  const text = scope === "number" ? pauseNumber : pauseAccount;
  await session.query(text, [business, number, code, until]);
}
