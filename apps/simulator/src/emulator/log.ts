// The network's events in a file, one JSON object a line. Read and rewritten at the start, appended to while it runs.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import { writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { eventSchema } from "./events.ts";
import type { NetworkEvent } from "./events.ts";
import type { Entry, State } from "./state.ts";
import { applyEvent } from "./state.ts";

export type EventLog = { append(event: NetworkEvent): void; close(): void };

const fileName = "emulator.jsonl";

/**
 * Fills `state` from the folder's log and opens it for more. The log is rewritten without what is over, so it grows
 * with what happened since the last start and not for ever. A line cut off by a crash is dropped.
 */
export function openLog(folder: string, state: State): EventLog {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, fileName);
  if (existsSync(file)) for (const event of readEvents(file)) applyEvent(state, event);
  const fresh = `${file}.new`;
  writeFileSync(fresh, [...eventsOf(state)].map((event) => `${JSON.stringify(event)}\n`).join(""));
  renameSync(fresh, file);
  const descriptor = openSync(file, "a");
  let isOpen = true;
  return {
    append: (event) => {
      writeSync(descriptor, `${JSON.stringify(event)}\n`);
    },
    close: () => {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

function readEvents(file: string): NetworkEvent[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    const isLast = index === lines.length - 1;
    try {
      return [eventSchema.parse(JSON.parse(line))];
    } catch (cause) {
      if (isLast) return [];
      throw new Error(`${file}, line ${index + 1}, cannot be read. Start with --reset.`, { cause });
    }
  });
}

/** The shortest list of events that makes this state. */
function* eventsOf(state: State): Generator<NetworkEvent> {
  yield { kind: "clock", offsetMs: state.offsetMs };
  for (const person of state.people.values()) yield { kind: "person", person };
  for (const [appId, callback] of state.callbacks) yield { kind: "callback", appId, ...callback };
  for (const { phoneNumberId, waId, entries } of state.conversations.values()) {
    for (const entry of entries) yield* entryEvents(entry, { phoneNumberId, waId });
  }
  yield* state.webhooks.values();
}

function* entryEvents(
  entry: Entry,
  chat: { phoneNumberId: string; waId: string },
): Generator<NetworkEvent> {
  if (entry.kind === "in") {
    const { seen, order: _order, revision: _revision, ...message } = entry;
    yield { ...message, ...chat };
    if (seen) yield { kind: "seen", id: entry.id };
    return;
  }
  const { status: _status, happened, order: _order, revision: _revision, ...message } = entry;
  yield { ...message, ...chat };
  for (const status of happened) {
    yield { kind: "status", id: entry.id, status, atMs: entry.atMs };
  }
}
