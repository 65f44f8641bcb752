// A person's phone, as a client of the emulator: what it can do is what a person can do.

import { z } from "zod";
import type { Incoming } from "../emulator/events.ts";
import { bubbleOf, entrySchema } from "./bubble.ts";
import type { Bubble, Choice } from "./bubble.ts";
import { call } from "./call.ts";
import type { EmulatorAddress } from "./call.ts";

export type PhoneOptions = {
  emulator: EmulatorAddress;
  waId: string;
  /** The business number that this chat is with. */
  phoneNumberId: string;
  /** Profile name; a person who is not in the settings gets one of digits otherwise. */
  name?: string;
};

/** The whole chat as the phone shows it now. */
export type ChatView = { bubbles: Bubble[]; typing: boolean; nowMs: number };

export type Location = { latitude: number; longitude: number; name?: string; address?: string };

type WaitOptions = { timeoutMs?: number };

export type Phone = {
  /** Each answers the id of the message sent. */
  says(text: string): Promise<string>;
  /** Taps the choice with this label in the newest message that has choices, or in the message `on`. */
  taps(label: string, options?: { on?: string }): Promise<string>;
  sendsLocation(location: Location): Promise<string>;
  /** Any inbound message in Meta's shape. */
  sends(message: Incoming): Promise<string>;
  /** The person looks at the chat: everything in it counts as read. */
  looks(): Promise<void>;
  messages(): Promise<Bubble[]>;
  /**
   * The first message of the shop, among those that no earlier wait has passed, that fits; throws after `timeoutMs`
   * (5,000) with what came instead. A string fits a message whose text contains it.
   */
  waitFor(expected: string | ((bubble: Bubble) => boolean), options?: WaitOptions): Promise<Bubble>;
  /** Resolves when anything in the chat changes, ticks too, or after `timeoutMs`. */
  waitForChange(timeoutMs: number): Promise<void>;
  /** Calls `onChange` with the chat now and after every change, until `signal` ends it. */
  follow(onChange: (view: ChatView) => void, signal: AbortSignal): Promise<void>;
};

const pageSchema = z.object({
  now: z.number(),
  revision: z.number(),
  typing: z.boolean(),
  messages: z.array(entrySchema),
});
const idSchema = z.object({ id: z.string() });

/** A quiet chat is asked for again after this, which also ends typing dots that nobody ended. */
const pollMs = 20_000;

export function createPhone(options: PhoneOptions): Phone {
  const { emulator, waId, phoneNumberId } = options;
  const person = `/people/${waId}`;
  const chat = createChat(options);
  let named = options.name === undefined;

  const post = async (message: Incoming): Promise<string> => {
    if (!named) await putName(options);
    named = true;
    const body = { phone_number_id: phoneNumberId, message };
    const sent = { method: "POST", path: `${person}/messages`, body, answer: idSchema } as const;
    return (await call(emulator, sent)).id;
  };

  return {
    says: (text) => post({ type: "text", text: { body: text } }),
    taps: async (label, { on } = {}) => {
      await chat.refresh();
      const { bubble, choice } = findChoice(chat.bubbles(), label, on);
      return post({ ...choice.reply, context: { id: bubble.id } });
    },
    sendsLocation: (location) => post({ type: "location", location }),
    sends: post,
    looks: async () => {
      const body = { phone_number_id: phoneNumberId };
      await call(emulator, { method: "POST", path: `${person}/read`, body, answer: z.object({}) });
    },
    messages: async () => {
      await chat.refresh();
      return chat.bubbles();
    },
    waitFor: (expected, { timeoutMs = 5000 } = {}) => waitFor(chat, expected, timeoutMs),
    waitForChange: (timeoutMs) => chat.refresh({ waitMs: timeoutMs }),
    follow: async (onChange, signal) => {
      await chat.refresh();
      while (!signal.aborted) {
        onChange(chat.view());
        await chat.refresh({ waitMs: pollMs, signal });
      }
    },
  };
}

async function putName({ emulator, waId, name }: PhoneOptions): Promise<void> {
  const path = `/people/${waId}`;
  await call(emulator, { method: "PUT", path, body: { name }, answer: z.object({}) });
}

type Refresh = { waitMs?: number; signal?: AbortSignal };

type Chat = {
  /** Fetches what changed; with `waitMs` it waits that long for a change. An abort is silent. */
  refresh(how?: Refresh): Promise<void>;
  bubbles(): Bubble[];
  view(): ChatView;
  /** How many messages of the shop earlier waits have passed. */
  passed: number;
};

function createChat({ emulator, waId, phoneNumberId }: PhoneOptions): Chat {
  const byId = new Map<string, Bubble>();
  let revision = 0;
  let typing = false;
  let nowMs = 0;
  const bubbles = () => [...byId.values()];
  const refresh = async ({ waitMs = 0, signal }: Refresh = {}) => {
    const query = new URLSearchParams({
      phone_number_id: phoneNumberId,
      after: String(revision),
      wait: String(waitMs),
    });
    const path = `/people/${waId}/messages?${query.toString()}`;
    const request = { path, answer: pageSchema, ...(signal === undefined ? {} : { signal }) };
    const page = await call(emulator, request).catch((error: unknown) => {
      if (signal?.aborted === true) return undefined;
      throw error;
    });
    if (page === undefined) return;
    for (const entry of page.messages) byId.set(entry.id, bubbleOf(entry));
    ({ typing, revision } = page);
    nowMs = page.now;
  };
  return { refresh, bubbles, view: () => ({ bubbles: bubbles(), typing, nowMs }), passed: 0 };
}

async function waitFor(
  chat: Chat,
  expected: string | ((bubble: Bubble) => boolean),
  timeoutMs: number,
): Promise<Bubble> {
  const fits =
    typeof expected === "string" ? (bubble: Bubble) => bubble.text.includes(expected) : expected;
  const deadline = performance.now() + timeoutMs;
  let waitMs = 0;
  for (;;) {
    await chat.refresh({ waitMs });
    const shop = chat.bubbles().filter((bubble) => bubble.from === "shop");
    const index = shop.findIndex((bubble, at) => at >= chat.passed && fits(bubble));
    const found = shop[index];
    if (found !== undefined) {
      chat.passed = index + 1;
      return found;
    }
    waitMs = Math.ceil(deadline - performance.now());
    if (waitMs <= 0) throw new Error(missed(expected, shop.slice(chat.passed), timeoutMs));
  }
}

function missed(expected: unknown, came: Bubble[], timeoutMs: number): string {
  const wanted = typeof expected === "string" ? `"${expected}"` : "the expected message";
  const instead =
    came.length === 0 ? "nothing came" : `came:\n${came.map((b) => `- ${b.text}`).join("\n")}`;
  return `${wanted} did not come within ${timeoutMs} ms; ${instead}`;
}

/** Throws with the labels that are there when the wanted one is not. */
export function findChoice(
  bubbles: Bubble[],
  label: string,
  on?: string,
): { bubble: Bubble; choice: Choice } {
  const bubble = bubbles.findLast((one) =>
    on === undefined ? one.choices.length > 0 : one.id === on,
  );
  const choice = bubble?.choices.find((one) => one.label === label);
  if (bubble !== undefined && choice !== undefined) return { bubble, choice };
  const labels = (bubble?.choices ?? []).map((one) => one.label);
  const there = labels.length === 0 ? "there is nothing to tap" : `there is ${labels.join(" · ")}`;
  throw new Error(`"${label}" cannot be tapped; ${there}`);
}
