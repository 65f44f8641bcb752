// Sends what is due, in order per chat. Chats never wait for each other. A chat's messages are sent by the process that
// holds its lease: the one that committed them, or one that found them left over.

import type { OutboxRow } from "./channel.ts";
import type { HostParts } from "./host-parts.ts";
import { createLanes } from "./lanes.ts";
import { createRecorder } from "./record-sends.ts";
import { sendRow } from "./send-row.ts";
import { createSlots } from "./slots.ts";
import type { Round } from "./worker.ts";

export type Deliverer = {
  /** Rows of chats whose lease this process holds, in order. */
  accept(rows: readonly OutboxRow[]): void;
  /** One round over chats that nobody sends for. */
  claim(): Promise<Round>;
  /** Finishes the sends under way and gives the rest back. */
  stop(): Promise<void>;
};

export function createDeliverer<Domain>(parts: HostParts<Domain>): Deliverer {
  const { store, settings, log } = parts;
  const recorder = createRecorder(parts);
  const slots = createSlots(settings.sendConcurrency);

  const lanes = createLanes({
    send: async (row) => {
      const record = await slots.use(async () => {
        await parts.checkpoint?.("send.before");
        const result = await sendRow(parts, row);
        await parts.checkpoint?.("send.after");
        return result;
      });
      await parts.checkpoint?.("sent.before");
      await recorder.record(record);
      await parts.checkpoint?.("sent.after");
      // What must wait keeps those behind it waiting: they are claimed again when it is due.
      return record.kind === "sent" || record.kind === "dead";
    },
    // Its lease runs out, and whoever comes next finds its rows.
    failed: (chat, error) => log("error", "delivery.failed", { ...chat, error: String(error) }),
    idle: (chat) => recorder.release(chat),
  });

  const extending = setInterval(() => {
    const held = lanes.chats();
    if (held.length === 0) return;
    store.extendChats(held, settings).catch((error: unknown) => {
      log("warn", "chats.not-extended", { chats: held.length, error: String(error) });
    });
  }, settings.leaseMs / 3);

  return {
    accept: lanes.accept,
    claim: async () => {
      await parts.checkpoint?.("claim.before");
      const rows = await store.claimOutbox(settings.batch, settings);
      if (rows.length === 0) return "idle";
      await parts.checkpoint?.("claim.after");
      lanes.accept(rows);
      return "more";
    },
    stop: async () => {
      clearInterval(extending);
      const held = lanes.chats();
      await lanes.stop();
      await recorder.stop();
      if (held.length > 0) await store.releaseChats(held, settings.sender, "always");
    },
  };
}
