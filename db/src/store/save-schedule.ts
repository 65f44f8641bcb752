import type { Effect, FinishedTurn } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";

const setTimers = `
insert into timers (business_id, instance_id, timer_id, generation, event, trace_id, due_at)
select business, instance, id, generation, event, trace, $2::bigint + delay_ms
from jsonb_to_recordset($1::jsonb) as g(business text, instance text, id text, generation int, event jsonb,
  trace text, delay_ms bigint)
order by business, instance, id
on conflict (business_id, instance_id, timer_id) do update
set generation = excluded.generation, event = excluded.event, trace_id = excluded.trace_id, due_at = excluded.due_at`;

const startJobs = `
insert into jobs (business_id, instance_id, job_id, generation, job, input, trace_id, due_at)
select business, instance, id, generation, job, input, trace, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(business text, instance text, id text, generation int, job text,
  input jsonb, trace text)
order by business, instance, id
on conflict (business_id, instance_id, job_id) do update
set generation = excluded.generation, job = excluded.job, input = excluded.input, attempts = 0,
  trace_id = excluded.trace_id, due_at = excluded.due_at`;

const cancel = (table: "timers" | "jobs", id: "timer_id" | "job_id") => `
delete from ${table} t
using jsonb_to_recordset($1::jsonb) as g(business text, instance text, id text)
where t.business_id = g.business and t.instance_id = g.instance and t.${id} = g.id`;
const cancelTimers = cancel("timers", "timer_id");
const cancelJobs = cancel("jobs", "job_id");

type Scheduling = Extract<
  Effect,
  { kind: "timer.set" | "timer.cancel" | "job.start" | "job.cancel" }
>;
type Step = { turn: FinishedTurn; id: string; effect: Scheduling };

/** Sets and cancels timers and jobs. Returns in how many milliseconds the earliest of those set is due. */
export async function saveSchedule(
  session: Session,
  turns: readonly FinishedTurn[],
): Promise<number | null> {
  const steps = lastSteps(turns);
  const rows = (kind: Scheduling["kind"]) =>
    steps
      .filter(({ effect }) => effect.kind === kind)
      .map(({ turn: { instance, inbox }, id, effect }) => ({
        business: instance.business,
        instance: instance.id,
        trace: inbox.traceId,
        ...effect,
        id,
        ...("delayMs" in effect && { delay_ms: Math.ceil(effect.delayMs) }),
      }));
  const write = async (text: string, given: readonly unknown[], ...more: number[]) => {
    if (given.length > 0) await session.query(text, [toJson(given), ...more]);
  };
  await Promise.all([
    write(cancelTimers, rows("timer.cancel")),
    write(setTimers, rows("timer.set"), session.now),
    write(cancelJobs, rows("job.cancel")),
    write(startJobs, rows("job.start"), session.now),
  ]);
  const delays = steps.flatMap(({ effect }) => {
    if (effect.kind === "timer.set") return [Math.ceil(effect.delayMs)];
    return effect.kind === "job.start" ? [0] : [];
  });
  return delays.length === 0 ? null : Math.min(...delays);
}

/** A timer that a turn cancels and sets again is set: the last word on each counts. */
function lastSteps(turns: readonly FinishedTurn[]): Step[] {
  const last = new Map<string, Step>();
  for (const turn of turns) {
    const { business, id: instance } = turn.instance;
    for (const effect of turn.effects) {
      if (effect.kind === "timer.set" || effect.kind === "timer.cancel") {
        const id = effect.timerId;
        last.set(JSON.stringify([business, instance, "timer", id]), { turn, id, effect });
      } else if (effect.kind === "job.start" || effect.kind === "job.cancel") {
        const id = effect.jobId;
        last.set(JSON.stringify([business, instance, "job", id]), { turn, id, effect });
      }
    }
  }
  return [...last.values()];
}
