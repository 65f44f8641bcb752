// A Postgres of our own, on a free port of 127.0.0.1. A small shell outside of our process group waits on a pipe that
// this process holds: whatever ends this process, the server and its folder go with it.

import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import postgres from "postgres";

import { findBinaries } from "./binaries.ts";

/** Postgres refuses to run as root: `nobody`. */
const otherUser = 65_534;
const startTimeoutMs = 20_000;

export type TestServer = {
  /** Address of a database on it. */
  url(database: string): string;
  /** `crash`: every process at once, as if the power went. */
  stop(how: "fast" | "crash"): Promise<void>;
  /** On the same port and folder. */
  start(): Promise<void>;
  /** For good. */
  close(): Promise<void>;
};

const janitor = `
trap '' INT TERM HUP
cat >/dev/null
if [ -f "$1/data/postmaster.pid" ]; then
  pid=$(head -n 1 "$1/data/postmaster.pid")
  kill -QUIT "$pid" 2>/dev/null
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.05; tries=$((tries + 1)); done
fi
rm -rf "$1"
`;

export async function startServer(): Promise<TestServer> {
  const user = process.getuid?.() === 0 ? { uid: otherUser, gid: otherUser } : {};
  const binaries = findBinaries();
  const folder = mkdtempSync(path.join(tmpdir(), "mostrador-postgres-"));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
  const cleaner = spawn("/bin/sh", ["-c", janitor, "janitor", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    cwd: "/",
    ...user,
  });
  cleaner.unref();
  execFileSync(
    path.join(binaries, "initdb"),
    [
      "-D",
      `${folder}/data`,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { stdio: ["ignore", "ignore", "pipe"], cwd: "/", ...user },
  );
  const port = await freePort();
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let running: ChildProcess | undefined;

  const start = async () => {
    running = spawn(
      path.join(binaries, "postgres"),
      ["-D", `${folder}/data`, "-p", String(port), "-k", "", ...settings],
      { stdio: "ignore", detached: true, cwd: "/", ...user },
    );
    running.unref();
    await untilReady(url("postgres"));
  };
  const stop = async (how: "fast" | "crash") => {
    const server = running;
    if (server?.pid === undefined) return;
    server.ref();
    const ended = new Promise((resolve) => server.once("exit", resolve));
    // The server's children see its end and follow.
    process.kill(server.pid, how === "fast" ? "SIGINT" : "SIGKILL");
    await ended;
    running = undefined;
  };
  await start();
  return {
    url,
    stop,
    start,
    close: async () => {
      cleaner.ref();
      const ended = new Promise((resolve) => cleaner.once("exit", resolve));
      cleaner.stdin?.end();
      await ended;
    },
  };
}

/** Data is thrown away at the end, so nothing waits for a disk; what a crash of the server may lose is unchanged. */
const settings = [
  ["fsync", "off"],
  ["full_page_writes", "off"],
  ["listen_addresses", "127.0.0.1"],
  ["max_connections", "300"],
  ["shared_buffers", "64MB"],
  ["jit", "off"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}

async function untilReady(url: string): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const client = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      await client`select 1`;
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await client.end({ timeout: 1 });
    }
  }
}
