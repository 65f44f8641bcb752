import { z } from "zod";
import type { Clock } from "./clock.ts";
import { controlApi } from "./control-api.ts";
import { graphApi } from "./graph-api.ts";
import { createNetwork } from "./network.ts";
import { settingsSchema } from "./settings.ts";
import type { EmulatorSettings } from "./settings.ts";
import { createStatuses } from "./statuses.ts";
import { createWebhooks } from "./webhooks.ts";
import type { Fetch } from "./webhooks.ts";

export type EmulatorOptions = EmulatorSettings & {
  /** Carries webhooks to their callbacks; the global `fetch` when absent. */
  fetch?: Fetch;
  /** Where conversations and undelivered webhooks survive a restart; without it they live in memory. */
  dataFolder?: string;
  log?: (line: string) => void;
};

/** WhatsApp's Cloud API without WhatsApp: Graph paths for businesses, `/emulator/…` for phones and tests. */
export type Emulator = {
  /** Answers a request in this process; rejects when the request is aborted or a fault drops the connection. */
  fetch: Fetch;
  clock: Clock;
  /** Takes up undelivered webhooks and half-way statuses of an earlier run. Call it once the callbacks answer. */
  start(): void;
  /** Stops delivering and closes the log. */
  stop(): void;
};

/** Throws with the reason when the settings are not usable. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { fetch = (request) => globalThis.fetch(request), dataFolder, log, ...settings } = options;
  const network = createNetwork(readSettings(settings), { dataFolder, log: log ?? (() => {}) });
  const webhooks = createWebhooks(network, fetch);
  const statuses = createStatuses(network, webhooks);
  const parts = { network, webhooks, statuses };
  const control = controlApi(parts);
  const graph = graphApi(parts);
  const answer = async (request: Request) => {
    const { pathname } = new URL(request.url);
    return pathname.startsWith("/emulator") ? control.fetch(request) : graph.fetch(request);
  };
  return {
    fetch: (request) => unlessAborted(request, () => answer(request)),
    clock: network.clock,
    start: () => {
      webhooks.resume();
      statuses.resume();
    },
    stop: () => {
      statuses.stop();
      webhooks.stop();
      network.faults.clear();
      network.close();
    },
  };
}

function readSettings(settings: EmulatorSettings) {
  const result = settingsSchema.safeParse(settings);
  if (result.success) return result.data;
  throw new Error(`The emulator's settings are not usable:\n${z.prettifyError(result.error)}`);
}

/** In process nothing else makes a pending call reject when its caller gives up. */
function unlessAborted(request: Request, run: () => Promise<Response>): Promise<Response> {
  const { signal } = request;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException("The call was given up.", "AbortError"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}
