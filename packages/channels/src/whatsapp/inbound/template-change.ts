import { z } from "zod";
import type { Place, TemplateItem } from "./item.ts";
import { identifier, maybeText, present, text } from "./lenient.ts";

const template = {
  message_template_id: identifier,
  message_template_name: text,
  message_template_language: text,
};
type Raw = z.infer<z.ZodObject<typeof template>>;

function named(raw: Raw, place: Place) {
  return {
    wabaId: place.wabaId,
    templateId: raw.message_template_id,
    name: raw.message_template_name,
    language: raw.message_template_language,
  };
}

/** `event`: APPROVED, REJECTED, PENDING, PAUSED, DISABLED, FLAGGED, … */
export const templateStatus = (place: Place) =>
  z
    .object({
      ...template,
      event: identifier,
      reason: maybeText,
      disable_info: z.unknown().optional(),
      rejection_info: z.unknown().optional(),
    })
    .transform((raw): TemplateItem =>
      present({
        kind: "templateStatus",
        ...named(raw, place),
        event: raw.event,
        reason: raw.reason,
        details: raw.disable_info ?? raw.rejection_info ?? undefined,
      }),
    );

export const templateQuality = (place: Place) =>
  z
    .object({ ...template, previous_quality_score: maybeText, new_quality_score: identifier })
    .transform((raw): TemplateItem =>
      present({
        kind: "templateQuality",
        ...named(raw, place),
        previous: raw.previous_quality_score,
        current: raw.new_quality_score,
      }),
    );

export const templateCategory = (place: Place) =>
  z
    .object({
      ...template,
      previous_category: maybeText,
      new_category: maybeText,
      correct_category: maybeText,
    })
    .transform((raw): TemplateItem =>
      present({
        kind: "templateCategory",
        ...named(raw, place),
        previous: raw.previous_category,
        current: raw.new_category,
        correct: raw.correct_category,
      }),
    );

export const templateComponents = (place: Place, value: unknown) =>
  z.object(template).transform((raw): TemplateItem => ({
    kind: "templateComponents",
    ...named(raw, place),
    value,
  }));
