import { invariant } from "@mostrador/engine";
import type { OutboxRow, SenderLease } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";
import { outboxColumns, pausedAt, toOutboxRow } from "./rows.ts";
import type { StoredMessage } from "./rows.ts";
import type { Asked } from "./save.ts";

/** Before rows get their numbers, so that these follow commits within a chat. */
export const lockChats = `
select 1 from chats c
join (select distinct business, chat from jsonb_to_recordset($1::jsonb) as g(business text, chat text)) g
  on c.business_id = g.business and c.chat_id = g.chat
order by c.business_id, c.chat_id
for no key update of c`;

const insertMessages = `
insert into outbox (business_id, effect_id, chat_id, message, template, trace_id, due_at, created_at)
select business, id, chat, message, template, trace, $2::bigint, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(ord int, business text, chat text, id text, message jsonb, template jsonb,
  trace text)
order by ord`;

// A free chat is taken, unless its oldest row must wait or its number is paused. Of a chat that is ours all rows are
// returned too: another process may have written one since, and it must not be overtaken.
const takeLeases = `
with found as (
  select c.business_id, c.chat_id, head.due_at as head_due_at,
    c.sender = $3::text and c.lease_until > $2::bigint as ours,
    c.sender is null as free,
    c.sender is null and head.due_at <= $2::bigint and not ${pausedAt("$2::bigint")} as taken
  from (select distinct business, chat from jsonb_to_recordset($1::jsonb) as g(business text, chat text)) g
  join chats c on c.business_id = g.business and c.chat_id = g.chat
  join numbers n on n.business_id = c.business_id and n.number_id = c.number_id
  left join accounts a on a.account_id = n.account_id
  cross join lateral (
    select o.due_at from outbox o
    where o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending'
    order by o.outbox_id limit 1
  ) head
), leased as (
  update chats c set
    sender = case when f.ours or f.taken then $3::text else null end,
    lease_until = case when f.ours or f.taken then $2::bigint + $4::bigint else null end,
    send_at = case when f.ours or f.taken then $2::bigint + $4::bigint else f.head_due_at end
  from found f
  where c.business_id = f.business_id and c.chat_id = f.chat_id and (f.ours or f.free)
  returning c.business_id, c.chat_id, c.number_id, c.phone, c.user_id, f.ours or f.taken as held
)
select ${outboxColumns}
from leased c
join outbox o on o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending'
where c.held
order by o.outbox_id`;

/** Writes messages into the outbox. Returns those that this process must send now, in order. */
export async function saveMessages(
  session: Session,
  messages: readonly Asked<"message">[],
  { sender, leaseMs }: SenderLease,
): Promise<OutboxRow[]> {
  if (messages.length === 0) return [];
  const { now } = session;
  const given = messages.map(({ turn: { instance, inbox }, effect }, ord) => {
    invariant(instance.chat !== null, `${instance.flow} ${instance.id} speaks without a chat`);
    return {
      ord,
      business: instance.business,
      chat: instance.chat.id,
      id: effect.id,
      message: effect.message,
      template: effect.template,
      trace: inbox.traceId,
    };
  });
  const json = toJson(given);
  const keys = toJson(given.map(({ business, chat }) => ({ business, chat })));
  const [, , rows] = await Promise.all([
    session.query(lockChats, [keys]),
    session.query(insertMessages, [json, now]),
    session.query<StoredMessage>(takeLeases, [keys, now, sender, leaseMs]),
  ]);
  return rows.map(toOutboxRow);
}
