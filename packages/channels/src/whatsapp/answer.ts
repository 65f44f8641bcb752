import type { Remedy, SendResult } from "@mostrador/engine";
import { z } from "zod";
import { outage, refusalOf, remedyForStatus } from "./errors.ts";
import type { GraphAnswer } from "./graph-call.ts";
import { identifier } from "./inbound/lenient.ts";
import { providerError } from "./inbound/provider-error.ts";

const accepted = z.object({ messages: z.tuple([z.object({ id: identifier })], z.unknown()) });
const done = z.object({ success: z.literal(true) });
const refused = z.object({ error: providerError });

type Sent = { id: string; accessToken: string };

/** What an answer says of the message with this id. An acceptance without the provider's id leaves it open. */
export function readAnswer(answer: GraphAnswer, sent: Sent): SendResult {
  if (answer.kind === "lost") return { kind: "unknown", reason: answer.code };
  if (answer.kind === "unsent")
    return refusal("whatsapp.unreachable", `the provider was not reached: ${answer.code}`, outage);
  const json = parseJson(answer.text);
  const error = refused.safeParse(json);
  if (error.success)
    return { kind: "refused", refusal: refusalOf(error.data.error, sent.accessToken) };
  if (answer.status >= 200 && answer.status < 300) return readAcceptance(json, sent);
  return readStatus(answer.status);
}

function readAcceptance(json: unknown, { id }: Sent): SendResult {
  const message = accepted.safeParse(json);
  if (message.success) return { kind: "sent", providerId: message.data.messages[0].id };
  // A mark as read is a message to nobody: it has no id of the provider's.
  if (done.safeParse(json).success) return { kind: "sent", providerId: id };
  return { kind: "unknown", reason: "accepted in words that we cannot read" };
}

/** No JSON that we know: something in between spoke. 502 and 504 do not tell whether the provider was reached. */
function readStatus(status: number): SendResult {
  if (status === 502 || status === 504) return { kind: "unknown", reason: `HTTP ${status}` };
  const message = `HTTP ${status} without an error that can be read`;
  return refusal(`whatsapp.http-${status}`, message, remedyForStatus(status));
}

function refusal(code: string, message: string, remedy: Remedy): SendResult {
  return { kind: "refused", refusal: { code, message, remedy } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
