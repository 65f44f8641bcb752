import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";

import { Bug } from "@mostrador/engine";
import { readMigrationFiles } from "drizzle-orm/migrator";

import type { Connection } from "./session.ts";

/** Any number that no other program on the database locks. */
const lockKey = 7_302_024_110;

/**
 * Brings a database to the present schema, all of it or nothing, in the transaction given. Several at once wait for
 * each other; doing it again does nothing.
 */
export async function applyMigrations(connection: Connection): Promise<void> {
  await connection.query("select pg_advisory_xact_lock($1)", [lockKey]);
  await connection.query(
    `create table if not exists mostrador_migrations (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`,
    [],
  );
  const rows = await connection.query<{ hash: string }>(
    "select hash from mostrador_migrations",
    [],
  );
  const applied = new Set(rows.map(({ hash }) => hash));
  for (const { sql, hash, folderMillis } of readMigrations()) {
    if (applied.has(hash)) continue;
    for (const statement of sql) await connection.query(statement, []);
    await connection.query("insert into mostrador_migrations (name, hash) values ($1, $2)", [
      String(folderMillis),
      hash,
    ]);
  }
}

/** The same for the same migrations. */
export function migrationsHash(): string {
  const hash = createHash("sha256");
  for (const migration of readMigrations()) hash.update(migration.hash);
  return hash.digest("hex").slice(0, 16);
}

function readMigrations() {
  // Beside a bundle, or in the package.
  const folders = ["migrations", "../migrations"].map((name) =>
    path.join(import.meta.dirname, name),
  );
  const folder = folders.find((candidate) =>
    existsSync(path.join(candidate, "meta/_journal.json")),
  );
  if (folder === undefined) throw new Bug(`no migrations in ${folders.join(" or ")}`);
  return readMigrationFiles({ migrationsFolder: folder });
}
