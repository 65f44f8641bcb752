import type { ChannelLimits } from "./channel.ts";
import { encodeChoice, type Shown } from "./choice.ts";
import { cut, split } from "./cut.ts";
import { invariant } from "./errors.ts";
import type { Outgoing, OutgoingRow, OutgoingSection } from "./message.ts";
import { pageOf } from "./page.ts";
import type { Choice, FlowEvent, Screen } from "./screen.ts";

/** What composing needs besides the words: where it is shown, and what the channel carries. */
export type Composing = Shown & {
  limits: ChannelLimits;
  /** The flow's words for the engine's own: the row that turns the page, the button that opens a list. */
  more: string;
  opener: string;
};

/** A screen, or a notice with choices. */
type Offer = Pick<Screen<FlowEvent>, "text" | "choices" | "opener" | "footer" | "asksLocation">;

/**
 * Lines and an offer as messages within the limits: one wherever they fit together, otherwise the lines first.
 * Empty when there is nothing to say.
 */
export function compose(
  lines: readonly string[],
  offer: Offer,
  how: Composing & { screen: string; page: number },
): Outgoing[] {
  const choices =
    offer.asksLocation === true
      ? []
      : pageOf(offer.choices, { ...how, rows: how.limits.list.rows });
  const parts = [...lines, offer.text].map((part) => part.trim()).filter((part) => part !== "");
  if (parts.length === 0) {
    invariant(choices.length === 0 && offer.asksLocation !== true, "choices without a text");
    return [];
  }
  const whole = parts.join("\n");
  const last = formOf(choices, { offer, length: whole.length, how });
  if (whole.length <= last.room) return [last.message(whole)];
  const own = offer.text.trim();
  const spoken = own === "" ? parts : parts.slice(0, -1);
  const before = split(spoken.join("\n"), how.limits.text).map(asText);
  return [...before, ...withLongText(own, choices, { offer, how })];
}

/** Pieces of a text that alone does not fit: what comes before the choices goes as plain text. */
function withLongText(
  text: string,
  choices: readonly Choice<FlowEvent>[],
  { offer, how }: { offer: Offer; how: Composing },
): Outgoing[] {
  if (text === "") return [];
  const last = formOf(choices, { offer, length: text.length, how });
  const pieces = split(text, last.room);
  const [end = text] = pieces.slice(-1);
  return [...pieces.slice(0, -1).map(asText), last.message(end)];
}

function asText(text: string): Outgoing {
  return { kind: "text", text };
}

type Form = { room: number; message: (text: string) => Outgoing };

/** Which kind of message carries these choices, and how much text beside them. */
function formOf(
  choices: readonly Choice<FlowEvent>[],
  { offer, length, how }: { offer: Offer; length: number; how: Composing },
): Form {
  const { limits } = how;
  if (offer.asksLocation === true) {
    return {
      room: limits.locationRequest.text,
      message: (text) => ({ kind: "locationRequest", text }),
    };
  }
  if (choices.length === 0) return { room: limits.text, message: asText };
  const footer = offer.footer === undefined ? {} : { footer: cut(offer.footer, limits.footer) };
  const short = choices.every(
    ({ label, description }) => description === undefined && label.length <= limits.buttons.label,
  );
  const buttons = short && choices.length <= limits.buttons.max;
  // A text too long for buttons is one message as a list, two otherwise.
  if (buttons && (length <= limits.buttons.text || limits.list.text <= limits.buttons.text)) {
    const rows = rowsOf(choices, { label: limits.buttons.label, how });
    return {
      room: limits.buttons.text,
      message: (text) => ({
        kind: "buttons",
        text,
        buttons: rows.map(({ id, label }) => ({ id, label })),
        ...footer,
      }),
    };
  }
  const opener = cut(offer.opener ?? how.opener, limits.list.opener);
  const sections = sectionsOf(choices, how, opener);
  return {
    room: limits.list.text,
    message: (text) => ({ kind: "list", text, opener, sections, ...footer }),
  };
}

function rowsOf(
  choices: readonly Choice<FlowEvent>[],
  { label, how }: { label: number; how: Composing },
): OutgoingRow[] {
  const labels = distinctLabels(
    choices.map((choice) => choice.label),
    label,
  );
  return choices.map((choice, index) => {
    const shown = labels[index] ?? "";
    const description = describe(choice, shown, how.limits.list.description);
    const row = { id: encodeChoice(how, choice.event, how.limits.choiceId), label: shown };
    return description === undefined ? row : { ...row, description };
  });
}

/** A label that was cut stands whole in the description, after what the flow wrote there (the price). */
function describe(choice: Choice<FlowEvent>, shown: string, max: number): string | undefined {
  const written = choice.description?.trim() ?? "";
  const missing = shown !== choice.label && !written.includes(choice.label) ? choice.label : "";
  const whole = [written, missing].filter((part) => part !== "").join(" · ");
  return whole === "" ? undefined : cut(whole, max);
}

/** Labels cut to `max`, each different from the others: the provider refuses two alike. */
export function distinctLabels(labels: readonly string[], max: number): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const clean = label.replaceAll(/\s+/gu, " ").trim();
    invariant(clean !== "", "a choice without a label");
    let shown = cut(clean, max);
    for (let count = 2; taken.has(shown); count += 1) {
      shown = `${cut(clean, max - ` ${count}`.length)} ${count}`;
    }
    taken.add(shown);
    return shown;
  });
}

/** A choice without a section stays with the one before it; the first ones get the opener as heading. */
function sectionsOf(
  choices: readonly Choice<FlowEvent>[],
  how: Composing,
  opener: string,
): OutgoingSection[] {
  const rows = rowsOf(choices, { label: how.limits.list.label, how });
  const sections: OutgoingSection[] = [];
  choices.forEach((choice, index) => {
    const row = rows[index];
    const current = sections.at(-1);
    if (row === undefined) return;
    const title =
      choice.section === undefined ? undefined : cut(choice.section, how.limits.list.sectionTitle);
    if (current === undefined || (title !== undefined && title !== current.title)) {
      sections.push(title === undefined ? { rows: [row] } : { title, rows: [row] });
    } else {
      current.rows.push(row);
    }
  });
  if (sections.length > how.limits.list.sections) return [{ rows }];
  const [first, ...others] = sections;
  if (first === undefined || first.title !== undefined || others.length === 0) return sections;
  return [{ title: cut(opener, how.limits.list.sectionTitle), rows: first.rows }, ...others];
}
