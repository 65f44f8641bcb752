import type { BusinessId, InstanceId, InstanceRef } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";
import type { Asked } from "./save.ts";

const startTargets = `
insert into instances (business_id, flow, key, chat_id, created_at, updated_at)
select distinct on (business, flow, key) business, flow, key, chat, $2::bigint, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(ord int, business text, flow text, key text, chat text)
order by business, flow, key, ord
on conflict (business_id, flow, key) do nothing`;

const insertSignals = `
insert into inbox (business_id, instance_id, source, dedupe_key, input, trace_id, received_at)
select g.business, i.instance_id, 'signal', g.id, g.input, g.trace, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(ord int, business text, flow text, key text, id text, input jsonb, trace text)
join instances i on i.business_id = g.business and i.flow = g.flow and i.key = g.key
order by g.ord
on conflict (business_id, source, dedupe_key) do nothing
returning business_id as business, instance_id as id`;

/** Gives other instances their inputs, starting those that are not there. Returns whose. */
export async function saveSignals(
  session: Session,
  signals: readonly Asked<"signal">[],
): Promise<InstanceRef[]> {
  if (signals.length === 0) return [];
  const json = toJson(
    signals.map(({ turn: { instance, inbox }, effect }, ord) => ({
      ord,
      business: instance.business,
      flow: effect.to.flow,
      key: effect.to.key,
      chat: effect.to.chat,
      id: effect.id,
      input: { kind: "signal", event: effect.event },
      trace: inbox.traceId,
    })),
  );
  const [, rows] = await Promise.all([
    session.query(startTargets, [json, session.now]),
    session.query<{ business: BusinessId; id: InstanceId }>(insertSignals, [json, session.now]),
  ]);
  return [...new Map(rows.map((ref) => [`${ref.business}/${ref.id}`, ref])).values()];
}
