import type { ChatAddress, Json, Outgoing } from "@mostrador/engine";
import { unreachable } from "@mostrador/engine";
import { rendererLimits } from "./limits.ts";
import { body, unsendable } from "./outbound/body.ts";
import type { Body } from "./outbound/body.ts";
import { isIdentifier } from "./outbound/cut.ts";
import {
  renderButtons,
  renderLink,
  renderList,
  renderLocationRequest,
} from "./outbound/interactive.ts";
import { renderDocument, renderImage } from "./outbound/media.ts";
import { renderReaction } from "./outbound/reaction.ts";
import { renderTemplate } from "./outbound/template.ts";
import { renderText } from "./outbound/text.ts";

type Envelope = { id: string; address: ChatAddress; message: Outgoing };

/**
 * The JSON of one call to `/{number}/messages`. Lengths are cut, never refused; what Meta would refuse
 * all the same (nothing to say, nobody to say it to, no address behind a link) is told instead of sent.
 */
export function renderMessage({ id, address, message }: Envelope): Body {
  const content = renderContent(message);
  if (!content.ok || message.kind === "read") return content;
  const recipient = recipientOf(address.person);
  if (recipient === null) return unsendable("nobody to send it to");
  return body({
    messaging_product: "whatsapp",
    recipient_type: "individual",
    ...recipient,
    ...content.json,
    ...(isIdentifier(id, rendererLimits.opaque) && { biz_opaque_callback_data: id }),
  });
}

function renderContent(message: Outgoing): Body {
  switch (message.kind) {
    case "text":
      return renderText(message);
    case "buttons":
      return renderButtons(message);
    case "list":
      return renderList(message);
    case "locationRequest":
      return renderLocationRequest(message);
    case "link":
      return renderLink(message);
    case "image":
      return renderImage(message);
    case "document":
      return renderDocument(message);
    case "reaction":
      return renderReaction(message);
    case "template":
      return renderTemplate(message.template);
    case "read":
      return renderRead(message);
    default:
      return unreachable(message);
  }
}

/** The dots go out with our next message, or after 25 seconds. */
function renderRead({ messageId, typing }: Extract<Outgoing, { kind: "read" }>): Body {
  if (!isIdentifier(messageId, rendererLimits.id)) return unsendable("no message to mark as read");
  return body({
    messaging_product: "whatsapp",
    status: "read",
    message_id: messageId,
    ...(typing && { typing_indicator: { type: "text" } }),
  });
}

/** Without the plus Meta may put the business's own country code in front. */
function recipientOf(person: ChatAddress["person"]): { [key: string]: Json } | null {
  const digits = person.phone?.replaceAll(/\D/g, "") ?? "";
  if (digits !== "") return { to: `+${digits}` };
  const { userId = "" } = person;
  return isIdentifier(userId, rendererLimits.id) ? { recipient: userId } : null;
}
