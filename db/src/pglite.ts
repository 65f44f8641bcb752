// The embedded server, in this process. One session: its transactions follow each other.

import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import type { PGlite, PGliteOptions, Transaction } from "@electric-sql/pglite";

import { toFailure } from "./failure.ts";
import { lockFolder } from "./folder-lock.ts";
import { applyMigrations, migrationsHash } from "./migrations.ts";
import { parseInt8 } from "./session.ts";
import type { Connection } from "./session.ts";

export type PgliteOptions = {
  /** Null: in memory. */
  folder: string | null;
  /** Where a migrated, empty database is kept: starting from it takes a third of the time and memory. */
  cacheFolder: string;
};

const parsers = { 20: parseInt8 };

export async function openPglite(options: PgliteOptions) {
  const lock = options.folder === null ? null : await lockFolder(options.folder);
  try {
    const lite = await start(options);
    return {
      transaction: async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
        try {
          return await lite.transaction((transaction) => work(connectionOf(transaction)));
        } catch (error) {
          throw toFailure(error);
        }
      },
      listen: (channel: string, onMessage: (payload: string | null) => void) =>
        lite.listen(channel, onMessage),
      close: async () => {
        await lite.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

function connectionOf(transaction: Transaction): Connection {
  return {
    query: async <Row extends object>(text: string, parameters: readonly unknown[]) =>
      (await transaction.query<Row>(text, [...parameters])).rows,
    values: async (text, parameters) =>
      (await transaction.query<unknown[]>(text, [...parameters], { rowMode: "array" })).rows,
  };
}

/** Imported when it is first wanted: a server with a real database, or a bundle without the package, has no use for it. */
async function create(options: PGliteOptions): Promise<PGlite> {
  const { PGlite: Lite } = await import("@electric-sql/pglite");
  return Lite.create({ ...options, parsers });
}

async function start({ folder, cacheFolder }: PgliteOptions): Promise<PGlite> {
  if (folder === null) return fromCache(cacheFolder, {});
  const dataDir = path.join(folder, "data");
  // Written last: a start that was interrupted is begun again.
  const ready = path.join(folder, "ready");
  if (existsSync(ready)) return create({ dataDir });
  await rm(dataDir, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const lite = await fromCache(cacheFolder, { dataDir });
  await writeFile(ready, "");
  return lite;
}

async function fromCache(cacheFolder: string, where: { dataDir?: string }): Promise<PGlite> {
  const file = path.join(cacheFolder, `pglite-${migrationsHash()}.tar`);
  const dump = existsSync(file) ? new Blob([await readFile(file)]) : await dumpMigrated(file);
  return create({ ...where, loadDataDir: dump });
}

async function dumpMigrated(file: string): Promise<Blob> {
  const lite = await create({});
  await lite.transaction((transaction) => applyMigrations(connectionOf(transaction)));
  const dump = await lite.dumpDataDir("none");
  await lite.close();
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
    await rename(draft, file);
  } catch {
    // A folder that cannot be written costs the next start a second, nothing else.
  }
  return dump;
}
