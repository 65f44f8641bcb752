import type { Aftermath, Effect, FinishedTurn, SenderLease } from "@mostrador/engine";

import { toJson } from "../session.ts";
import type { Session } from "../session.ts";
import { saveMessages } from "./save-messages.ts";
import { saveSchedule } from "./save-schedule.ts";
import { saveSignals } from "./save-signals.ts";

const saveSnapshots = `
update instances i
set snapshot = g.snapshot, hashes = g.snapshot -> 'hashes', updated_at = $2::bigint,
  active = array(select jsonb_array_elements_text(g.snapshot -> 'active')),
  flow_version = (g.snapshot ->> 'version')::int
from jsonb_to_recordset($1::jsonb) as g(business text, id text, snapshot jsonb)
where i.business_id = g.business and i.instance_id = g.id`;

const finishInputs = `
update inbox i set state = 'done'
from jsonb_to_recordset($1::jsonb) as g(business text, inbox_id bigint)
where i.business_id = g.business and i.inbox_id = g.inbox_id`;

const writeJournal = `
insert into journal (business_id, instance_id, seq, inbox_id, trace_id, from_states, to_states, events,
  transitions, reading, effects, duration_ms, at)
select business, instance, seq, inbox_id, trace, from_states, to_states, events, transitions, reading, effects,
  duration_ms, $2::bigint
from jsonb_to_recordset($1::jsonb) as g(business text, instance text, seq int, inbox_id bigint, trace text,
  from_states jsonb, to_states jsonb, events jsonb, transitions jsonb, reading text, effects jsonb,
  duration_ms float8)`;

/** An effect of one kind and the turn that asked for it. */
export type Asked<Kind extends Effect["kind"]> = {
  turn: FinishedTurn;
  effect: Extract<Effect, { kind: Kind }>;
};

/** Writes all of these turns in few statements, sent together. */
export async function save(
  session: Session,
  turns: readonly FinishedTurn[],
  lease: SenderLease,
): Promise<Aftermath> {
  if (turns.length === 0) return { outbox: [], woken: [], dueInMs: null };
  const { now } = session;
  const [, , , dueInMs, woken, outbox] = await Promise.all([
    session.query(saveSnapshots, [toJson(turns.map(toSnapshot)), now]),
    session.query(finishInputs, [
      toJson(turns.map(({ inbox }) => ({ business: inbox.business, inbox_id: inbox.id }))),
    ]),
    session.query(writeJournal, [toJson(turns.map(toJournal)), now]),
    saveSchedule(session, turns),
    saveSignals(session, asked(turns, "signal")),
    saveMessages(session, asked(turns, "message"), lease),
  ]);
  return { outbox, woken, dueInMs };
}

/** All effects of a kind, in order. */
function asked<Kind extends Effect["kind"]>(
  turns: readonly FinishedTurn[],
  kind: Kind,
): Asked<Kind>[] {
  const isKind = (effect: Effect): effect is Extract<Effect, { kind: Kind }> =>
    effect.kind === kind;
  return turns.flatMap((turn) => turn.effects.filter(isKind).map((effect) => ({ turn, effect })));
}

function toSnapshot({ instance, snapshot }: FinishedTurn) {
  return { business: instance.business, id: instance.id, snapshot };
}

function toJournal({ instance, inbox, snapshot, effects, journal }: FinishedTurn) {
  return {
    business: instance.business,
    instance: instance.id,
    seq: snapshot.seq,
    inbox_id: inbox.id,
    trace: inbox.traceId,
    from_states: journal.from,
    to_states: journal.to,
    events: journal.events,
    transitions: journal.transitions,
    reading: journal.reading,
    effects: effects.map((effect) => ({
      kind: effect.kind,
      ...("id" in effect && { id: effect.id }),
    })),
    duration_ms: journal.durationMs,
  };
}
