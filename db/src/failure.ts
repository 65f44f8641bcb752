import { Failure } from "@mostrador/engine";

/** SQLSTATEs after which the same transaction may well succeed: serialisation, deadlock, lock not available. */
const contention = new Set(["40001", "40P01", "55P03"]);

/**
 * SQLSTATEs, or their first characters, of a server that is not at our service just now: connection, resources,
 * system errors, shutdown, statement and idle timeouts, a standby after a failover.
 */
const unavailable = ["08", "53", "58", "57P", "57014", "25P03", "25006"];

/** What sockets and the driver say. */
const broken =
  /^(CONNECT|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT$)/;

/** Contention and a missing database are Failures to be tried again soon; anything else stays what it is. */
export function toFailure(cause: unknown): unknown {
  const code = codeOf(cause);
  if (code === null || cause instanceof Failure) return cause;
  if (contention.has(code)) {
    return new Failure("store.contention", { message: `database: ${code}`, retry: "soon", cause });
  }
  if (unavailable.some((start) => code.startsWith(start)) || broken.test(code)) {
    return unavailableFailure(code, cause);
  }
  return cause;
}

export function unavailableFailure(reason: string, cause?: unknown): Failure {
  return new Failure("store.unavailable", { message: `database: ${reason}`, retry: "soon", cause });
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : null;
}
