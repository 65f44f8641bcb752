// A real server, through postgres.js. Its own pool lets statements of a transaction whose connection broke run on in a
// new connection, outside of any transaction; so each slot here is a client of one connection, and a transaction whose
// connection closed sends nothing more.

import postgres from "postgres";

import { toFailure, unavailableFailure } from "./failure.ts";
import { parseInt8 } from "./session.ts";
import type { Connection, Parameter } from "./session.ts";

export type PostgresOptions = {
  url: string;
  /** Connections. */
  max?: number | undefined;
  /** How long a transaction waits for a free connection, milliseconds. */
  acquireTimeoutMs?: number | undefined;
  statementTimeoutMs?: number | undefined;
};

/** One connection, and who must hear of its loss. */
type Slot = { client: postgres.Sql; onLoss: () => void };

/** Seconds to connect; a server that is starting up takes longer and is tried again. */
const connectTimeoutS = 5;
/** A transaction that waits this long for its own process is dead, milliseconds. */
const idleInTransactionMs = 30_000;

/** JSON goes in as text that is JSON already; int8 comes out as a number. */
const types = {
  bigint: { to: 20, from: [20], serialize: String, parse: parseInt8 },
  json: {
    to: 114,
    from: [114, 3802],
    serialize: String,
    parse: (text: string): unknown => JSON.parse(text),
  },
};

export function openPostgres(options: PostgresOptions) {
  const connect = (onclose?: () => void) =>
    postgres(options.url, {
      max: 1,
      types,
      fetch_types: false,
      // A transaction is not cut off because its connection has grown old.
      max_lifetime: null,
      connect_timeout: connectTimeoutS,
      backoff: false,
      onnotice: () => {},
      ...(onclose && { onclose }),
      connection: {
        application_name: "mostrador",
        statement_timeout: options.statementTimeoutMs ?? 15_000,
        idle_in_transaction_session_timeout: idleInTransactionMs,
      },
    });
  const slots = Array.from({ length: options.max ?? 10 }, () => {
    const slot: Slot = {
      client: connect(() => {
        slot.onLoss();
      }),
      onLoss: noop,
    };
    return slot;
  });
  const pool = createPool(slots, options.acquireTimeoutMs ?? 5000);
  const listener = connect();

  return {
    transaction: async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
      const slot = await pool.acquire();
      try {
        return await runTransaction(slot, work);
      } catch (error) {
        throw toFailure(error);
      } finally {
        pool.release(slot);
      }
    },
    /** `onMessage` is also called with null after a lost connection: something may have been missed. */
    listen: async (channel: string, onMessage: (payload: string | null) => void) => {
      let connected = false;
      const { unlisten } = await listener.listen(channel, onMessage, () => {
        if (connected) onMessage(null);
        connected = true;
      });
      return unlisten;
    },
    close: async () => {
      await Promise.all([...slots.map(({ client }) => client.end({ timeout: 5 })), listener.end()]);
    },
  };
}

async function runTransaction<T>(
  slot: Slot,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { client } = slot;
  const pending = new Set<{ cancel(): void }>();
  let lost = false;
  slot.onLoss = () => {
    lost = true;
    // Those that wait to be sent would otherwise go to the next connection.
    for (const query of pending) query.cancel();
  };
  const track = async <Rows>(query: PromiseLike<Rows> & { cancel(): void }): Promise<Rows> => {
    pending.add(query);
    try {
      return await query;
    } finally {
      pending.delete(query);
    }
  };
  const refuseWhenLost = () => {
    if (lost) throw unavailableFailure("connection lost within a transaction");
  };
  const connection: Connection = {
    query: async <Row extends object>(text: string, parameters: readonly Parameter[]) => {
      refuseWhenLost();
      return [...(await track(client.unsafe<Row[]>(text, [...parameters], { prepare: true })))];
    },
    values: async (text, parameters) => {
      refuseWhenLost();
      return [...(await track(client.unsafe(text, [...parameters], { prepare: true }).values()))];
    },
  };
  try {
    // Sent together with the first statement of `work`.
    const [, result] = await Promise.all([track(client.unsafe("begin")), work(connection)]);
    await connection.query("commit", []);
    return result;
  } catch (error) {
    if (!lost) await client.unsafe("rollback").then(noop, noop);
    throw error;
  } finally {
    slot.onLoss = noop;
  }
}

function noop(): void {}

/** First come, first served. */
function createPool(slots: readonly Slot[], timeoutMs: number) {
  const free = [...slots];
  const waiting = new Set<(slot: Slot) => void>();

  return {
    acquire: (): Promise<Slot> => {
      const slot = free.pop();
      if (slot !== undefined) return Promise.resolve(slot);
      return new Promise((resolve, reject) => {
        const give = (next: Slot) => {
          clearTimeout(timer);
          resolve(next);
        };
        const timer = setTimeout(() => {
          waiting.delete(give);
          reject(unavailableFailure(`no connection free within ${timeoutMs} ms`));
        }, timeoutMs);
        waiting.add(give);
      });
    },
    release: (slot: Slot): void => {
      const [next] = waiting;
      if (next === undefined) {
        free.push(slot);
        return;
      }
      waiting.delete(next);
      next(slot);
    },
  };
}
