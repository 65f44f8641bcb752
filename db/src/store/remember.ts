import { invariant } from "@mostrador/engine";
import type { BusinessId, Delivery, InstanceId, Remembered } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";

// The chat's lock comes before its inbox rows get their numbers: so numbers follow commits within a chat.
const openWindows = `
with given as (
  select business, chat, max(sent_at) as sent_at
  from jsonb_to_recordset($1::jsonb) as g(business text, chat text, sent_at bigint)
  group by business, chat
), locked as (
  select c.business_id, c.chat_id
  from chats c join given g on c.business_id = g.business and c.chat_id = g.chat
  order by c.business_id, c.chat_id
  for no key update of c
)
update chats c
set last_inbound_at = case when g.sent_at is null then c.last_inbound_at
  else greatest(c.last_inbound_at, least(g.sent_at, $2::bigint)) end
from locked l join given g on g.business = l.business_id and g.chat = l.chat_id
where c.business_id = l.business_id and c.chat_id = l.chat_id
returning c.business_id as business, c.chat_id as chat, c.front_instance is null as starts`;

const startInstances = `
insert into instances (business_id, flow, key, chat_id, created_at, updated_at)
select distinct on (business, chat) business, flow, chat, chat, $2::bigint, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(ord int, business text, chat text, flow text)
order by business, chat, ord
on conflict (business_id, flow, key) do nothing`;

const putInFront = `
update chats c set front_instance = i.instance_id
from (
  select distinct on (business, chat) business, flow, chat
  from jsonb_to_recordset($1::jsonb) as g(ord int, business text, chat text, flow text)
  order by business, chat, ord
) g join instances i on i.business_id = g.business and i.flow = g.flow and i.key = g.chat
where c.business_id = g.business and c.chat_id = g.chat and c.front_instance is null`;

const insertInputs = `
insert into inbox (business_id, instance_id, source, dedupe_key, input, trace_id, received_at)
select g.business, coalesce(tapped.instance_id, c.front_instance), g.source, g.key, g.input, g.trace, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(ord int, business text, chat text, instance text, source text,
  key text, input jsonb, trace text)
join chats c on c.business_id = g.business and c.chat_id = g.chat
left join instances tapped on tapped.business_id = g.business and tapped.instance_id = g.instance
  and tapped.chat_id = g.chat
where coalesce(tapped.instance_id, c.front_instance) is not null
order by g.ord
on conflict (business_id, source, dedupe_key) do nothing
returning business_id as business, source, dedupe_key as key, instance_id as instance, inbox_id as "inboxId"`;

const findInputs = `
select i.business_id as business, i.source, i.dedupe_key as key, i.instance_id as instance, i.inbox_id as "inboxId"
from jsonb_to_recordset($1::jsonb) as g(business text, source text, key text)
join inbox i on i.business_id = g.business and i.source = g.source and i.dedupe_key = g.key`;

type Given = ReturnType<typeof toGiven>[number];
type Input = {
  business: BusinessId;
  source: string;
  key: string;
  instance: InstanceId;
  inboxId: number;
};

/** Makes messages durable, each once, in the order given. Throws a Bug for a chat that is not there. */
export async function remember(
  session: Session,
  deliveries: readonly Delivery[],
): Promise<Remembered[]> {
  if (deliveries.length === 0) return [];
  const given = toGiven(deliveries);
  const json = toJson(given);
  const [chats, inserted] = await Promise.all([
    session.query<{ business: string; chat: string; starts: boolean }>(openWindows, [
      json,
      session.now,
    ]),
    session.query<Input>(insertInputs, [json, session.now]),
  ]);
  const starting = given.filter((row) =>
    chats.some(
      ({ business, chat, starts }) => starts && business === row.business && chat === row.chat,
    ),
  );
  const started = starting.length === 0 ? [] : await startInFront(session, starting);
  const fresh = new Map([...inserted, ...started].map((row) => [keyOf(row), row]));
  const known = await findKnown(
    session,
    given.filter((row) => !fresh.has(keyOf(row))),
  );
  return deliveries.map((delivery, index) => {
    const key = keyOf(given[index] ?? { business: "", source: "", key: "" });
    const row = fresh.get(key) ?? known.get(key);
    invariant(row !== undefined, `chat ${delivery.chat} of ${delivery.business} is not there`);
    const duplicate = !fresh.has(key);
    // The same message once more in the same call.
    fresh.delete(key);
    known.set(key, row);
    return { delivery, instance: row.instance, inboxId: String(row.inboxId), duplicate };
  });
}

function toGiven(deliveries: readonly Delivery[]) {
  return deliveries.map(
    ({ business, chat, flow, instance, source, dedupeKey, input, traceId }, ord) => ({
      ord,
      business,
      chat,
      flow,
      instance,
      source,
      key: dedupeKey,
      input,
      trace: traceId,
      sent_at: input.kind === "message" ? input.sentAt : null,
    }),
  );
}

async function startInFront(session: Session, given: readonly Given[]): Promise<Input[]> {
  const json = toJson(given);
  const [, , inserted] = await Promise.all([
    session.query(startInstances, [json, session.now]),
    session.query(putInFront, [json]),
    session.query<Input>(insertInputs, [json, session.now]),
  ]);
  return inserted;
}

async function findKnown(session: Session, given: readonly Given[]): Promise<Map<string, Input>> {
  if (given.length === 0) return new Map();
  const rows = await session.query<Input>(findInputs, [toJson(given)]);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function keyOf({ business, source, key }: { business: string; source: string; key: string }) {
  return JSON.stringify([business, source, key]);
}
