// One transaction, the same on both drivers. What differs between them (parameters, results, int8, json) ends here and
// in postgres.ts and pglite.ts.

import { Bug } from "@mostrador/engine";
import { drizzle } from "drizzle-orm/pg-proxy";
import type { PgRemoteDatabase } from "drizzle-orm/pg-proxy";

import { toFailure } from "./failure.ts";

export type Parameter = string | number | boolean | null;

/** A driver's connection with a transaction open on it. Statements sent together are answered in order. */
export type Connection = {
  query<Row extends object>(text: string, parameters: readonly Parameter[]): Promise<Row[]>;
  /** Rows as arrays. */
  values(text: string, parameters: readonly Parameter[]): Promise<unknown[][]>;
};

/** Whose eyes a transaction has; see the schema's page on roles. */
export type Scope =
  | { role: "app"; businesses: readonly string[] }
  | { role: "dispatcher" | "door" | "owner" };

/** The handle of domain functions: Drizzle over the open transaction. It cannot begin one of its own. */
export type Tx = PgRemoteDatabase;

export type Session = {
  /** Milliseconds by the one clock, the same throughout the transaction. */
  readonly now: number;
  readonly tx: Tx;
  /** Plain SQL with `$1` parameters, prepared once per connection: `text` must not vary with data. */
  query<Row extends object>(text: string, parameters?: readonly Parameter[]): Promise<Row[]>;
  /** A failure of `work` undoes only what it wrote. Not two at a time. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
};

const roles = {
  app: "mostrador_app",
  dispatcher: "mostrador_dispatcher",
  door: "mostrador_door",
  owner: "none",
} as const;

const prologue = `select set_config('role', $1, true), set_config('mostrador.businesses', $2, true),
  mostrador_now() as now`;

/** Runs `work` in the scope. Statements after its end are refused: they would land in somebody else's transaction. */
export async function runSession<T>(
  connection: Connection,
  scope: Scope,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const guarded = guard(connection);
  const businesses = scope.role === "app" ? [...new Set(scope.businesses)].sort().join(",") : "";
  const [row] = await guarded.query<{ now: number }>(prologue, [roles[scope.role], businesses]);
  if (row === undefined) throw new Bug("the prologue returned no row");

  let tx: Tx | undefined;
  const session: Session = {
    now: row.now,
    get tx() {
      tx ??= drizzle(async (text, parameters, method) => ({
        rows:
          method === "all"
            ? await guarded.values(text, parameters)
            : await guarded.query(text, parameters),
      }));
      return tx;
    },
    query: (text, parameters = []) => guarded.query(text, parameters),
    savepoint: guarded.savepoint,
  };
  try {
    const result = await work(session);
    // Postgres would answer the commit of a failed transaction with a silent rollback.
    if (guarded.failed()) throw new Bug("a statement failed and its transaction went on");
    return result;
  } finally {
    guarded.end();
  }
}

function guard(connection: Connection) {
  let ended = false;
  let failed = false;
  let depth = 0;

  const run = async <T>(send: () => Promise<T>): Promise<T> => {
    if (ended) throw new Bug("a statement after the end of its transaction");
    try {
      return await send();
    } catch (error) {
      failed = true;
      throw toFailure(error);
    }
  };
  const query = <Row extends object>(text: string, parameters: readonly Parameter[]) =>
    run(() => connection.query<Row>(text, parameters));

  return {
    query,
    values: (text: string, parameters: readonly Parameter[]) =>
      run(() => connection.values(text, parameters)),
    savepoint: async <T>(work: () => Promise<T>): Promise<T> => {
      const name = `savepoint_${depth}`;
      await query(`savepoint ${name}`, []);
      depth += 1;
      try {
        const result = await work();
        await query(`release savepoint ${name}`, []);
        return result;
      } catch (error) {
        await query(`rollback to savepoint ${name}`, []);
        failed = false;
        throw error;
      } finally {
        depth -= 1;
      }
    },
    failed: () => failed,
    end: () => {
      ended = true;
    },
  };
}

/** A parameter for `$1::jsonb`. What Postgres cannot hold in a text (NUL, half a surrogate pair) is dropped. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "null";
  if (!/\\u(0000|d[89a-f])/i.test(json)) return json;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "string" ? part.replaceAll("\u0000", "").toWellFormed() : part,
  );
}

/** int8 as it comes over the wire. Centavos, milliseconds and row numbers all fit. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Bug(`${text} does not fit a number`);
  return value;
}
