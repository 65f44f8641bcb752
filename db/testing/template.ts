import { randomBytes } from "node:crypto";

import postgres from "postgres";

import { openDatabase } from "../src/database.ts";

/** Where test databases are made, and the migrated one that they are copies of. */
export type Template = { adminUrl: string; name: string };

/** Makes an empty database with the present schema on a server. */
export async function makeTemplate(adminUrl: string): Promise<Template> {
  const name = `mostrador_template_${randomBytes(4).toString("hex")}`;
  await asAdmin(adminUrl, (sql) => sql.unsafe(`create database ${name}`));
  const database = await openDatabase({ url: urlOf(adminUrl, name), max: 1 });
  await database.migrate();
  await database.close();
  return { adminUrl, name };
}

/** A copy under a name of its own. Returns its address. */
export async function copyTemplate({ adminUrl, name }: Template): Promise<string> {
  const copy = `mostrador_test_${randomBytes(6).toString("hex")}`;
  await asAdmin(adminUrl, (sql) => sql.unsafe(`create database ${copy} template ${name}`));
  return urlOf(adminUrl, copy);
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
}

export function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function asAdmin(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
