// Sends what is due, in order per chat. Chats never wait for each other. A chat's messages are sent by the process that
// holds its lease: the one that committed them, or one that found them left over.

import type { OutboxRow } from "./channel.ts";
import type { HostParts } from "./host-parts.ts";
import { createRecorder } from "./record-sends.ts";
import { sendRow } from "./send-row.ts";
import type { ChatRef } from "./store.ts";
import type { Round } from "./worker.ts";

export type Deliverer = {
  /** Rows of chats whose lease this process holds, in order. */
  accept(rows: readonly OutboxRow[]): void;
  /** One round over chats that nobody sends for. */
  claim(): Promise<Round>;
  /** Finishes the sends under way and gives the rest back. */
  stop(): Promise<void>;
};

type Lane = { chat: ChatRef; rows: OutboxRow[]; done: Promise<void> };

export function createDeliverer<Domain>(parts: HostParts<Domain>): Deliverer {
  const { store, settings, log } = parts;
  const lanes = new Map<string, Lane>();
  const recorder = createRecorder(parts);
  const slots = createSlots(settings.sendConcurrency);
  let stopping = false;

  const runLane = async (lane: Lane): Promise<void> => {
    for (let row = lane.rows[0]; row !== undefined && !stopping; row = lane.rows[0]) {
      const record = await slots.use(async () => {
        await parts.checkpoint?.("send.before");
        const result = await sendRow(parts, row);
        await parts.checkpoint?.("send.after");
        return result;
      });
      await parts.checkpoint?.("sent.before");
      await recorder.record(record);
      await parts.checkpoint?.("sent.after");
      lane.rows.shift();
      // What must wait keeps those behind it waiting: they are claimed again when it is due.
      if (record.kind === "retry" || record.kind === "unknown") lane.rows.length = 0;
    }
  };

  const open = (key: string, row: OutboxRow): void => {
    const chat = { business: row.business, chat: row.chat };
    const lane: Lane = { chat, rows: [row], done: Promise.resolve() };
    lanes.set(key, lane);
    lane.done = runLane(lane)
      .catch((error: unknown) => {
        // Its lease runs out and whoever comes next finds the rows.
        log("error", "delivery.failed", { ...chat, error: String(error) });
      })
      .finally(() => {
        if (stopping) return;
        lanes.delete(key);
        recorder.release(chat);
      });
  };

  const accept: Deliverer["accept"] = (rows) => {
    for (const row of rows) {
      const key = `${row.business}/${row.chat}`;
      const lane = lanes.get(key);
      if (lane === undefined) open(key, row);
      else if (!lane.rows.some(({ id }) => id === row.id)) lane.rows.push(row);
    }
  };

  const heldChats = () => [...lanes.values()].map(({ chat }) => chat);
  const extending = setInterval(() => {
    const held = heldChats();
    if (held.length === 0) return;
    store.extendChats(held, settings).catch((error: unknown) => {
      log("warn", "chats.not-extended", { chats: held.length, error: String(error) });
    });
  }, settings.leaseMs / 3);

  return {
    accept,
    claim: async () => {
      await parts.checkpoint?.("claim.before");
      const rows = await store.claimOutbox(settings.batch, settings);
      if (rows.length === 0) return "idle";
      await parts.checkpoint?.("claim.after");
      accept(rows);
      return "more";
    },
    stop: async () => {
      stopping = true;
      clearInterval(extending);
      await Promise.all([...lanes.values()].map(({ done }) => done));
      await recorder.stop();
      await store.releaseChats(heldChats(), settings.sender, "always");
    },
  };
}

/** Bounds how many run at once, first come first served. */
function createSlots(max: number): { use<T>(work: () => Promise<T>): Promise<T> } {
  let free = max;
  const waiting: (() => void)[] = [];
  return {
    use: async (work) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
