import type { BusinessId, ChatId, SendRecord } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";
import { freeChats } from "./chats.ts";
import { lockChats } from "./save-messages.ts";

// What a status has settled meanwhile stays settled.
const end = `
with locked as (
  select o.business_id, o.outbox_id, g.state, g.provider_id, g.repeated, g.code, g.message
  from outbox o join jsonb_to_recordset($1::jsonb) as g(business text, id text, state text, provider_id text,
    repeated boolean, code text, message text)
    on o.business_id = g.business and o.effect_id = g.id
  where o.state = 'pending'
  order by o.business_id, o.outbox_id
  for no key update of o
)
update outbox o set state = l.state, provider_id = l.provider_id, repeated = l.repeated,
  error_code = l.code, error_message = l.message, ended_at = $2::bigint
from locked l where o.business_id = l.business_id and o.outbox_id = l.outbox_id`;

// A message that another sender has taken over in the meantime is theirs: its flags differ from those we were given.
const postpone = `
with locked as (
  select o.business_id, o.outbox_id, g.wait_ms, g.failed, g.code, g.message
  from outbox o join jsonb_to_recordset($1::jsonb) as g(business text, id text, wait_ms bigint, failed boolean,
    attempts int, repeated boolean, code text, message text)
    on o.business_id = g.business and o.effect_id = g.id
  where o.state <> 'pending' or (o.attempts = g.attempts and o.unanswered = g.repeated)
  order by o.business_id, o.outbox_id
  for no key update of o
)
update outbox o set due_at = $2::bigint + l.wait_ms, attempts = o.attempts + l.failed::int,
  unanswered = o.unanswered or not l.failed, error_code = l.code, error_message = l.message
from locked l where o.business_id = l.business_id and o.outbox_id = l.outbox_id
returning o.business_id as business, o.chat_id as chat`;

/**
 * Writes down how tries to send ended. A chat whose message must wait is free again, and due when that message is.
 */
export async function recordSends(session: Session, records: readonly SendRecord[]): Promise<void> {
  const ended = records.filter(({ kind }) => kind === "sent" || kind === "dead");
  const waiting = records.filter(({ kind }) => kind === "retry" || kind === "unknown");
  // Chats are locked before messages, everywhere.
  if (waiting.length > 0) {
    await session.query(lockChats, [
      toJson(waiting.map(({ row: { business, chat } }) => ({ business, chat }))),
    ]);
  }
  if (ended.length > 0) await session.query(end, [toJson(ended.map(toEnd)), session.now]);
  if (waiting.length === 0) return;
  const chats = await session.query<{ business: BusinessId; chat: ChatId }>(postpone, [
    toJson(waiting.map(toWait)),
    session.now,
  ]);
  if (chats.length > 0) await freeChats(session, chats);
}

function toEnd(record: SendRecord) {
  const { business, id, repeated } = record.row;
  const key = { business, id };
  if (record.kind === "sent") {
    return { ...key, state: "sent", provider_id: record.providerId, repeated: record.repeated };
  }
  const error = record.kind === "dead" ? { code: record.code, message: record.message } : {};
  return { ...key, state: "dead", repeated, ...error };
}

function toWait(record: SendRecord) {
  const { business, id, attempts, repeated } = record.row;
  const key = { business, id, attempts, repeated };
  if (record.kind === "retry") {
    const { code, message } = record;
    return { ...key, failed: true, wait_ms: Math.ceil(record.retryInMs), code, message };
  }
  const wait = record.kind === "unknown" ? record.settleMs : 0;
  return { ...key, failed: false, wait_ms: Math.ceil(wait) };
}
