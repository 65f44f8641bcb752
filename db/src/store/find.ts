// Whose work waits, seen by the dispatcher: ids, businesses and due dates. Each query hops over an index from one
// business to the next and takes a few of each, so that one with much waiting neither hides nor slows the others.
// A window function reads all of its input: the limit stands below it.

import type { BusinessId, ChatId, InstanceId } from "@mostrador/engine";

import type { Session } from "../session.ts";
import { pausedAt } from "./rows.ts";

/** Rows of one business that are looked at to find its oldest instances. */
const windowPerBusiness = 1000;

const hop = (table: "inbox" | "timers" | "jobs", condition: string) => `
with recursive waiting as (
  (select business_id from ${table} where ${condition} order by business_id limit 1)
  union all
  select (
    select t.business_id from ${table} t
    where ${condition} and t.business_id > w.business_id
    order by t.business_id limit 1
  ) from waiting w where w.business_id is not null
)`;

const waitingInstances = `
${hop("inbox", "state = 'new'")}
select f.business_id as business, f.instance_id as id
from waiting w
cross join lateral (
  select w.business_id, head.instance_id, min(head.inbox_id) as oldest,
    row_number() over (order by min(head.inbox_id)) as place
  from (
    select i.instance_id, i.inbox_id from inbox i
    where i.business_id = w.business_id and i.state = 'new'
    order by i.inbox_id limit ${windowPerBusiness}
  ) head
  group by head.instance_id
  order by oldest limit $1::int
) f
order by f.place, f.oldest
limit $1::int`;

const due = (table: "timers" | "jobs", id: "timer_id" | "job_id") => `
${hop(table, "true")}
select f.business_id as business, f.instance_id as instance, f.${id} as id
from waiting w
cross join lateral (
  select head.*, row_number() over (order by head.due_at) as place
  from (
    select t.business_id, t.instance_id, t.${id}, t.due_at from ${table} t
    where t.business_id = w.business_id and t.due_at <= $2::bigint
    order by t.due_at limit $1::int
  ) head
) f
order by f.place, f.due_at
limit $1::int`;
const dueTimers = due("timers", "timer_id");
const dueJobs = due("jobs", "job_id");

const dueChats = `
with recursive lanes as (
  (select business_id, number_id from chats where send_at is not null order by business_id, number_id limit 1)
  union all
  select next.business_id, next.number_id
  from lanes l cross join lateral (
    select c.business_id, c.number_id from chats c
    where c.send_at is not null and (c.business_id, c.number_id) > (l.business_id, l.number_id)
    order by c.business_id, c.number_id limit 1
  ) next
)
select f.business_id as business, f.chat_id as chat
from lanes l
join numbers n on n.business_id = l.business_id and n.number_id = l.number_id
left join accounts a on a.account_id = n.account_id
cross join lateral (
  select head.*, row_number() over (order by head.send_at) as place
  from (
    select c.business_id, c.chat_id, c.send_at from chats c
    where c.business_id = l.business_id and c.number_id = l.number_id and c.send_at <= $2::bigint
      and coalesce(c.lease_until + $3::bigint <= $2::bigint, true)
    order by c.send_at limit $1::int
  ) head
) f
where not ${pausedAt("$2::bigint")}
order by f.place, f.send_at
limit $1::int`;

export function findWaitingInstances(session: Session, limit: number) {
  return session.query<{ business: BusinessId; id: InstanceId }>(waitingInstances, [limit]);
}

type Due = { business: BusinessId; instance: InstanceId; id: string };

export function findDueTimers(session: Session, limit: number) {
  return session.query<Due>(dueTimers, [limit, session.now]);
}

export function findDueJobs(session: Session, limit: number) {
  return session.query<Due>(dueJobs, [limit, session.now]);
}

/** Chats with something to send whose number may send. `settleMs`: grace after a lease that ran out. */
export function findDueChats(session: Session, limit: number, settleMs: number) {
  return session.query<{ business: BusinessId; chat: ChatId }>(dueChats, [
    limit,
    session.now,
    settleMs,
  ]);
}
