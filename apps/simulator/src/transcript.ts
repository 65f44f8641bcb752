// What happened on the phones, for a reader and for a machine.

import { unreachable } from "./unreachable.ts";
import type { Bubble } from "./phone/bubble.ts";
import type { Role } from "./stage.ts";
import { transcriptCopy as copy } from "./copy.ts";

export type TranscriptEvent =
  | { kind: "said"; who: Role; text: string; atMs: number }
  /** `number` counts the messages of the business to this person. */
  | { kind: "received"; who: Role; number: number; bubble: Bubble }
  | { kind: "clock"; advanceMs: number; nowMs: number }
  | { kind: "failed"; line: number; expected: string; came: string }
  | { kind: "passed"; received: Record<Role, number> };

export type Names = { shop: string; people: Record<Role, string> };

/** One event as text: messages of the business numbered and indented, people's after a `>`. */
export function eventText(event: TranscriptEvent, names: Names, file: string): string {
  switch (event.kind) {
    case "said":
      return `\n${clockTime(event.atMs)} ${names.people[event.who]}\n  > ${indent(event.text, "    ")}\n`;
    case "received":
      return receivedText(event, names);
    case "clock":
      return `\n  ── ${copy.clock(clockDate(event.nowMs))} ──\n`;
    case "failed":
      return `\n✗ ${file}:${event.line}\n  ${copy.expected} ${indent(event.expected, "    ")}\n  ${copy.came} ${indent(event.came, "    ")}\n`;
    case "passed":
      return `\n✓ ${copy.passed(file, event.received)}\n`;
    default:
      return unreachable(event);
  }
}

/** One event as one line of JSON. */
export function eventJson(event: TranscriptEvent): string {
  if (event.kind !== "received") return `${JSON.stringify(event)}\n`;
  const { bubble, ...rest } = event;
  const { id, text, atMs, choices, footer, link } = bubble;
  const labels = choices.map(({ label, description }) => ({ label, description }));
  return `${JSON.stringify({ ...rest, id, atMs, text, footer, link, choices: labels })}\n`;
}

function receivedText(
  { who, number, bubble }: Extract<TranscriptEvent, { kind: "received" }>,
  names: Names,
): string {
  const head = `\n${clockTime(bubble.atMs)} ${names.shop} → ${names.people[who]}\n`;
  const label = `  ${String(number).padStart(2)}  `;
  return `${head}${label}${indent(bubble.text, "      ")}\n${bubbleExtras(bubble, "      ")}`;
}

/** Footer, link and choices, a line each, choices on one line as they are few words. */
function bubbleExtras(bubble: Bubble, margin: string): string {
  const labels = bubble.choices.map((choice) => choice.label).join(" · ");
  const opener = bubble.opener === undefined ? "" : `${bubble.opener}: `;
  const lines = [
    bubble.footer,
    bubble.link === undefined ? undefined : `[${bubble.link.label}] ${bubble.link.url}`,
    labels === "" ? undefined : `[${opener}${labels}]`,
    bubble.asksLocation ? `[${copy.sendLocation}]` : undefined,
  ];
  return lines.flatMap((line) => (line === undefined ? [] : [`${margin}${line}\n`])).join("");
}

function indent(text: string, margin: string): string {
  return text.replaceAll("\n", `\n${margin}`);
}

const timeFormat = new Intl.DateTimeFormat("es-AR", {
  timeZone: "America/Argentina/Buenos_Aires",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dateFormat = new Intl.DateTimeFormat("es-AR", {
  timeZone: "America/Argentina/Buenos_Aires",
  weekday: "long",
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

export function clockTime(ms: number): string {
  return timeFormat.format(ms);
}

export function clockDate(ms: number): string {
  return dateFormat.format(ms);
}
