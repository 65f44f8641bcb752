import path from "node:path";

import { applyMigrations } from "./migrations.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { PostgresOptions } from "./postgres.ts";
import { runSession } from "./session.ts";
import type { Connection, Scope, Session } from "./session.ts";

/** `url`: a server, with its pool. `folder`: the embedded one, kept there. `memory`: embedded, gone at the end. */
export type DatabaseOptions =
  | PostgresOptions
  | { folder: string; cacheFolder?: string }
  | { memory: true; cacheFolder?: string };

export type Database = {
  /**
   * One transaction with the eyes of a role; a throw undoes it. Not one within another: the embedded database has a
   * single session. Throws Failure `store.contention` and `store.unavailable`, both to be tried again soon.
   */
  transaction<T>(scope: Scope, work: (session: Session) => Promise<T>): Promise<T>;
  /** Brings the schema up to date. Safe to call again, and from several processes at once. */
  migrate(): Promise<void>;
  /** Null: the connection was lost for a while, and messages with it. Returns a function that stops it. */
  listen(
    channel: string,
    onMessage: (payload: string | null) => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** Opens a database; a server is connected to when it is first asked. Throws Failure `store.folder-in-use`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const driver = await openDriver(options);
  return {
    transaction: (scope, work) =>
      driver.transaction((connection) => runSession(connection, scope, work)),
    migrate: () => driver.transaction((connection: Connection) => applyMigrations(connection)),
    listen: driver.listen,
    close: driver.close,
  };
}

function openDriver(options: DatabaseOptions) {
  if ("url" in options) return openPostgres(options);
  return openPglite({
    folder: "folder" in options ? options.folder : null,
    cacheFolder: options.cacheFolder ?? path.resolve(".cache"),
  });
}
