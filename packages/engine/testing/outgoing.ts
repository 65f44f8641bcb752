import type { Outgoing } from "../src/message.ts";

/** What one can tap in a message: wire id and label, in the order shown. A template's payloads have no labels of ours. */
export function choicesOf(message: Outgoing | undefined): { id: string; label: string }[] {
  if (message?.kind === "buttons") return message.buttons;
  if (message?.kind === "list") return message.sections.flatMap(({ rows }) => rows);
  if (message?.kind !== "template") return [];
  return message.template.payloads.map((id, index) => ({ id, label: `#${index + 1}` }));
}

/** The words of a message. */
export function textOf(message: Outgoing): string {
  switch (message.kind) {
    case "text":
    case "buttons":
    case "list":
    case "locationRequest":
    case "link":
      return message.text;
    case "image":
    case "document":
      return message.caption ?? "";
    case "template":
      return message.template.parameters.join(" | ");
    case "reaction":
      return message.emoji;
    case "read":
      return "";
  }
}
