import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { Failure } from "@mostrador/engine";

/**
 * Keeps a folder for this process: two embedded databases on one folder silently diverge. The lock is a socket that
 * somebody listens on, so that a killed process leaves none, whatever becomes of its process id.
 * Throws Failure `store.folder-in-use`.
 */
export async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const name = createHash("sha256").update(path.resolve(folder)).digest("hex").slice(0, 24);
  // Short, because the path of a socket may have about 100 characters.
  const address = path.join(tmpdir(), `mostrador-${name}.lock`);
  const server = (await listen(address)) ?? (await listenAfterTheDead(address, folder));
  server.unref();
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

async function listenAfterTheDead(address: string, folder: string): Promise<net.Server> {
  const server = (await isAlive(address)) ? null : await rm(address).then(() => listen(address));
  if (server !== null) return server;
  throw new Failure("store.folder-in-use", {
    message: `Another process has the database in ${folder} open. Stop it, or choose another folder.`,
    retry: "never",
  });
}

/** Null: the address is taken. */
function listen(address: string): Promise<net.Server | null> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(server);
    });
  });
}

function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });
}
