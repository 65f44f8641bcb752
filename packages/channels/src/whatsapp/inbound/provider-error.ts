import { z } from "zod";
import { listOf, maybe, maybeText, number, present } from "./lenient.ts";

/** An error as the platform writes it, in answers, messages, statuses and on its own. */
export type ProviderError = { code: number; title?: string; message?: string; details?: string };

export const providerError = z
  .object({
    code: number,
    title: maybeText,
    message: maybeText,
    details: maybeText,
    error_data: maybe(z.object({ details: maybeText })),
  })
  .transform((raw): ProviderError =>
    present({
      code: raw.code,
      title: raw.title,
      message: raw.message,
      details: raw.error_data?.details ?? raw.details,
    }),
  );

export const providerErrors = listOf(providerError);
