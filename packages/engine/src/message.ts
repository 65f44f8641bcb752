// What people send and what bots say, free of any channel.

/** A file that a person sent; it stays with the provider until somebody fetches it. */
export type Media = { id: string; mimeType: string; sha256?: string; url?: string };

export type CartItem = {
  productId: string;
  quantity: number;
  /** What the person's phone showed, in the currency's units. Never a price: ours comes from the database. */
  shownPrice?: number;
  currency?: string;
};

export type SharedContact = { name: string; phones: string[] };

/** What one message of a person says. */
export type Incoming =
  | { kind: "text"; text: string }
  /** A tap on something we offered: `choiceId` is the wire id that the choice carried. */
  | { kind: "choice"; choiceId: string; label: string }
  | { kind: "location"; latitude: number; longitude: number; name?: string; address?: string }
  | { kind: "image"; media: Media; caption?: string }
  | { kind: "video"; media: Media; caption?: string }
  | { kind: "audio"; media: Media; voice: boolean }
  | { kind: "sticker"; media: Media }
  | { kind: "document"; media: Media; fileName?: string; caption?: string }
  | { kind: "contacts"; contacts: SharedContact[]; requested: boolean }
  /** The channel's own cart (WhatsApp's `order` message). */
  | { kind: "cart"; catalogId: string; items: CartItem[]; text?: string }
  /** `emoji` null: a reaction was taken back. */
  | { kind: "reaction"; messageId: string; emoji: string | null }
  /** A filled form (WhatsApp Flow); `response` is whatever JSON it sent. */
  | { kind: "form"; name: string; response: unknown }
  | { kind: "callPermission"; granted: boolean }
  /** The person opened the chat without a word. */
  | { kind: "opened" }
  | { kind: "edited"; messageId: string; text?: string }
  | { kind: "revoked"; messageId: string }
  /** Something the channel has no content for; `type` is the provider's word. */
  | { kind: "unsupported"; type: string };

/** A file that we send: uploaded to the provider before, or fetched by it. */
export type OutgoingMedia = { id: string } | { link: string };

export type OutgoingButton = { id: string; label: string };
export type OutgoingRow = { id: string; label: string; description?: string };
export type OutgoingSection = { title?: string; rows: OutgoingRow[] };

/** A message that needs the provider's approval beforehand; the only kind outside the 24-hour window. */
export type Template = {
  name: string;
  language: string;
  /** Positional parameters of its body: one line each. */
  parameters: string[];
  /** Payloads of its quick replies, in the order of the template's buttons. */
  payloads: string[];
};

/** One message of ours, one call to the provider. */
export type Outgoing =
  | { kind: "text"; text: string; previewUrl?: boolean }
  | { kind: "buttons"; text: string; buttons: OutgoingButton[]; footer?: string }
  | { kind: "list"; text: string; opener: string; sections: OutgoingSection[]; footer?: string }
  | { kind: "locationRequest"; text: string }
  | { kind: "link"; text: string; label: string; url: string }
  | { kind: "image"; media: OutgoingMedia; caption?: string }
  | { kind: "document"; media: OutgoingMedia; fileName: string; caption?: string }
  | { kind: "reaction"; messageId: string; emoji: string }
  | { kind: "template"; template: Template }
  /** Marks the person's message as read; `typing` shows the dots until our next message. */
  | { kind: "read"; messageId: string; typing: boolean };
