// Port: a way to reach people.

import type { BusinessId, ChatId } from "./ids.ts";
import type { Outgoing, Template } from "./message.ts";

/** What the channel can carry, as data. Lengths in UTF-16 units. The engine pages, merges and splits by it. */
export type ChannelLimits = {
  text: number;
  choiceId: number;
  caption: number;
  footer: number;
  buttons: { max: number; label: number; text: number };
  list: {
    rows: number;
    sections: number;
    label: number;
    description: number;
    sectionTitle: number;
    opener: number;
    text: number;
  };
  link: { label: number; text: number };
  locationRequest: { text: number };
  template: { parameter: number };
};

/** Where a chat is: the provider's id of our number, and the person by every id the provider knows. */
export type ChatAddress = {
  number: string;
  person: { phone?: string; userId?: string };
};

/** One message on its way. `id` is the effect's id: it comes back in the provider's statuses. */
export type OutboxRow = {
  business: BusinessId;
  chat: ChatId;
  id: string;
  /** Order within the chat. */
  position: number;
  address: ChatAddress;
  message: Outgoing;
  template?: Template;
  /** Tries so far that the provider answered with an error. */
  attempts: number;
  /** An earlier try got no answer, so the person may have it already. */
  repeated: boolean;
  /** Of the input whose turn said it: one id through a message's whole way. */
  traceId: string;
};

/** What a refusal asks of us. The channel translates the provider's codes into these, in one table. */
export type Remedy =
  /** `scope`: who waits. Delay grows as `baseMs * factor^attempts` with jitter, at most `capMs`. */
  | {
      kind: "retry";
      scope: "chat" | "number" | "account";
      baseMs: number;
      factor: number;
      capMs: number;
      maxAttempts: number;
    }
  /** Only a template may go now. */
  | { kind: "template" }
  /** Once with the other form of the person's number. */
  | { kind: "otherAddress" }
  /** Nothing of this number, or of all numbers with this token, may go until somebody has fixed it. */
  | { kind: "pause"; scope: "number" | "account" }
  | { kind: "coolDown"; scope: "chat" | "number"; ms: number }
  /** It will never go. */
  | { kind: "deadLetter"; alert: boolean };

export type Refusal = { code: string; message: string; remedy: Remedy };

export type SendResult =
  | { kind: "sent"; providerId: string }
  | { kind: "refused"; refusal: Refusal }
  /** No answer came back: it may have been accepted. Settled by a status before it is sent again. */
  | { kind: "unknown"; reason: string };

export type Channel = {
  name: string;
  limits: ChannelLimits;
  /** Never throws for what the provider or the network says. */
  send(row: OutboxRow): Promise<SendResult>;
  /** Marks a person's message as read and shows the dots. Free, best effort, never throws. */
  markRead(business: BusinessId, address: ChatAddress, messageId: string): Promise<void>;
};
