import { Box, Text } from "ink";
import { createElement as h } from "react";
import type { ReactElement } from "react";
import { chatCopy as copy } from "../copy.ts";
import type { Bubble } from "../phone/bubble.ts";
import { clockTime } from "../transcript.ts";
import { drawable } from "./drawable.ts";
import { readFormats } from "./formatted-text.ts";

const ticks: Record<Bubble["status"], string> = {
  accepted: "🕓",
  sent: "✓",
  delivered: "✓✓",
  read: "✓✓",
  failed: "✗",
};

/** One message, the person's to the right; at most four fifths of the phone wide. */
export function viewBubble(bubble: Bubble, width: number): ReactElement {
  const isOwn = bubble.from === "person";
  return h(
    Box,
    {
      key: bubble.id,
      flexDirection: "column",
      flexShrink: 0,
      alignSelf: isOwn ? "flex-end" : "flex-start",
      maxWidth: Math.max(20, Math.floor(width * 0.8)),
      borderStyle: "round",
      borderColor: isOwn ? "green" : "gray",
      paddingX: 1,
    },
    h(
      Text,
      null,
      ...readFormats(drawable(bubble.text)).map(({ text, ...style }, index) =>
        h(Text, { key: String(index), ...style }, text),
      ),
    ),
    ...extras(bubble),
    h(
      Box,
      { justifyContent: "flex-end" },
      h(Text, { dimColor: true }, `${clockTime(bubble.atMs)} `),
      h(
        Text,
        bubble.status === "read" ? { color: "cyan" } : { dimColor: true },
        ticks[bubble.status],
      ),
    ),
  );
}

function extras(bubble: Bubble): ReactElement[] {
  const { footer, link, opener, choices, asksLocation } = bubble;
  const buttons = choices.map((choice) => `[${choice.label}]`).join(" ");
  const lines: [string, string | undefined][] = [
    ["footer", footer],
    ["link", link === undefined ? undefined : `[${link.label}] ${link.url}`],
    ["location", asksLocation ? copy.asksLocation : undefined],
    ["choices", opener === undefined ? buttons : `≡ ${opener}`],
  ];
  return lines.flatMap(([key, text]) =>
    text === undefined || text === "" ? [] : [h(Text, { key, color: "blue" }, text)],
  );
}
