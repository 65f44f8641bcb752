import type { Json } from "@mostrador/engine";
import { codeOf, FetchFailure } from "./fetch.ts";
import type { Fetch } from "./fetch.ts";

export type GraphAnswer =
  | { kind: "answered"; status: number; text: string }
  /** The request never reached the provider. */
  | { kind: "unsent"; code: string }
  /** It may have been taken. */
  | { kind: "lost"; code: string };

type Call = { url: string; accessToken: string; json: { [key: string]: Json } };
type Wire = { fetch: Fetch; timeoutMs: number };

/** One POST to the Graph API. Never throws; codes hold neither token nor contents. */
export async function postToGraph(call: Call, wire: Wire): Promise<GraphAnswer> {
  const stop = new AbortController();
  let request: Request;
  try {
    request = requestOf(call, stop.signal);
  } catch (error) {
    return { kind: "unsent", code: codeOf(error) };
  }
  // A fetch that does not listen to the signal is left behind all the same.
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    stop.abort();
    // The fetch's own failure goes first: it knows whether anything was sent.
    setImmediate(() => reject(new FetchFailure("timeout", { requestSent: true })));
  }, wire.timeoutMs);
  try {
    return await Promise.race([exchange(request, wire.fetch), tooLate]);
  } catch (error) {
    return {
      kind: wasSent(error) ? "lost" : "unsent",
      code: stop.signal.aborted ? "timeout" : codeOf(error),
    };
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(request: Request, fetch: Fetch): Promise<GraphAnswer> {
  const response = await fetch(request);
  return { kind: "answered", status: response.status, text: await response.text() };
}

function requestOf({ url, accessToken, json }: Call, signal: AbortSignal): Request {
  return new Request(url, {
    method: "POST",
    headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
    body: JSON.stringify(json),
    signal,
  });
}

/** Failures before a connection stood. Everything else leaves the outcome open. */
const beforeConnection = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function wasSent(error: unknown): boolean {
  if (error instanceof FetchFailure) return error.requestSent;
  return !beforeConnection.has(codeOf(error));
}
