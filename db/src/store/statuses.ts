import type { BusinessId, ChatId, DeliveryStatus } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";
import { lockChats } from "./save-messages.ts";

const ranks = { sent: 1, delivered: 2, read: 3, played: 4, failed: 5 } as const;

const match = `
select g.ord, o.business_id as business, o.effect_id as id, o.chat_id as chat, o.state
from jsonb_to_recordset($1::jsonb) as g(ord int, business text, provider_id text, effect_id text)
cross join lateral (
  select * from outbox o
  where o.business_id = g.business and (o.effect_id = g.effect_id or o.provider_id = g.provider_id)
  order by o.effect_id = g.effect_id desc nulls last
  limit 1
) o`;

const keepHighest = `
insert into message_statuses as s (business_id, effect_id, status, rank, at, pricing, error_code, error_message)
select business, id, status, rank, at, pricing, error_code, error_message
from jsonb_to_recordset($1::jsonb) as g(business text, id text, status text, rank int, at bigint, pricing jsonb,
  error_code text, error_message text)
order by business, id
on conflict (business_id, effect_id) do update set
  pricing = coalesce(excluded.pricing, s.pricing),
  status = case when excluded.rank > s.rank then excluded.status else s.status end,
  at = case when excluded.rank > s.rank then excluded.at else s.at end,
  error_code = coalesce(s.error_code, excluded.error_code),
  error_message = coalesce(s.error_message, excluded.error_message),
  rank = greatest(excluded.rank, s.rank)`;

const settle = `
with locked as (
  select o.business_id, o.outbox_id, g.provider_id, g.status = 'failed' as failed, g.error_code, g.error_message
  from outbox o join jsonb_to_recordset($1::jsonb) as g(business text, id text, provider_id text, status text,
    error_code text, error_message text)
    on o.business_id = g.business and o.effect_id = g.id
  where (o.state = 'pending' and o.provider_id is distinct from g.provider_id)
    or (o.state = 'sent' and g.status = 'failed' and o.provider_id = g.provider_id)
  order by o.business_id, o.outbox_id
  for no key update of o
)
update outbox o set state = case when l.failed then 'dead' else 'sent' end, provider_id = l.provider_id,
  error_code = l.error_code, error_message = l.error_message, ended_at = $2::bigint
from locked l where o.business_id = l.business_id and o.outbox_id = l.outbox_id`;

// Refused because the window was shut: as a template it goes out after all, once. The provider's id of the refused one
// stays until then, so that its status, coming twice, is not taken for the template's.
const sendAsTemplate = `
with locked as (
  select o.business_id, o.outbox_id
  from outbox o join jsonb_to_recordset($1::jsonb) as g(business text, id text, remedy text)
    on o.business_id = g.business and o.effect_id = g.id
  where g.remedy = 'template' and o.state = 'dead' and o.template is not null and o.message ->> 'kind' <> 'template'
  order by o.business_id, o.outbox_id
  for no key update of o
)
update outbox o set state = 'pending', due_at = $2::bigint, attempts = 0, unanswered = false,
  ended_at = null, message = jsonb_build_object('kind', 'template', 'template', o.template)
from locked l where o.business_id = l.business_id and o.outbox_id = l.outbox_id`;

const refreshFreeChats = `
update chats c set send_at = (
  select o.due_at from outbox o
  where o.business_id = c.business_id and o.chat_id = c.chat_id and o.state = 'pending'
  order by o.outbox_id limit 1)
from jsonb_to_recordset($1::jsonb) as g(business text, chat text)
where c.business_id = g.business and c.chat_id = g.chat and c.sender is null`;

type Matched = { ord: number; business: BusinessId; id: string; chat: ChatId; state: string };

/** Keeps the highest word on each message and settles what we did not know. Returns how many statuses were ours. */
export async function recordStatuses(
  session: Session,
  statuses: readonly DeliveryStatus[],
): Promise<number> {
  const matched = await session.query<Matched>(match, [
    toJson(
      statuses.map(({ business, providerId, effectId }, ord) => ({
        ord,
        business,
        provider_id: providerId,
        effect_id: effectId,
      })),
    ),
  ]);
  if (matched.length === 0) return 0;
  const highest = highestOf(statuses, matched);
  await session.query(keepHighest, [toJson(highest)]);
  const unsettled = highest.filter(
    ({ state, status }) => state === "pending" || (state === "sent" && status === "failed"),
  );
  if (unsettled.length > 0) {
    const json = toJson(unsettled);
    await Promise.all([
      session.query(lockChats, [json]),
      session.query(settle, [json, session.now]),
      session.query(sendAsTemplate, [json, session.now]),
      session.query(refreshFreeChats, [json]),
    ]);
  }
  return matched.length;
}

/** One row per message, though several statuses of it come at once. */
function highestOf(statuses: readonly DeliveryStatus[], matched: readonly Matched[]) {
  const rows = matched.flatMap(({ ord, ...message }) => {
    const status = statuses[ord];
    if (status === undefined) return [];
    return [
      {
        ...message,
        provider_id: status.providerId,
        status: status.status,
        rank: ranks[status.status],
        at: status.at,
        pricing: status.pricing,
        error_code: status.error?.code,
        error_message: status.error?.message,
        remedy: status.error?.remedy,
      },
    ];
  });
  const byMessage = Map.groupBy(rows, ({ business, id }) => JSON.stringify([business, id]));
  return [...byMessage.values()].flatMap((same) => {
    const [first, ...others] = same.toSorted((one, other) => other.rank - one.rank);
    if (first === undefined) return [];
    return [{ ...first, pricing: first.pricing ?? others.find(({ pricing }) => pricing)?.pricing }];
  });
}
