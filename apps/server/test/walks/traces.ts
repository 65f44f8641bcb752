// What a customer's conversation left in the database, read as the shop's own process could.

import type { Database } from "@mostrador/db";

import { demoShop } from "./tours.ts";

const scope = { role: "app", businesses: [demoShop] } as const;

/** Real milliseconds until a turn or a delivery counts as lost. */
const patienceMs = 10_000;
const pauseMs = 5;

/** One turn of ordering, by what set it off. `said`: the provider's ids of its messages, in order. */
export type TurnTrace = {
  seq: number;
  active: string[];
  transitions: string[];
  said: string[];
};

type TurnRow = { seq: number; active: string[]; transitions: string[]; said: (string | null)[] };

const turnOfInput = `
select j.seq, to_jsonb(i.active) as active, j.transitions,
  coalesce((select jsonb_agg(o.provider_id order by o.outbox_id) from outbox o
    where o.effect_id like i.instance_id || ':' || j.seq || ':%'), '[]') as said
from inbox n
join instances i on i.instance_id = n.instance_id
join journal j on j.instance_id = n.instance_id and j.inbox_id = n.inbox_id`;

export type Traces = ReturnType<typeof createTraces>;

export function createTraces(database: Database) {
  const rows = <Row extends object>(text: string, parameters: readonly (string | number)[]) =>
    database.transaction(scope, (session) => session.query<Row>(text, parameters));

  const turn = async (condition: string, parameters: readonly (string | number)[], what: string) =>
    until(what, async () => {
      const [row] = await rows<TurnRow>(`${turnOfInput} where ${condition}`, parameters);
      if (row === undefined || !row.said.every((id) => id !== null)) return null;
      return { ...row, said: row.said.filter((id) => id !== null) } satisfies TurnTrace;
    });

  return {
    /** The turn that a person's message set off, once all that it says is with the provider. */
    turnOfMessage: (messageId: string): Promise<TurnTrace> =>
      turn("n.dedupe_key = $1", [messageId], `the turn of message ${messageId}`),

    /** The turn after `seq` of a phone's ordering instance. */
    turnAfter: (phone: string, seq: number): Promise<TurnTrace> =>
      turn(
        `j.seq = $2 and i.flow = 'ordering' and i.chat_id = (select chat_id from chats where phone = $1)`,
        [phone, seq + 1],
        `turn ${seq + 1} of ${phone}`,
      ),

    /** When a timer of a phone's ordering instance falls due; null when it does not run, or has fired. */
    dueAt: async (phone: string, timerId: string): Promise<number | null> => {
      const [timer] = await rows<{ due: number }>(
        `select t.due_at as due from timers t join instances i using (business_id, instance_id)
         join chats c using (business_id, chat_id)
         where i.flow = 'ordering' and c.phone = $1 and t.timer_id = $2`,
        [phone, timerId],
      );
      return timer?.due ?? null;
    },

    /** Number and status of a phone's last order. */
    order: async (phone: string): Promise<{ number: number; status: string }> => {
      const [order] = await rows<{ number: number; status: string }>(
        `select o.number, o.status from orders o join chats c using (business_id, chat_id)
         where c.phone = $1 order by o.placed_at desc, o.number desc limit 1`,
        [phone],
      );
      if (order === undefined) throw new Error(`${phone} has no order`);
      return order;
    },

    /** What earlier customers still had coming concerns nobody any more. */
    forgetTimers: async (): Promise<void> => {
      await rows("delete from timers", []);
    },

    /** Inputs that could not be taken; none, when all is well. */
    poisoned: (): Promise<{ error: unknown }[]> =>
      rows<{ error: unknown }>("select error from inbox where state = 'poison'", []),

    until,
  };
}

async function until<Found>(what: string, look: () => Promise<Found | null>): Promise<Found> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`${what} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
