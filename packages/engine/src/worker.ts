import type { HostLog } from "./host-parts.ts";

/** Longest wait between two failures in a row, milliseconds. */
const maxBackoffMs = 10_000;
/** First wait for somebody else to finish, milliseconds; doubles up to the poll. */
const firstBusyMs = 10;

/** How a round went. `busy`: there is work, but others hold it just now. */
export type Round = "more" | "idle" | "busy";

export type Worker = {
  start(): void;
  /** There is work now. */
  wake(): void;
  /** There will be work in `delayMs` milliseconds. */
  wakeIn(delayMs: number): void;
  /** Lets the round under way finish. */
  stop(): Promise<void>;
};

type WorkerTask = {
  name: string;
  /** Milliseconds. */
  pollMs: number;
  log: HostLog;
  run(): Promise<Round>;
};

/**
 * Runs rounds one after the other: at once while there is more, otherwise when woken, and every
 * `pollMs` in any case, because a notification can be lost. A failing round backs off and goes on.
 */
export function createWorker(task: WorkerTask): Worker {
  const rest = createRest();
  const waits = createWaits(task);
  let running = false;
  let wanted = false;
  let loop = Promise.resolve();

  const runRounds = async () => {
    while (running) {
      wanted = false;
      const waitMs = await waits.afterRound();
      // Somebody may have called while the round was under way, about work that it did not see.
      if (waitMs > 0 && running && !(wanted && waits.healthy())) await rest.sleep(waitMs);
    }
  };
  const wake = () => {
    wanted = true;
    // Not while failing: a storm of calls must not become a storm of tries.
    if (waits.healthy()) rest.end();
  };

  return {
    start: () => {
      if (running) return;
      running = true;
      loop = runRounds();
    },
    wake,
    wakeIn: (delayMs) => {
      if (delayMs < task.pollMs) rest.alarm(Math.max(0, delayMs), wake);
    },
    stop: async () => {
      running = false;
      rest.clear();
      await loop;
    },
  };
}

/** Runs one round and says how long to wait after it, in milliseconds. */
function createWaits({ name, pollMs, log, run }: WorkerTask) {
  let failures = 0;
  let busyRounds = 0;
  return {
    healthy: () => failures === 0,
    afterRound: async (): Promise<number> => {
      try {
        const round = await run();
        failures = 0;
        busyRounds = round === "busy" ? busyRounds + 1 : 0;
        if (round === "more") return 0;
        return round === "idle" ? pollMs : Math.min(firstBusyMs * 2 ** busyRounds, pollMs);
      } catch (error) {
        failures += 1;
        log("error", "worker.failed", { worker: name, failures, error: String(error) });
        return Math.min(pollMs * 2 ** failures, maxBackoffMs);
      }
    },
  };
}

/** A sleep that can be ended, and alarms that can be taken back. */
function createRest() {
  const alarms = new Set<NodeJS.Timeout>();
  let end = () => {};
  return {
    end: () => end(),
    sleep: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    alarm: (ms: number, ring: () => void) => {
      const alarm = setTimeout(() => {
        alarms.delete(alarm);
        ring();
      }, ms);
      alarms.add(alarm);
    },
    clear: () => {
      for (const alarm of alarms) clearTimeout(alarm);
      end();
    },
  };
}
