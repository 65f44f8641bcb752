import type { BusinessId, DueJob, InstanceId, InstanceRef, Outcome } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";

// The deleted row and its input are one statement: a timer becomes an input once or stays a timer.
const fire = `
with locked as (
  select t.business_id, t.instance_id, t.timer_id
  from timers t
  join jsonb_to_recordset($1::jsonb) as g(business text, instance text, id text)
    on t.business_id = g.business and t.instance_id = g.instance and t.timer_id = g.id
  where t.due_at <= $2::bigint
  order by t.business_id, t.instance_id, t.timer_id
  for update of t skip locked
), fired as (
  delete from timers t using locked l
  where t.business_id = l.business_id and t.instance_id = l.instance_id and t.timer_id = l.timer_id
  returning t.*
)
insert into inbox (business_id, instance_id, source, dedupe_key, input, trace_id, received_at)
select business_id, instance_id, 'timer', instance_id || ':' || timer_id || ':' || generation,
  jsonb_build_object('kind', 'timer', 'timerId', timer_id, 'generation', generation, 'event', event),
  trace_id, $2::bigint
from fired order by due_at
on conflict (business_id, source, dedupe_key) do nothing
returning business_id as business, instance_id as id`;

const claim = `
with locked as (
  select t.business_id, t.instance_id, t.job_id
  from jobs t
  join jsonb_to_recordset($1::jsonb) as g(business text, instance text, id text)
    on t.business_id = g.business and t.instance_id = g.instance and t.job_id = g.id
  where t.due_at <= $2::bigint
  order by t.business_id, t.instance_id, t.job_id
  for no key update of t skip locked
)
update jobs t set due_at = $2::bigint + $3::bigint, attempts = t.attempts + 1
from locked l
where t.business_id = l.business_id and t.instance_id = l.instance_id and t.job_id = l.job_id
returning t.business_id as business, t.instance_id as instance, t.job_id as "jobId", t.generation, t.job, t.input,
  t.attempts - 1 as attempts, t.trace_id as "traceId"`;

const finish = `
with finished as (
  delete from jobs where business_id = $1 and instance_id = $2 and job_id = $3 and generation = $4::int
  returning business_id, instance_id
)
insert into inbox (business_id, instance_id, source, dedupe_key, input, trace_id, received_at)
select business_id, instance_id, 'job', $5, $6::jsonb, $7, $8::bigint from finished
on conflict (business_id, source, dedupe_key) do nothing
returning business_id as business, instance_id as id`;

const retry = `
update jobs set due_at = $5::bigint
where business_id = $1 and instance_id = $2 and job_id = $3 and generation = $4::int`;

type Due = { business: BusinessId; instance: InstanceId; id: string };
type Ref = { business: BusinessId; id: InstanceId };

/** Turns those of these timers that are due and that nobody else fires into inputs. */
export async function fireTimers(session: Session, due: readonly Due[]): Promise<InstanceRef[]> {
  const rows = await session.query<Ref>(fire, [toJson(due), session.now]);
  return [...new Map(rows.map((ref) => [`${ref.business}/${ref.id}`, ref])).values()];
}

export function leaseJobs(
  session: Session,
  due: readonly Due[],
  leaseMs: number,
): Promise<DueJob[]> {
  return session.query<DueJob>(claim, [toJson(due), session.now, leaseMs]);
}

export async function finishJob(
  session: Session,
  job: DueJob,
  outcome: Outcome,
): Promise<InstanceRef | null> {
  const { business, instance, jobId, generation, traceId } = job;
  const [ref] = await session.query<Ref>(finish, [
    business,
    instance,
    jobId,
    generation,
    `${instance}:${jobId}:${generation}`,
    toJson({ kind: "job", jobId, generation, outcome }),
    traceId,
    session.now,
  ]);
  return ref ?? null;
}

export async function retryJob(session: Session, job: DueJob, retryInMs: number): Promise<void> {
  await session.query(retry, [
    job.business,
    job.instance,
    job.jobId,
    job.generation,
    session.now + Math.ceil(retryInMs),
  ]);
}
