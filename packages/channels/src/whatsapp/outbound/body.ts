import type { Json } from "@mostrador/engine";

/** The part of a request that belongs to the message, or why there is none that Meta would take. */
export type Body = { ok: true; json: { [key: string]: Json } } | { ok: false; reason: string };

export function body(json: { [key: string]: Json }): Body {
  return { ok: true, json };
}

/** For what no cutting repairs: it never leaves the house. `reason` holds no words of the message. */
export function unsendable(reason: string): Body {
  return { ok: false, reason };
}
