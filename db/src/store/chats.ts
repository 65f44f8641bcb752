import type {
  BusinessId,
  ChatAddress,
  ChatId,
  ChatRef,
  OutboxRow,
  SenderLease,
} from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";
import { outboxColumns, toAddress, toOutboxRow } from "./rows.ts";
import type { StoredMessage } from "./rows.ts";
import { lockChats } from "./save-messages.ts";

const given = `jsonb_to_recordset($1::jsonb) as g(business text, chat text)`;

const claim = `
with locked as (
  select c.business_id, c.chat_id, c.sender is not null as "takenOver"
  from chats c join ${given} on c.business_id = g.business and c.chat_id = g.chat
  where c.send_at <= $2::bigint and (c.sender is null or c.lease_until + $5::bigint <= $2::bigint)
  order by c.business_id, c.chat_id
  for no key update of c skip locked
)
update chats c set sender = $3, lease_until = $2::bigint + $4::bigint, send_at = $2::bigint + $4::bigint
from locked l where c.business_id = l.business_id and c.chat_id = l.chat_id
returning c.business_id as business, c.chat_id as chat, l."takenOver"`;

// Whoever held the chat sends in order, so only the oldest message may have gone out.
const markUnanswered = `
update outbox o set unanswered = true
from ${given}
where o.business_id = g.business and o.outbox_id = (
  select h.outbox_id from outbox h
  where h.business_id = g.business and h.chat_id = g.chat and h.state = 'pending'
  order by h.outbox_id limit 1)`;

const pending = `
select ${outboxColumns}
from ${given}
join chats c on c.business_id = g.business and c.chat_id = g.chat
join outbox o on o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending'
order by o.outbox_id`;

const kept = `
select ${outboxColumns}
from ${given}
join chats c on c.business_id = g.business and c.chat_id = g.chat and c.sender = $2
join outbox o on o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending'
order by o.outbox_id`;

/** Frees locked chats; `$2` null: whoever sends. */
const free = `
update chats c set sender = null, lease_until = null, send_at = (
  select o.due_at from outbox o
  where o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending'
  order by o.outbox_id limit 1)
from ${given}
where c.business_id = g.business and c.chat_id = g.chat and coalesce(c.sender = $2::text, $2::text is null)`;

const freeIdle = `${free}
  and not exists (
    select from outbox o
    where o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending' and o.due_at <= $3::bigint)`;

const leftDue = `
select exists (
  select from chats c join ${given} on c.business_id = g.business and c.chat_id = g.chat
  where c.sender is null and c.send_at <= $2::bigint) as "isLeft"`;

const extend = `
update chats c set lease_until = $2::bigint + $4::bigint, send_at = $2::bigint + $4::bigint
from (
  select k.business_id, k.chat_id
  from chats k join ${given} on k.business_id = g.business and k.chat_id = g.chat
  where k.sender = $3 order by k.business_id, k.chat_id for no key update of k
) l
where c.business_id = l.business_id and c.chat_id = l.chat_id`;

const address = `
select number_id as number, phone, user_id as "userId" from chats where business_id = $1 and chat_id = $2`;

/** Leases those of these chats that are free, and returns all that is pending in them, in order. */
export async function claimChats(
  session: Session,
  chats: readonly ChatRef[],
  lease: SenderLease & { settleMs: number },
): Promise<OutboxRow[]> {
  const { sender, leaseMs, settleMs } = lease;
  const claimed = await session.query<{ business: BusinessId; chat: ChatId; takenOver: boolean }>(
    claim,
    [toJson(chats), session.now, sender, leaseMs, settleMs],
  );
  if (claimed.length === 0) return [];
  const takenOver = claimed.filter((chat) => chat.takenOver);
  if (takenOver.length > 0) await session.query(markUnanswered, [toJson(takenOver)]);
  const rows = await session.query<StoredMessage>(pending, [toJson(claimed)]);
  const empty = claimed.filter(
    ({ business, chat }) => !rows.some((row) => row.business === business && row.chat === chat),
  );
  if (empty.length > 0) await session.query(free, [toJson(empty), sender]);
  return rows.map(toOutboxRow);
}

/** `left`: something due is there for others. `rows`: what is pending in the chats that are kept. */
export async function releaseChats(
  session: Session,
  chats: readonly ChatRef[],
  { sender, which }: { sender: string; which: "nothing-due" | "always" },
): Promise<{ left: boolean; rows: OutboxRow[] }> {
  const json = toJson(chats);
  const always = which === "always";
  const [, , rows, [waiting]] = await Promise.all([
    session.query(lockChats, [json]),
    always
      ? session.query(free, [json, sender])
      : session.query(freeIdle, [json, sender, session.now]),
    session.query<StoredMessage>(kept, [json, sender]),
    session.query<{ isLeft: boolean }>(leftDue, [json, session.now]),
  ]);
  return { left: waiting?.isLeft ?? false, rows: rows.map(toOutboxRow) };
}

/** Of chats that are locked: nobody sends in them any more. */
export async function freeChats(session: Session, chats: readonly ChatRef[]): Promise<void> {
  await session.query(free, [toJson(chats), null]);
}

export async function extendChats(
  session: Session,
  chats: readonly ChatRef[],
  { sender, leaseMs }: SenderLease,
): Promise<void> {
  await session.query(extend, [toJson(chats), session.now, sender, leaseMs]);
}

export async function addressOf(session: Session, chat: ChatRef): Promise<ChatAddress | null> {
  const [row] = await session.query<Pick<StoredMessage, "number" | "phone" | "userId">>(address, [
    chat.business,
    chat.chat,
  ]);
  return row === undefined ? null : toAddress(row);
}
