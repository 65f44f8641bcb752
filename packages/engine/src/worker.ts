import type { HostParts } from "./host-parts.ts";

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
  run(): Promise<Round>;
};

/**
 * Runs rounds one after the other: at once while there is more, otherwise when woken, and every
 * `pollMs` in any case, because a notification can be lost. A failing round backs off and goes on.
 */
export function createWorker<Domain>(
  parts: Pick<HostParts<Domain>, "log">,
  task: WorkerTask,
): Worker {
  let running = false;
  let wanted = false;
  let failures = 0;
  let busyRounds = 0;
  let endSleep: (() => void) | undefined;
  let loop = Promise.resolve();
  const alarms = new Set<NodeJS.Timeout>();

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** Milliseconds to wait after this round; 0 when there is more to do. */
  const round = async (): Promise<number> => {
    try {
      const outcome = await task.run();
      failures = 0;
      busyRounds = outcome === "busy" ? busyRounds + 1 : 0;
      if (outcome === "more") return 0;
      return outcome === "idle"
        ? task.pollMs
        : Math.min(firstBusyMs * 2 ** busyRounds, task.pollMs);
    } catch (error) {
      failures += 1;
      parts.log("error", "worker.failed", { worker: task.name, failures, error: String(error) });
      return Math.min(task.pollMs * 2 ** failures, maxBackoffMs);
    }
  };

  const runRounds = async () => {
    while (running) {
      wanted = false;
      const waitMs = await round();
      // Somebody may have called while the round was under way, about work that it did not see.
      if (waitMs > 0 && running && !(wanted && failures === 0)) await sleep(waitMs);
    }
  };

  const wake = () => {
    wanted = true;
    // Not while failing: a storm of calls must not become a storm of tries.
    if (failures === 0) endSleep?.();
  };

  return {
    start: () => {
      if (running) return;
      running = true;
      loop = runRounds();
    },
    wake,
    wakeIn: (delayMs) => {
      if (delayMs >= task.pollMs) return;
      const alarm = setTimeout(
        () => {
          alarms.delete(alarm);
          wake();
        },
        Math.max(0, delayMs),
      );
      alarms.add(alarm);
    },
    stop: async () => {
      running = false;
      for (const alarm of alarms) clearTimeout(alarm);
      endSleep?.();
      await loop;
    },
  };
}
