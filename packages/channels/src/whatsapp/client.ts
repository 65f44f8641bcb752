import type { BusinessId, Channel, OutboxRow, Remedy, SendResult } from "@mostrador/engine";
import { readAnswer } from "./answer.ts";
import { outage } from "./errors.ts";
import { codeOf, keepAliveFetch } from "./fetch.ts";
import type { Fetch } from "./fetch.ts";
import { postToGraph } from "./graph-call.ts";
import { whatsappLimits } from "./limits.ts";
import { renderMessage } from "./render.ts";

export type WhatsappOptions = {
  credentials: (business: BusinessId, phoneNumberId: string) => Promise<{ accessToken: string }>;
  /** `https://graph.facebook.com`, or an emulator. */
  baseUrl: string;
  /** Of the Graph API, `v26.0`. */
  version: string;
  /** Of a whole call. */
  timeoutMs: number;
  fetch?: Fetch;
};

/** WhatsApp through Meta's Cloud API. Stateless: what waits and what is paused lives in the outbox. */
export function createWhatsappChannel(options: WhatsappOptions): Channel {
  const send = (row: Pick<OutboxRow, "business" | "id" | "address" | "message">) =>
    sendMessage(row, options);
  return {
    name: "whatsapp",
    limits: whatsappLimits,
    send,
    markRead: async (business, address, messageId) => {
      const message = { kind: "read", messageId, typing: true } as const;
      await send({ business, id: messageId, address, message });
    },
  };
}

async function sendMessage(
  row: Pick<OutboxRow, "business" | "id" | "address" | "message">,
  options: WhatsappOptions,
): Promise<SendResult> {
  const rendered = renderMessage(row);
  if (!rendered.ok)
    return refusedHere("unsendable", rendered.reason, { kind: "deadLetter", alert: true });
  let accessToken: string;
  try {
    ({ accessToken } = await options.credentials(row.business, row.address.number));
  } catch (error) {
    return refusedHere("no-credentials", codeOf(error), outage);
  }
  const number = encodeURIComponent(row.address.number);
  const url = `${options.baseUrl}/${options.version}/${number}/messages`;
  const wire = { fetch: options.fetch ?? keepAliveFetch, timeoutMs: options.timeoutMs };
  const answer = await postToGraph({ url, accessToken, json: rendered.json }, wire);
  return readAnswer(answer, { id: row.id, accessToken });
}

function refusedHere(code: string, message: string, remedy: Remedy): SendResult {
  return { kind: "refused", refusal: { code: `whatsapp.${code}`, message, remedy } };
}
