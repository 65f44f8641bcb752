import { z } from "zod";
import type { AccountItem, Place } from "./item.ts";
import { identifier, listOf, maybe, maybeText, present, text, timestamp } from "./lenient.ts";

const restriction = z
  .object({ restriction_type: text, expiration: maybe(timestamp) })
  .transform((raw) => present({ type: raw.restriction_type, until: raw.expiration }));

/** `event`: ACCOUNT_VIOLATION, ACCOUNT_RESTRICTION, DISABLED_UPDATE, PARTNER_ADDED, … */
export const accountUpdate = (place: Place, value: unknown) =>
  z
    .object({
      event: identifier,
      phone_number: maybeText,
      ban_info: maybe(z.object({ waba_ban_state: maybeText })),
      violation_info: maybe(z.object({ violation_type: maybeText })),
      restriction_info: listOf(restriction),
    })
    .transform((raw): AccountItem => ({
      ...present({
        kind: "accountUpdate",
        wabaId: place.wabaId,
        event: raw.event,
        phone: raw.phone_number,
        banState: raw.ban_info?.waba_ban_state,
        violation: raw.violation_info?.violation_type,
        restrictions: raw.restriction_info,
      }),
      value,
    }));

const alertFields = {
  alert_type: maybeText,
  alert_severity: maybeText,
  alert_status: maybeText,
  alert_description: maybeText,
};

/** The alert's fields stand beside the entity's, or in an object of their own. */
export const accountAlert = (place: Place) =>
  z
    .object({
      entity_type: maybeText,
      entity_id: maybeText,
      ...alertFields,
      alert_info: maybe(z.object(alertFields)),
    })
    .transform((raw): AccountItem => {
      const alert = raw.alert_info ?? raw;
      return present({
        kind: "accountAlert",
        wabaId: place.wabaId,
        type: alert.alert_type ?? "UNKNOWN",
        severity: alert.alert_severity,
        status: alert.alert_status,
        description: alert.alert_description,
        entityType: raw.entity_type,
        entityId: raw.entity_id,
      });
    });

export const capability = (place: Place) =>
  z
    .object({
      max_daily_conversations_per_business: maybeText,
      // The name until 2025, when the limit was one of each number.
      max_daily_conversation_per_phone: maybeText,
      max_phone_numbers_per_business: maybeText,
    })
    .transform((raw): AccountItem =>
      present({
        kind: "capability",
        wabaId: place.wabaId,
        dailyLimit:
          raw.max_daily_conversations_per_business ?? raw.max_daily_conversation_per_phone,
        maxNumbers: raw.max_phone_numbers_per_business,
      }),
    );

/** `event`: ONBOARDING, UPGRADE, DOWNGRADE, THROUGHPUT_UPGRADE, … */
export const numberQuality = (place: Place) =>
  z
    .object({
      display_phone_number: text,
      event: identifier,
      current_limit: maybeText,
      max_daily_conversations_per_business: maybeText,
      old_limit: maybeText,
    })
    .transform((raw): AccountItem =>
      present({
        kind: "numberQuality",
        wabaId: place.wabaId,
        phone: raw.display_phone_number,
        event: raw.event,
        currentLimit: raw.current_limit ?? raw.max_daily_conversations_per_business,
        previousLimit: raw.old_limit,
      }),
    );

export const numberName = (place: Place) =>
  z
    .object({
      display_phone_number: text,
      decision: identifier,
      requested_verified_name: maybeText,
      rejection_reason: maybeText,
    })
    .transform((raw): AccountItem =>
      present({
        kind: "numberName",
        wabaId: place.wabaId,
        phone: raw.display_phone_number,
        decision: raw.decision,
        requestedName: raw.requested_verified_name,
        reason: raw.rejection_reason,
      }),
    );

/** PIN events. */
export const security = (place: Place) =>
  z
    .object({ display_phone_number: text, event: identifier, requester: maybeText })
    .transform((raw): AccountItem =>
      present({
        kind: "security",
        wabaId: place.wabaId,
        phone: raw.display_phone_number,
        event: raw.event,
        requester: raw.requester,
      }),
    );
