import { randomBytes } from "node:crypto";
import { timestamp } from "./clock.ts";
import type { Incoming } from "./events.ts";
import type { Network } from "./network.ts";
import { contactOf, shownNumber, userIdOf } from "./people.ts";
import type { BusinessNumber } from "./settings.ts";
import { webhookBody } from "./webhook-body.ts";
import type { Webhooks } from "./webhooks.ts";

export function newMessageId(): string {
  return `wamid.${randomBytes(30).toString("base64")}`;
}

/** A person writes: the network adds what Meta adds and tells the number's app. Answers the message's id. */
export function writeToBusiness(
  { network, webhooks }: { network: Network; webhooks: Webhooks },
  number: BusinessNumber,
  { waId, message }: { waId: string; message: Incoming },
): string {
  const { phoneNumberId } = number;
  const person = personFor(network, waId);
  const id = typeof message["id"] === "string" ? message["id"] : newMessageId();
  const atMs = network.clock.now();
  network.record({ kind: "in", phoneNumberId, waId, id, atMs, message });
  const given = {
    ...shownNumber(person, "from"),
    from_user_id: userIdOf(person),
    id,
    timestamp: timestamp(atMs),
    ...message,
    ...contextFor(number, message),
  };
  // System messages come without contacts.
  const contacts = message.type === "system" ? {} : { contacts: [contactOf(person)] };
  webhooks.send({
    appId: number.appId,
    lane: `${phoneNumberId}/${waId}/messages`,
    carries: "messages",
    body: webhookBody(number, { ...contacts, messages: [given] }),
  });
  return id;
}

/** The person; whoever writes exists from then on. */
function personFor(network: Network, waId: string) {
  const known = network.state.people.get(waId);
  if (known !== undefined) return known;
  const person = { waId, name: waId, hidePhone: false };
  network.record({ kind: "person", person });
  return person;
}

function contextFor(number: BusinessNumber, { context }: Incoming): object {
  if (context === undefined) return {};
  return { context: { from: number.displayPhoneNumber, ...context } };
}
