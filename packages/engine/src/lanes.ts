import type { OutboxRow } from "./channel.ts";
import type { ChatRef } from "./store.ts";

type LaneTask = {
  /** False: those behind it must wait, the lane is over. */
  send(row: OutboxRow): Promise<boolean>;
  failed(chat: ChatRef, error: unknown): void;
  /** Nothing is left in this chat. Resolved with what is there all the same. */
  idle(chat: ChatRef): Promise<readonly OutboxRow[]>;
};

type Lane = { chat: ChatRef; rows: OutboxRow[]; done: Promise<void> };

/** Chats whose last message is remembered. */
const mostRemembered = 20_000;

/** One lane per chat that has something to send: its rows go one after the other, lanes side by side. */
export function createLanes(task: LaneTask) {
  const lanes = new Map<string, Lane>();
  // Who read the outbox before a message was written down as sent still tells of it: it must not go again.
  const sentUpTo = createMemory(mostRemembered);
  let stopping = false;

  const add = (key: string, lane: Lane, rows: readonly OutboxRow[]): void => {
    const last = sentUpTo.get(key);
    const fresh = rows.filter(
      ({ id, position }) => position > last && !lane.rows.some((row) => row.id === id),
    );
    if (fresh.length === 0) return;
    // Another process may have written one that comes before ours. The first is under way already.
    const [first, ...rest] = lane.rows;
    const behind = [...rest, ...fresh].sort((one, other) => one.position - other.position);
    lane.rows = first === undefined ? behind : [first, ...behind];
  };

  const sendAll = async (key: string, lane: Lane): Promise<void> => {
    for (let row = lane.rows[0]; row !== undefined && !stopping; row = lane.rows[0]) {
      const goesOn = await task.send(row);
      if (goesOn) sentUpTo.set(key, row.position);
      lane.rows = goesOn ? lane.rows.slice(1) : [];
    }
  };

  const run = async (key: string, lane: Lane): Promise<void> => {
    do {
      await sendAll(key, lane);
      add(key, lane, await task.idle(lane.chat));
    } while (lane.rows.length > 0 && !stopping);
  };

  const open = (key: string, row: OutboxRow): Lane => {
    const chat = { business: row.business, chat: row.chat };
    const lane: Lane = { chat, rows: [], done: Promise.resolve() };
    lanes.set(key, lane);
    return lane;
  };

  const start = (key: string, lane: Lane): void => {
    lane.done = run(key, lane)
      .catch((error: unknown) => task.failed(lane.chat, error))
      .finally(() => lanes.delete(key));
  };

  return {
    accept: (rows: readonly OutboxRow[]): void => {
      if (stopping) return;
      for (const row of rows) {
        const key = `${row.business}/${row.chat}`;
        const running = lanes.get(key);
        const lane = running ?? open(key, row);
        add(key, lane, [row]);
        if (running === undefined) start(key, lane);
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

/** The last position per chat; the chat that was set longest ago is forgotten first. */
function createMemory(most: number) {
  const positions = new Map<string, number>();
  return {
    get: (key: string): number => positions.get(key) ?? 0,
    set: (key: string, position: number): void => {
      positions.delete(key);
      positions.set(key, position);
      const [oldest] = positions.keys();
      if (positions.size > most && oldest !== undefined) positions.delete(oldest);
    },
  };
}
