import type { Person, WebhookItem } from "@mostrador/channels";
import { type Refusal, unreachable } from "@mostrador/engine";
import type { Arrival, ArrivingMessage } from "@mostrador/platform";
import type { Log } from "./log.ts";
import { hashedId } from "./log.ts";

/**
 * What the product is told of a webhook's items. The rest (news about accounts, templates, quality;
 * what could not be read; the shop's own messages from the phone app) is written to the log.
 */
export function arrivalsOf(items: readonly WebhookItem[], log: Log): Arrival[] {
  return items.flatMap((item) => {
    const arrival = arrivalOf(item);
    if (arrival === null) logOther(item, log);
    return arrival ?? [];
  });
}

function arrivalOf(item: WebhookItem): Arrival | null {
  switch (item.kind) {
    case "message":
      // Group chats are nobody's order.
      return item.groupId === undefined ? messageOf(item) : null;
    case "status": {
      const { phoneNumberId, providerId, status, at, effectId, pricing, refusal } = item;
      return {
        kind: "status",
        number: phoneNumberId,
        providerId,
        status,
        at,
        ...(effectId === undefined ? {} : { effectId }),
        ...(pricing === undefined ? {} : { pricing }),
        ...(refusal === undefined ? {} : { error: errorOf(refusal) }),
      };
    }
    case "personChanged":
      return {
        kind: "personChanged",
        number: item.phoneNumberId,
        before: personOf(item.before),
        after: personOf(item.after),
      };
    case "echo":
    case "marketingPreference":
    case "templateStatus":
    case "templateQuality":
    case "templateCategory":
    case "templateComponents":
    case "accountUpdate":
    case "accountAlert":
    case "capability":
    case "numberQuality":
    case "numberName":
    case "security":
    case "providerErrors":
    case "notification":
    case "unknown":
    case "unreadable":
      return null;
    default:
      return unreachable(item);
  }
}

function errorOf({ code, message, remedy }: Refusal) {
  return { code, message, ...(remedy.kind === "template" && { remedy: "template" as const }) };
}

function messageOf(item: Extract<WebhookItem, { kind: "message" }>): ArrivingMessage | null {
  const { id, phoneNumberId, sentAt, sender, content, replyTo } = item;
  const person = personOf(sender);
  if (person.phone === undefined && person.userId === undefined) return null;
  return {
    kind: "message",
    number: phoneNumberId,
    source: "whatsapp",
    messageId: id,
    sentAt,
    sender: person,
    content,
    ...(replyTo === undefined ? {} : { replyTo }),
    // The same for the same message, however often it is delivered.
    traceId: hashedId(id),
  };
}

function personOf({ phone, userId, profileName }: Person) {
  return {
    ...(phone === undefined ? {} : { phone }),
    ...(userId === undefined ? {} : { userId }),
    ...(profileName === undefined ? {} : { name: profileName }),
  };
}

function logOther(item: WebhookItem, log: Log): void {
  const level = item.kind === "unreadable" || item.kind === "providerErrors" ? "warn" : "info";
  log[level]({
    event: "webhook.noted",
    kind: item.kind,
    ...("field" in item ? { field: item.field } : {}),
    ...("reason" in item ? { reason: item.reason } : {}),
  });
}
