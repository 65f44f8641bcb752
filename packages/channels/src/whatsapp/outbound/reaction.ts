import type { Outgoing } from "@mostrador/engine";
import { rendererLimits } from "../limits.ts";
import { body, unsendable } from "./body.ts";
import type { Body } from "./body.ts";
import { isIdentifier } from "./cut.ts";

const oneEmoji = /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic})$/v;

/** An empty emoji takes the reaction back. */
export function renderReaction(message: Extract<Outgoing, { kind: "reaction" }>): Body {
  const { messageId, emoji } = message;
  if (!isIdentifier(messageId, rendererLimits.id)) return unsendable("a reaction to no message");
  if (emoji !== "" && !oneEmoji.test(emoji)) return unsendable("a reaction that is not one emoji");
  return body({ type: "reaction", reaction: { message_id: messageId, emoji } });
}
