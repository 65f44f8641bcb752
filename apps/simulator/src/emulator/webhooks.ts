// Delivery to the apps' callbacks: signed, tried again until a 200, first tries of a lane in order.

import { createHmac, randomUUID } from "node:crypto";
import type { EventOf } from "./events.ts";
import type { Network } from "./network.ts";
import type { Callback } from "./state.ts";

export type Fetch = (request: Request) => Promise<Response>;

export type Webhooks = {
  /** Durable at once; delivered in its turn. */
  send(hook: {
    appId: string;
    lane: string;
    carries: "messages" | "statuses";
    body: unknown;
  }): void;
  /** Asks the callback to prove itself and keeps it when it does; answers what went wrong, if anything. */
  register(appId: string, callback: Callback): Promise<string | undefined>;
  /** Takes up what an earlier run left undelivered. */
  resume(): void;
  /** Ends every wait and call; what is not delivered stays in the log. */
  stop(): void;
};

type Hook = EventOf<"webhook">;

export function createWebhooks(network: Network, fetch: Fetch): Webhooks {
  const lanes = new Map<string, Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();
  const stopping = new AbortController();
  const later = (ms: number, run: () => void) => startTimer(timers, ms, run);

  const attempt = async (hook: Hook, tried: number): Promise<void> => {
    if (stopping.signal.aborted) return;
    const problem = await post(network, fetch, { hook, signal: stopping.signal });
    if (stopping.signal.aborted) return;
    const waitMs = network.settings.webhooks.retryAfterMs[tried];
    if (problem === undefined || waitMs === undefined) {
      network.record({ kind: "webhook.over", key: hook.key });
      if (problem !== undefined) network.log(`webhook given up: ${problem}`);
      return;
    }
    network.log(`webhook not taken (${problem}); again in ${waitMs} ms`);
    later(waitMs, () => void attempt(hook, tried + 1));
  };

  const enqueue = (hook: Hook) => {
    const lane = `${hook.appId}/${hook.lane}`;
    const before = lanes.get(lane) ?? Promise.resolve();
    lanes.set(
      lane,
      before.then(() => attempt(hook, 0)),
    );
  };

  return {
    send: ({ appId, lane, carries, body }) => {
      if (callbackOf(network, appId) === undefined) return;
      const action = network.faults.onWebhook({ appId, carries });
      if (action?.kind === "lose") return;
      const copies = action?.kind === "multiply" ? action.copies : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const own = copies === 1 ? lane : `${lane}#${copy}`;
        const key = randomUUID();
        const hook: Hook = { kind: "webhook", key, appId, lane: own, body };
        network.record(hook);
        if (action?.kind === "delay") later(action.ms, () => enqueue(hook));
        else enqueue(hook);
      }
    },
    register: async (appId, callback) => {
      const problem = await handshake(fetch, callback);
      if (problem === undefined) network.record({ kind: "callback", appId, ...callback });
      return problem;
    },
    resume: () => {
      for (const hook of network.state.webhooks.values()) enqueue(hook);
    },
    stop: () => {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function startTimer(timers: Set<NodeJS.Timeout>, ms: number, run: () => void): void {
  const timer = setTimeout(() => {
    timers.delete(timer);
    run();
  }, ms);
  timers.add(timer);
}

/** The callback in force: the one registered last, else the one in the settings. */
function callbackOf(network: Network, appId: string): Callback | undefined {
  const registered = network.state.callbacks.get(appId);
  if (registered !== undefined) return registered;
  const app = network.app(appId);
  if (app?.callbackUrl === undefined) return undefined;
  return { url: app.callbackUrl, verifyToken: app.verifyToken };
}

/** One try; answers the problem, or nothing after a 200. */
async function post(
  network: Network,
  fetch: Fetch,
  { hook, signal }: { hook: Hook; signal: AbortSignal },
): Promise<string | undefined> {
  const callback = callbackOf(network, hook.appId);
  const app = network.app(hook.appId);
  if (callback === undefined || app === undefined) return "no callback";
  const bytes = encodeWebhook(hook.body);
  const request = new Request(callback.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "user-agent": "facebookexternalua",
      "x-hub-signature-256": signWebhook(bytes, app.secret),
    },
    body: bytes,
    signal: AbortSignal.any([signal, AbortSignal.timeout(network.settings.webhooks.timeoutMs)]),
  });
  try {
    const response = await fetch(request);
    await response.arrayBuffer();
    return response.status === 200 ? undefined : `HTTP ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Meta's GET with a challenge, which the callback must answer with the challenge alone. */
async function handshake(fetch: Fetch, callback: Callback): Promise<string | undefined> {
  const challenge = String(Math.floor(Math.random() * 1e9));
  const url = new URL(callback.url);
  url.searchParams.set("hub.mode", "subscribe");
  url.searchParams.set("hub.challenge", challenge);
  url.searchParams.set("hub.verify_token", callback.verifyToken);
  try {
    const response = await fetch(new Request(url));
    const answer = await response.text();
    if (response.status !== 200) return `the callback answered HTTP ${response.status}`;
    return answer === challenge ? undefined : "the callback did not answer with the challenge";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The bytes that Meta sends: JSON in which everything beyond ASCII, and the slash, is escaped. */
export function encodeWebhook(body: unknown): string {
  return JSON.stringify(body)
    .replaceAll("/", "\\/")
    .replaceAll(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

/** Value of `X-Hub-Signature-256` for these bytes. */
export function signWebhook(bytes: string, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(bytes).digest("hex")}`;
}
