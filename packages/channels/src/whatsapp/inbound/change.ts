import type { z } from "zod";
import * as account from "./account-change.ts";
import type { Place, WebhookItem } from "./item.ts";
import { isNumberField, readNumberChange } from "./number-change.ts";
import * as template from "./template-change.ts";
import { unreadable } from "./unreadable.ts";

/** Fields that this product acts upon, besides those that bring lists. */
const typed: Record<string, (place: Place, value: unknown) => z.ZodType<WebhookItem>> = {
  message_template_status_update: template.templateStatus,
  message_template_quality_update: template.templateQuality,
  message_template_components_update: template.templateComponents,
  template_category_update: template.templateCategory,
  account_update: account.accountUpdate,
  account_alerts: account.accountAlert,
  business_capability_update: account.capability,
  phone_number_quality_update: account.numberQuality,
  phone_number_name_update: account.numberName,
  security: account.security,
};

/** Fields that exist and that nothing here acts upon. */
const kept = new Set([
  "account_review_update",
  "account_settings_update",
  "automatic_events",
  "business_username_update",
  "business_username_updates",
  "calls",
  "flows",
  "history",
  "partner_solutions",
  "payment_configuration_update",
  "smb_app_state_sync",
  "standby",
]);

/** One element of `changes`: a field and its value. */
export function readChange(field: string, value: unknown, place: Place): WebhookItem[] {
  if (isNumberField(field)) return readNumberChange(field, value, place);
  const schema = Object.hasOwn(typed, field) ? typed[field] : undefined;
  if (schema !== undefined) {
    const read = schema(place, value).safeParse(value);
    return [read.success ? read.data : unreadable(place.path, read.error)];
  }
  if (kept.has(field) || field.startsWith("group_"))
    return [{ kind: "notification", wabaId: place.wabaId, field, value }];
  return [{ kind: "unknown", what: "field", name: field, value }];
}
