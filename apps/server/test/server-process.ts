// A server as a process of its own: `src/main.ts` as users start it, or one that can be stopped at a named point.

import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

import type { Checkpoint, HostSettings } from "@mostrador/engine";

/** Named points of a message's way, and the moment before the 200. */
export type Point = Checkpoint | "ack.before";

export type LogLine = { event: string; [field: string]: unknown };

export type ServerOptions = {
  /** The process reports this point when it comes to it, and goes no further. Its other work goes on. */
  stopAt?: Point;
  /** Without `settings` and `stopAt` it is `src/main.ts` itself. */
  settings?: Partial<HostSettings>;
};

export type ServerProcess = {
  url: string;
  /** What it has logged, oldest first. */
  log: readonly LogLine[];
  /** From now on the process stops at this point. */
  stopAt(point: Point): Promise<void>;
  /** Resolves when it has come to the point and stands there. */
  reached(point: Point): Promise<void>;
  /** Rejects when it does not come within `timeoutMs`. */
  logged(event: string, timeoutMs?: number): Promise<LogLine>;
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM. Resolves with the exit code; null when a signal ended it. */
  stop(): Promise<number | null>;
};

const startTimeoutMs = 15_000;
const stoppable = path.resolve(import.meta.dirname, "faults/child.ts");
const main = path.resolve(import.meta.dirname, "../src/main.ts");

export async function startServerProcess(
  environment: Readonly<Record<string, string>>,
  options: ServerOptions,
): Promise<ServerProcess> {
  const isMain = options.stopAt === undefined && options.settings === undefined;
  const child = spawn(process.execPath, [isMain ? main : stoppable], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: {
      PATH: process.env["PATH"],
      ...environment,
      ...(isMain ? {} : { SERVER_UNDER_TEST: JSON.stringify(options) }),
    },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const output = follow(child);
  const listening = await Promise.race([
    output.logged("server.listening", startTimeoutMs),
    ended.then((code) => {
      throw new Error(`the server ended with ${code} before it listened`);
    }),
  ]);
  return {
    url: `http://127.0.0.1:${String(listening["port"])}`,
    ...output,
    stopAt: (point) =>
      new Promise((resolve, reject) => {
        child.send({ stopAt: point }, (error) => (error === null ? resolve() : reject(error)));
      }),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Reads log lines and reports of points, and tells those who wait for them. */
function follow(child: ChildProcess) {
  const log: LogLine[] = [];
  const points: Point[] = [];
  const watchers = new Set<() => void>();
  const tell = () => {
    for (const watcher of watchers) watcher();
  };
  if (child.stdout === null) throw new Error("no stdout");
  createInterface(child.stdout).on("line", (line) => {
    log.push(JSON.parse(line));
    tell();
  });
  child.on("message", ({ reached }: { reached: Point }) => {
    points.push(reached);
    tell();
  });

  const until = <T>(find: () => T | undefined, what: string, timeoutMs: number) =>
    new Promise<T>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        watchers.delete(look);
      };
      const look = () => {
        const found = find();
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        const events = log.map(({ event }) => event).slice(-20);
        reject(new Error(`${what} did not come within ${timeoutMs} ms; ${events.join(", ")}`));
      }, timeoutMs);
      watchers.add(look);
      look();
    });

  return {
    log,
    reached: async (point: Point) => {
      await until(() => points.find((seen) => seen === point), `point ${point}`, 10_000);
    },
    logged: (event: string, timeoutMs = 5000) =>
      until(() => log.find((line) => line.event === event), `"${event}"`, timeoutMs),
  };
}
