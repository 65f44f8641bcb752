// Everything that a webhook can bring, as one union.

import type { Incoming, Refusal } from "@mostrador/engine";
import type { Person } from "./person.ts";
import type { ProviderError } from "./provider-error.ts";

/** The ad or post through which a person came. */
type Referral = {
  sourceType?: string;
  sourceId?: string;
  sourceUrl?: string;
  headline?: string;
  body?: string;
  /** Absent for ads in statuses. */
  clickId?: string;
};

/** What messages, echoes and changes of a person share. */
type Sent = {
  /** The wamid: dedupe on it. */
  id: string;
  phoneNumberId: string;
  /** Milliseconds since 1970; Meta's resolution is one second. */
  sentAt: number;
};

/** A person wrote to us. */
export type MessageItem = Sent & {
  kind: "message";
  sender: Person;
  content: Incoming;
  /** The message that this one answers; for a tap, ours with the buttons. */
  replyTo?: string;
  /** The catalogue product that the person asks about. */
  product?: { catalogId?: string; productId: string };
  referral?: Referral;
  forwarded?: boolean;
  /** Present in groups. */
  groupId?: string;
  errors?: ProviderError[];
  /** As it came, where its type is one that we do not know. */
  raw?: unknown;
};

/** The shop wrote from the phone app (coexistence). */
type EchoItem = Sent & { kind: "echo"; recipient: Person; content: Incoming };

/** A person goes by other ids from now on. Re-key the contact; a phone can be recycled, so carry no role over by phone alone. */
export type PersonChangedItem = Sent & {
  kind: "personChanged";
  change: "number" | "identity" | "userId" | "other";
  /** The platform's word for the change. */
  type: string;
  before: Person;
  after: Person;
};

/** What became of a message of ours. */
export type StatusItem = {
  kind: "status";
  phoneNumberId: string;
  providerId: string;
  status: "sent" | "delivered" | "read" | "played" | "failed";
  at: number;
  recipient: Person;
  /** What we sent along as `biz_opaque_callback_data`. */
  effectId?: string;
  groupId?: string;
  /** As it came: bills are settled by it. */
  pricing?: unknown;
  conversation?: unknown;
  errors: ProviderError[];
  /** What the first error asks of us. */
  refusal?: Refusal;
};

type Template = { wabaId: string; templateId: string; name: string; language: string };

export type TemplateItem =
  | (Template & { kind: "templateStatus"; event: string; reason?: string; details?: unknown })
  | (Template & { kind: "templateQuality"; previous?: string; current: string })
  | (Template & {
      kind: "templateCategory";
      previous?: string;
      current?: string;
      /** The category that Meta says it will move the template to. */
      correct?: string;
    })
  | (Template & { kind: "templateComponents"; value: unknown });

export type AccountItem =
  | {
      kind: "accountUpdate";
      wabaId: string;
      event: string;
      phone?: string;
      banState?: string;
      violation?: string;
      restrictions: { type: string; until?: number }[];
      value: unknown;
    }
  | {
      kind: "accountAlert";
      wabaId: string;
      type: string;
      severity?: string;
      status?: string;
      description?: string;
      entityType?: string;
      entityId?: string;
    }
  /** Limits are tiers ("TIER_2K") or numbers, as text. */
  | { kind: "capability"; wabaId: string; dailyLimit?: string; maxNumbers?: string }
  | {
      kind: "numberQuality";
      wabaId: string;
      phone: string;
      event: string;
      currentLimit?: string;
      previousLimit?: string;
    }
  | {
      kind: "numberName";
      wabaId: string;
      phone: string;
      decision: string;
      requestedName?: string;
      reason?: string;
    }
  | { kind: "security"; wabaId: string; phone: string; event: string; requester?: string };

/** A person stopped or resumed marketing in their own WhatsApp. */
type MarketingPreferenceItem = {
  kind: "marketingPreference";
  phoneNumberId: string;
  person: Person;
  wants: "stop" | "resume";
  category: string;
  at: number;
};

export type WebhookItem =
  | MessageItem
  | EchoItem
  | PersonChangedItem
  | StatusItem
  | TemplateItem
  | AccountItem
  | MarketingPreferenceItem
  /** Errors that belong to no message. */
  | { kind: "providerErrors"; phoneNumberId: string; errors: ProviderError[] }
  /** A field that is known and that this product does nothing with. */
  | { kind: "notification"; wabaId: string; field: string; value: unknown }
  /** What nobody has documented yet: log it, and answer 200. */
  | { kind: "unknown"; what: "object" | "field" | "status"; name: string; value: unknown }
  /** What is documented but came in another shape. `reason` names places and types, never contents. */
  | { kind: "unreadable"; path: string; reason: string };

/** Where an item was found. */
export type Place = { wabaId: string; path: string };
/** The same, inside a change that belongs to a number. */
export type NumberPlace = Place & { phoneNumberId: string };
