import type { Outgoing } from "@mostrador/engine";
import { whatsappLimits as limits } from "../limits.ts";
import { body, unsendable } from "./body.ts";
import type { Body } from "./body.ts";
import { clean, cut, isVisible } from "./cut.ts";

export function renderText(message: Extract<Outgoing, { kind: "text" }>): Body {
  if (!isVisible(message.text)) return unsendable("an empty text");
  const text = { body: cut(clean(message.text), limits.text) };
  return body({
    type: "text",
    text: message.previewUrl === undefined ? text : { ...text, preview_url: message.previewUrl },
  });
}
