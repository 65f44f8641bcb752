import { z } from "zod";
import { bounded } from "./inbound/bounded.ts";
import { readChange } from "./inbound/change.ts";
import type { WebhookItem } from "./inbound/item.ts";
import { identifier, maybe, maybeText } from "./inbound/lenient.ts";
import { unreadable } from "./inbound/unreadable.ts";

const list = maybe(z.array(z.unknown())).transform((items) => items ?? []);
const envelope = z.object({ object: maybeText, entry: list });
const entry = z.object({ id: maybeText, changes: list });
const change = z.object({ field: identifier, value: z.unknown().optional() });

/**
 * Everything that one webhook brings, statuses last, otherwise in the order in which it came. Takes any JSON
 * and never throws: what cannot be read becomes an `unreadable` item and leaves the others alone.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function parseWebhook(body: unknown): WebhookItem[] {
  const items = readEnvelope(bounded(body));
  const isStatus = (item: WebhookItem) => item.kind === "status";
  return [...items.filter((item) => !isStatus(item)), ...items.filter(isStatus)];
}

function readEnvelope(body: unknown): WebhookItem[] {
  const read = envelope.safeParse(body);
  if (!read.success) return [unreadable("body", read.error)];
  const { object } = read.data;
  if (object !== undefined && object !== "whatsapp_business_account")
    return [{ kind: "unknown", what: "object", name: object, value: body }];
  return read.data.entry.flatMap((raw, index) => readEntry(raw, `entry[${index}]`));
}

function readEntry(raw: unknown, path: string): WebhookItem[] {
  const read = entry.safeParse(raw);
  if (!read.success) return [unreadable(path, read.error)];
  const wabaId = read.data.id ?? "";
  return read.data.changes.flatMap((item, index) => {
    const at = `${path}.changes[${index}]`;
    const found = change.safeParse(item);
    if (!found.success) return [unreadable(at, found.error)];
    return readChange(found.data.field, found.data.value, { wabaId, path: at });
  });
}
