import type { OutboxRow } from "./channel.ts";
import type { ChatRef } from "./store.ts";

type LaneTask = {
  /** False: those behind it must wait, the lane is over. */
  send(row: OutboxRow): Promise<boolean>;
  failed(chat: ChatRef, error: unknown): void;
  /** Nothing is left in this chat. */
  idle(chat: ChatRef): void;
};

type Lane = { chat: ChatRef; rows: OutboxRow[]; done: Promise<void> };

/** One lane per chat that has something to send: its rows go one after the other, lanes side by side. */
export function createLanes(task: LaneTask) {
  const lanes = new Map<string, Lane>();
  let stopping = false;

  const run = async (lane: Lane): Promise<void> => {
    for (let row = lane.rows[0]; row !== undefined && !stopping; row = lane.rows[0]) {
      const goesOn = await task.send(row);
      if (goesOn) lane.rows.shift();
      else lane.rows.length = 0;
    }
  };

  const open = (key: string, row: OutboxRow): void => {
    const chat = { business: row.business, chat: row.chat };
    const lane: Lane = { chat, rows: [row], done: Promise.resolve() };
    lanes.set(key, lane);
    lane.done = run(lane).then(
      () => {
        lanes.delete(key);
        task.idle(chat);
      },
      (error: unknown) => {
        lanes.delete(key);
        task.failed(chat, error);
      },
    );
  };

  return {
    accept: (rows: readonly OutboxRow[]): void => {
      if (stopping) return;
      for (const row of rows) {
        const key = `${row.business}/${row.chat}`;
        const lane = lanes.get(key);
        if (lane === undefined) open(key, row);
        else if (!lane.rows.some(({ id }) => id === row.id)) lane.rows.push(row);
      }
    },
    chats: (): ChatRef[] => [...lanes.values()].map(({ chat }) => chat),
    /** Lets the sends under way finish; what is behind them stays in the outbox. */
    stop: async (): Promise<void> => {
      stopping = true;
      await Promise.all([...lanes.values()].map(({ done }) => done));
    },
  };
}
