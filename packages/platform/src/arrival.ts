import type { DeliveryStatus, Incoming } from "@mostrador/engine";

/** A person by the provider's ids, as they came. At least one of phone and user id is there. */
export type ArrivingPerson = { phone?: string; userId?: string; name?: string };

/** A message that came in through a channel's door. `number`: the provider's id of the number it was written to. */
export type ArrivingMessage = {
  kind: "message";
  number: string;
  /** Where message ids are unique, e.g. `whatsapp`. */
  source: string;
  messageId: string;
  /** Milliseconds since 1970, by the provider. */
  sentAt: number;
  sender: ArrivingPerson;
  content: Incoming;
  replyTo?: string;
  /** One id through the message's whole way. */
  traceId: string;
};

/** The provider's word on a message of ours. */
export type ArrivingStatus = { kind: "status"; number: string } & Omit<DeliveryStatus, "business">;

/** A person goes by other ids from now on. */
export type ArrivingChange = {
  kind: "personChanged";
  number: string;
  before: ArrivingPerson;
  after: ArrivingPerson;
};

export type Arrival = ArrivingMessage | ArrivingStatus | ArrivingChange;
