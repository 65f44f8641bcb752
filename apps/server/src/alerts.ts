import type { Alert } from "@mostrador/engine";
import type { Log } from "./log.ts";

/** The same trouble is told again after this long, milliseconds. */
const repeatMs = 15 * 60 * 1000;
/** Troubles whose last telling is remembered. */
const mostKept = 1000;

/** Tells the operator, by the log for whoever watches it; the same trouble once in a while. */
export function createAlerts(log: Log): (alert: Alert) => void {
  const told = new Map<string, number>();
  return ({ key, business, message }) => {
    const last = told.get(key);
    if (last !== undefined && performance.now() - last < repeatMs) return;
    told.delete(key);
    told.set(key, performance.now());
    const [oldest] = told.keys();
    if (told.size > mostKept && oldest !== undefined) told.delete(oldest);
    log.error({ event: "alert", key, business, message });
  };
}
