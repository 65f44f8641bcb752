import { createClock } from "./clock.ts";
import type { Clock } from "./clock.ts";
import type { NetworkEvent } from "./events.ts";
import { createFaults } from "./faults.ts";
import type { Faults } from "./faults.ts";
import { openLog } from "./log.ts";
import type { EventLog } from "./log.ts";
import { createPace } from "./pace.ts";
import type { Pace } from "./pace.ts";
import type { App, BusinessNumber, Settings } from "./settings.ts";
import { applyEvent, conversationKey, createState } from "./state.ts";
import type { State } from "./state.ts";

export type Log = (line: string) => void;

/** One attempt at sending, as the business's side made it: for tests that count repeats. */
type SendRecord = {
  atMs: number;
  phoneNumberId: string;
  body: unknown;
  /** What was decided; the answer itself may have been held or dropped by a fault. */
  outcome: { id: string } | { code: number; details: string | undefined };
};

/** The emulated WhatsApp network: its state, its clock, and the only way to change them. */
export type Network = {
  settings: Settings;
  clock: Clock;
  state: State;
  faults: Faults;
  pace: Pace;
  log: Log;
  sends: SendRecord[];
  app(appId: string): App | undefined;
  number(phoneNumberId: string): BusinessNumber | undefined;
  record(event: NetworkEvent): void;
  noteSend(send: SendRecord): void;
  /** Resolves when the conversation changes, or after `timeoutMs`. */
  changed(chat: { phoneNumberId: string; waId: string }, timeoutMs: number): Promise<void>;
  /** Wakes everybody who waits for this conversation, for changes that are not recorded (typing). */
  touch(chat: { phoneNumberId: string; waId: string }): void;
  close(): void;
};

const maxSendRecords = 5000;

type Waiters = Map<string, Set<() => void>>;

export function createNetwork(
  settings: Settings,
  options: { dataFolder?: string | undefined; log: Log },
): Network {
  const state = createState();
  const clock = createClock();
  for (const person of settings.people) applyEvent(state, { kind: "person", person });
  const file: EventLog | undefined =
    options.dataFolder === undefined ? undefined : openLog(options.dataFolder, state);
  clock.advance(state.offsetMs);
  const waiters: Waiters = new Map();
  const sends: SendRecord[] = [];

  return {
    settings,
    clock,
    state,
    sends,
    faults: createFaults(),
    pace: createPace(settings),
    log: options.log,
    app: (appId) => settings.apps.find((app) => app.id === appId),
    number: (id) => settings.numbers.find((number) => number.phoneNumberId === id),
    record: (event) => {
      const conversation = applyEvent(state, event);
      file?.append(event);
      if (conversation !== undefined) wake(waiters, conversation);
    },
    noteSend: (send) => {
      sends.push(send);
      if (sends.length > maxSendRecords) sends.shift();
    },
    changed: (chat, timeoutMs) => waitFor(waiters, chat, timeoutMs),
    touch: (chat) => wake(waiters, chat),
    close: () => {
      for (const all of waiters.values()) for (const resolve of all) resolve();
      file?.close();
    },
  };
}

function wake(waiters: Waiters, chat: { phoneNumberId: string; waId: string }): void {
  const key = conversationKey(chat.phoneNumberId, chat.waId);
  for (const resolve of waiters.get(key) ?? []) resolve();
}

function waitFor(
  waiters: Waiters,
  chat: { phoneNumberId: string; waId: string },
  timeoutMs: number,
): Promise<void> {
  const key = conversationKey(chat.phoneNumberId, chat.waId);
  const all = waiters.get(key) ?? new Set();
  waiters.set(key, all);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      all.delete(done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    all.add(done);
  });
}
