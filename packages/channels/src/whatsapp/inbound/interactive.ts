import type { Incoming } from "@mostrador/engine";
import { z } from "zod";
import { bounded } from "./bounded.ts";
import { identifier, maybeText, text } from "./lenient.ts";

const reply = z
  .object({ id: identifier, title: maybeText })
  .transform((raw): Incoming => ({ kind: "choice", choiceId: raw.id, label: raw.title ?? "" }));

const form = z
  .object({ name: maybeText, response_json: z.unknown().optional() })
  .transform((raw): Incoming => ({
    kind: "form",
    name: raw.name ?? "flow",
    response: formResponse(raw.response_json),
  }));

/** JSON inside a text; what does not parse stays text. */
function formResponse(value: unknown): unknown {
  if (typeof value !== "string") return value ?? null;
  try {
    return bounded(JSON.parse(value));
  } catch (error) {
    if (error instanceof SyntaxError) return value;
    throw error;
  }
}

const callPermission = z.object({ response: text }).transform((raw): Incoming => ({
  kind: "callPermission",
  granted: raw.response.startsWith("accept"),
}));

/** Taps, filled forms and answers to requests. */
export const interactive = z
  .object({
    interactive: z.union([
      z.object({ button_reply: reply }).transform((raw) => raw.button_reply),
      z.object({ list_reply: reply }).transform((raw) => raw.list_reply),
      z.object({ nfm_reply: form }).transform((raw) => raw.nfm_reply),
      z
        .object({ call_permission_reply: callPermission })
        .transform((raw) => raw.call_permission_reply),
      // Newer kinds: a person did something, so they get an answer.
      z
        .object({ type: identifier })
        .transform((raw): Incoming => ({ kind: "unsupported", type: `interactive.${raw.type}` })),
    ]),
  })
  .transform((raw) => raw.interactive);
