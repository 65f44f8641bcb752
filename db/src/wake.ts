import type { Database } from "./database.ts";
import type { Session } from "./session.ts";

export type Work = "inbox" | "outbox" | "due";

const channel = "mostrador_work";
const all: readonly Work[] = ["inbox", "outbox", "due"];

/** Told when this transaction commits, to whoever listens; a process also hears itself. */
export async function notify(session: Session, work: Work): Promise<void> {
  await session.query("select pg_notify($1, $2)", [channel, work]);
}

/** Calls `onWake` for work that was left. After a lost connection it calls for all kinds: some may have been missed. */
export function listenForWork(
  database: Database,
  onWake: (work: Work) => void,
): Promise<() => Promise<void>> {
  return database.listen(channel, (payload) => {
    for (const work of all) if (payload === null || payload === work) onWake(work);
  });
}
