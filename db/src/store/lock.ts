import type {
  BusinessId,
  ChatId,
  FlowSnapshot,
  InboxRow,
  Instance,
  InstanceId,
  InstanceRef,
  TurnInput,
} from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";

const lock = `
select i.business_id as business, i.instance_id as id, i.flow, i.key, i.snapshot, i.chat_id as chat,
  c.last_inbound_at as "lastInboundAt", p.name as "personName"
from (select distinct business, id from jsonb_to_recordset($1::jsonb) as g(business text, id text)) g
join instances i on i.business_id = g.business and i.instance_id = g.id
left join chats c on c.business_id = i.business_id and c.chat_id = i.chat_id
left join contacts p on p.business_id = c.business_id and p.contact_id = c.contact_id
order by i.business_id, i.instance_id
for no key update of i skip locked`;

const oldest = `
select i.business_id as business, i.instance_id as instance, i.inbox_id as "inboxId", i.input, i.trace_id as "traceId"
from (select distinct business, id from jsonb_to_recordset($1::jsonb) as g(business text, id text)) g
cross join lateral (
  select * from inbox
  where business_id = g.business and instance_id = g.id and state = 'new'
  order by inbox_id limit 1
) i
order by i.inbox_id`;

type Locked = {
  business: BusinessId;
  id: InstanceId;
  flow: string;
  key: string;
  snapshot: FlowSnapshot | null;
  chat: ChatId | null;
  lastInboundAt: number | null;
  personName: string | null;
};

export async function lockInstances(
  session: Session,
  refs: readonly InstanceRef[],
): Promise<Instance[]> {
  if (refs.length === 0) return [];
  const rows = await session.query<Locked>(lock, [refsJson(refs)]);
  return rows.map(({ chat, lastInboundAt, personName, ...instance }) => ({
    ...instance,
    chat:
      chat === null
        ? null
        : { id: chat, lastInboundAt, ...(personName !== null && { personName }) },
  }));
}

export async function oldestInbox(
  session: Session,
  refs: readonly InstanceRef[],
): Promise<InboxRow[]> {
  if (refs.length === 0) return [];
  const rows = await session.query<{
    business: BusinessId;
    instance: InstanceId;
    inboxId: number;
    input: TurnInput;
    traceId: string;
  }>(oldest, [refsJson(refs)]);
  return rows.map(({ inboxId, ...row }) => ({ ...row, id: String(inboxId) }));
}

function refsJson(refs: readonly InstanceRef[]): string {
  return toJson(refs.map(({ business, id }) => ({ business, id })));
}
