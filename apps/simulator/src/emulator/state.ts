// The emulated network as it stands: a fold over its events.

import type { EventOf, NetworkEvent, Person, Status } from "./events.ts";
import { unreachable } from "../unreachable.ts";

/** A person's message. `revision` grows with every change, so that a phone can ask what is new. */
type InEntry = Omit<EventOf<"in">, "phoneNumberId" | "waId"> & {
  seen: boolean;
  /** Rank among all messages of this run. */
  order: number;
  revision: number;
};
/** A message of the business. */
export type OutEntry = Omit<EventOf<"out">, "phoneNumberId" | "waId"> & {
  status: Status | "accepted";
  /** Every status that happened, in the order in which it did. */
  happened: Status[];
  order: number;
  revision: number;
};
export type Entry = InEntry | OutEntry;

export type Conversation = {
  phoneNumberId: string;
  waId: string;
  entries: Entry[];
  /** When the person wrote last; the 24-hour window counts from here. */
  lastInAtMs: number | undefined;
  /** The business is typing until then. */
  typingUntilMs: number;
  revision: number;
};

type Located = { conversation: Conversation; entry: Entry };
export type Callback = { url: string; verifyToken: string };

export type State = {
  revision: number;
  people: Map<string, Person>;
  conversations: Map<string, Conversation>;
  messages: Map<string, Located>;
  webhooks: Map<string, EventOf<"webhook">>;
  callbacks: Map<string, Callback>;
  offsetMs: number;
};

/** Entries kept per conversation: older ones are forgotten, also by the log. */
const maxEntries = 1000;

const rank: Record<Status | "accepted", number> = {
  accepted: 0,
  failed: 1,
  sent: 2,
  delivered: 3,
  read: 4,
};

export function createState(): State {
  return {
    revision: 0,
    people: new Map(),
    conversations: new Map(),
    messages: new Map(),
    webhooks: new Map(),
    callbacks: new Map(),
    offsetMs: 0,
  };
}

export function conversationKey(phoneNumberId: string, waId: string): string {
  return `${phoneNumberId}/${waId}`;
}

export function conversationOf(state: State, phoneNumberId: string, waId: string): Conversation {
  const key = conversationKey(phoneNumberId, waId);
  const known = state.conversations.get(key);
  if (known !== undefined) return known;
  const conversation: Conversation = {
    phoneNumberId,
    waId,
    entries: [],
    lastInAtMs: undefined,
    typingUntilMs: 0,
    revision: 0,
  };
  state.conversations.set(key, conversation);
  return conversation;
}

/** Applies one event; answers the conversation that changed, if any. */
export function applyEvent(state: State, event: NetworkEvent): Conversation | undefined {
  state.revision += 1;
  switch (event.kind) {
    case "person":
      state.people.set(event.person.waId, event.person);
      return undefined;
    case "in":
      return addIn(state, event);
    case "out":
      return addOut(state, event);
    case "status":
      return addStatus(state, event);
    case "seen":
      return markSeen(state, event.id);
    case "webhook":
      state.webhooks.set(event.key, event);
      return undefined;
    case "webhook.over":
      state.webhooks.delete(event.key);
      return undefined;
    case "callback":
      state.callbacks.set(event.appId, { url: event.url, verifyToken: event.verifyToken });
      return undefined;
    case "clock":
      state.offsetMs = event.offsetMs;
      return undefined;
    default:
      return unreachable(event);
  }
}

function addIn(state: State, event: EventOf<"in">): Conversation {
  const { phoneNumberId, waId, ...message } = event;
  const conversation = conversationOf(state, phoneNumberId, waId);
  conversation.lastInAtMs = Math.max(conversation.lastInAtMs ?? 0, event.atMs);
  return add(state, conversation, {
    ...message,
    seen: false,
    order: state.revision,
    revision: state.revision,
  });
}

function addOut(state: State, event: EventOf<"out">): Conversation {
  const { phoneNumberId, waId, ...message } = event;
  const conversation = conversationOf(state, phoneNumberId, waId);
  conversation.typingUntilMs = 0;
  return add(state, conversation, {
    ...message,
    status: "accepted",
    happened: [],
    order: state.revision,
    revision: state.revision,
  });
}

function add(state: State, conversation: Conversation, entry: Entry): Conversation {
  conversation.entries.push(entry);
  conversation.revision = state.revision;
  state.messages.set(entry.id, { conversation, entry });
  if (conversation.entries.length > maxEntries) {
    const old = conversation.entries.shift();
    if (old !== undefined) state.messages.delete(old.id);
  }
  return conversation;
}

function addStatus(state: State, event: EventOf<"status">): Conversation | undefined {
  const located = state.messages.get(event.id);
  if (located === undefined || located.entry.kind !== "out") return undefined;
  const { conversation, entry } = located;
  entry.happened.push(event.status);
  if (rank[event.status] > rank[entry.status]) entry.status = event.status;
  entry.revision = state.revision;
  conversation.revision = state.revision;
  return conversation;
}

function markSeen(state: State, id: string): Conversation | undefined {
  const located = state.messages.get(id);
  if (located === undefined) return undefined;
  const { conversation, entry } = located;
  for (const other of conversation.entries) {
    if (other.kind === "in" && !other.seen) {
      other.seen = true;
      other.revision = state.revision;
    }
    if (other === entry) break;
  }
  conversation.revision = state.revision;
  return conversation;
}
