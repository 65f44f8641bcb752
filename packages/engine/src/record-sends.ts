import type { OutboxRow } from "./channel.ts";
import type { HostParts } from "./host-parts.ts";
import type { ChatRef, SendRecord } from "./store.ts";

/** Tries to write down how sends ended before their chats are left to their lease. */
const maxTries = 5;
/** Wait before the second try, milliseconds; doubles. */
const firstRetryMs = 100;

export type Recorder = {
  /** Resolved once it is written. Rejected: it could not be, and the message may go out again. */
  record(record: SendRecord): Promise<void>;
  /** Gives a chat back. Resolved with what is due in it all the same: then it is kept. */
  release(chat: ChatRef): Promise<readonly OutboxRow[]>;
  /** Writes what is left. */
  stop(): Promise<void>;
};

type Waiting = { record: SendRecord; resolve: () => void; reject: (cause: unknown) => void };
type Idle = { chat: ChatRef; resolve: (rows: readonly OutboxRow[]) => void };

/** Gathers what ends while a write is under way into the next one: few statements under load, no delay without. */
export function createRecorder<Domain>(parts: HostParts<Domain>): Recorder {
  const { store, settings } = parts;
  let waiting: Waiting[] = [];
  let idle: Idle[] = [];
  let writing: Promise<void> | undefined;

  const writeRecords = async (batch: readonly Waiting[]): Promise<void> => {
    if (batch.length === 0) return;
    try {
      await persist(
        parts,
        batch.map(({ record }) => record),
      );
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const writeReleases = async (batch: readonly Idle[]): Promise<void> => {
    if (batch.length === 0) return;
    const chats = batch.map(({ chat }) => chat);
    let rows: OutboxRow[] = [];
    try {
      rows = await store.releaseChats(chats, settings.sender, "nothing-due");
    } catch (error) {
      // They are free when their lease has run out.
      parts.log("warn", "chats.not-released", { chats: chats.length, error: String(error) });
    }
    for (const { chat, resolve } of batch) {
      resolve(rows.filter((row) => row.business === chat.business && row.chat === chat.chat));
    }
  };

  const write = async (): Promise<void> => {
    while (waiting.length > 0 || idle.length > 0) {
      const records = waiting;
      const releases = idle;
      waiting = [];
      idle = [];
      await writeRecords(records);
      await writeReleases(releases);
    }
    writing = undefined;
  };
  const wake = () => {
    writing ??= write();
  };

  return {
    record: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        wake();
      }),
    release: (chat) =>
      new Promise((resolve) => {
        idle.push({ chat, resolve });
        wake();
      }),
    stop: async () => {
      await writing;
    },
  };
}

async function persist<Domain>(
  parts: HostParts<Domain>,
  records: readonly SendRecord[],
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await parts.store.recordSends(records);
      return;
    } catch (error) {
      if (tries === maxTries) throw error;
      parts.log("warn", "sends.not-recorded", {
        sends: records.length,
        tries,
        error: String(error),
      });
      await new Promise((resolve) => setTimeout(resolve, firstRetryMs * 2 ** tries));
    }
  }
}
