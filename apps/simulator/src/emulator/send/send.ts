// POST /{phone_number_id}/messages: what is refused at once, and what is accepted and fails later.

import type { EventOf, Failure, FilledTemplate } from "../events.ts";
import { GraphError } from "../graph-error.ts";
import { newMessageId } from "../incoming.ts";
import type { Network } from "../network.ts";
import type { BusinessNumber } from "../settings.ts";
import { conversationOf } from "../state.ts";
import type { Conversation } from "../state.ts";
import type { Statuses } from "../statuses.ts";
import { envelopeSchema, outgoingSchema } from "./outgoing.ts";
import type { Envelope, Outgoing } from "./outgoing.ts";
import { contactAnswer, recipientOf } from "./recipient.ts";
import type { Recipient } from "./recipient.ts";
import { readStrictly } from "./refusal.ts";
import { fillTemplate } from "./template.ts";

const dayMs = 86_400_000;

/** Kinds that Meta takes and this emulator does not have yet: said plainly, not taken for a mistake. */
const notYet = new Set(["audio", "video", "sticker", "location", "contacts"]);
const interactiveNotYet = new Set([
  "flow",
  "product",
  "product_list",
  "catalog_message",
  "carousel",
  "request_contact_info",
  "voice_call",
]);

const envelopeKeys = new Set(Object.keys(envelopeSchema.shape));

type Acceptance = { id: string; answer: object };

/** Accepts a message or throws the refusal. `doomCode`: accept it, and let it fail with this code. */
export function acceptMessage(
  { network, statuses }: { network: Network; statuses: Statuses },
  number: BusinessNumber,
  { body, doomCode }: { body: Record<string, unknown>; doomCode: number | undefined },
): Acceptance {
  const { envelope, message } = readMessage(body);
  const recipient = recipientOf(network, number, envelope);
  const conversation = conversationOf(network.state, number.phoneNumberId, recipient.waId);
  const filled = checkReferences(network, { message, conversation });
  network.pace.take(
    { phoneNumberId: number.phoneNumberId, to: recipient.waId },
    network.clock.now(),
  );
  const doom =
    doomCode === undefined
      ? foresee(network, { recipient, conversation, message })
      : { code: doomCode };
  const event: EventOf<"out"> = {
    kind: "out",
    phoneNumberId: number.phoneNumberId,
    waId: recipient.waId,
    id: newMessageId(),
    atMs: network.clock.now(),
    message,
    ...optional({ envelope, filled, doom }),
  };
  network.record(event);
  const located = network.state.messages.get(event.id);
  if (located?.entry.kind === "out") statuses.follow(conversation, located.entry);
  return { id: event.id, answer: answerOf(event, recipient) };
}

function answerOf({ id, message }: EventOf<"out">, recipient: Recipient): object {
  const accepted = message.type === "template" ? { message_status: "accepted" } : {};
  return {
    messaging_product: "whatsapp",
    contacts: [contactAnswer(recipient)],
    messages: [{ id, ...accepted }],
  };
}

function optional(parts: {
  envelope: Envelope;
  filled: FilledTemplate | undefined;
  doom: Failure | undefined;
}): Partial<EventOf<"out">> {
  const { envelope, filled, doom } = parts;
  const callbackData = envelope.biz_opaque_callback_data;
  return {
    ...(envelope.context === undefined ? {} : { contextId: envelope.context.message_id }),
    ...(callbackData === undefined ? {} : { callbackData }),
    ...(filled === undefined ? {} : { filled }),
    ...(doom === undefined ? {} : { doom }),
  };
}

function readMessage(body: Record<string, unknown>): { envelope: Envelope; message: Outgoing } {
  const around = Object.entries(body).filter(([key]) => envelopeKeys.has(key));
  const envelope = readStrictly(envelopeSchema, Object.fromEntries(around), "envelope");
  const inside = Object.entries(body).filter(([key]) => !envelopeKeys.has(key));
  // Meta takes a body without `type` for a text.
  const content = { type: "text", ...Object.fromEntries(inside) };
  refuseWhatIsNotHere(content);
  return { envelope, message: readStrictly(outgoingSchema, content, content.type) };
}

function refuseWhatIsNotHere(content: Record<string, unknown>): void {
  const { type, interactive } = content;
  const here = (kind: string) => `This emulator does not have messages of the kind ${kind}.`;
  if (typeof type === "string" && notYet.has(type)) throw new GraphError(131051, here(type));
  if (typeof interactive !== "object" || interactive === null) return;
  const kind: unknown = Reflect.get(interactive, "type");
  if (typeof kind === "string" && interactiveNotYet.has(kind)) {
    throw new GraphError(131051, here(kind));
  }
}

/** Things that a message names must exist: media, the target of a reaction, a template. */
function checkReferences(
  network: Network,
  { message, conversation }: { message: Outgoing; conversation: Conversation },
): FilledTemplate | undefined {
  for (const id of mediaIds(message)) {
    if (!network.settings.media.includes(id)) {
      throw new GraphError(131009, `Media ${id} does not exist.`);
    }
  }
  if (message.type === "reaction") checkReaction(network, conversation, message.reaction);
  if (message.type !== "template") return undefined;
  return fillTemplate(network.settings.templates, message.template);
}

function mediaIds(message: Outgoing): string[] {
  const source = sourceOf(message);
  return source?.id === undefined ? [] : [source.id];
}

function sourceOf(message: Outgoing): { id?: string | undefined } | undefined {
  if (message.type === "image") return message.image;
  if (message.type === "document") return message.document;
  if (message.type !== "interactive" || !("header" in message.interactive)) return undefined;
  const { header } = message.interactive;
  if (header === undefined || header.type === "text") return undefined;
  if (header.type === "image") return header.image;
  return header.type === "video" ? header.video : header.document;
}

const oneEmoji = /^(?:\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F?)$/v;

function checkReaction(
  network: Network,
  conversation: Conversation,
  reaction: { message_id: string; emoji: string },
): void {
  const located = network.state.messages.get(reaction.message_id);
  if (located === undefined || located.conversation !== conversation) {
    throw new GraphError(131009, "The message to react to does not exist in this chat.");
  }
  if (network.clock.now() - located.entry.atMs > 30 * dayMs) {
    throw new GraphError(131009, "The message to react to is older than 30 days.");
  }
  if (reaction.emoji !== "" && !oneEmoji.test(reaction.emoji)) {
    throw new GraphError(131009, "Param reaction['emoji'] must be one emoji.");
  }
}

/** Failures that Meta tells by a status, after it has accepted the message. */
function foresee(
  network: Network,
  call: { recipient: Recipient; conversation: Conversation; message: Outgoing },
): Failure | undefined {
  const { recipient, conversation, message } = call;
  if (recipient.person === undefined && network.settings.reach === "listed") {
    return { code: 131026, details: "Message Undeliverable." };
  }
  if (message.type === "template") return undefined;
  const { lastInAtMs } = conversation;
  if (lastInAtMs !== undefined && network.clock.now() - lastInAtMs < dayMs) return undefined;
  const details =
    "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";
  return { code: 131047, details };
}
