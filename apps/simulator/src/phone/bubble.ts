// One message as a phone shows it, read from Cloud API JSON and nothing else.

import { z } from "zod";
import { incomingSchema } from "../emulator/events.ts";
import type { Incoming } from "../emulator/events.ts";
import { outgoingSchema } from "../emulator/send/outgoing.ts";
import type { Interactive } from "../emulator/send/outgoing.ts";
import { unreachable } from "../unreachable.ts";

/** Something that can be tapped; `reply` is what the phone sends then, without its context. */
export type Choice = {
  label: string;
  description?: string;
  section?: string;
  reply: Incoming;
};

export type Bubble = {
  id: string;
  from: "shop" | "person";
  /** Milliseconds since 1970, by the emulator's clock. */
  atMs: number;
  /** Rank among all messages of the emulator's run, where `atMs` is the same. */
  order: number;
  text: string;
  footer?: string;
  choices: Choice[];
  /** Label of the button that opens a list; its choices are rows then. */
  opener?: string;
  link?: { label: string; url: string };
  asksLocation: boolean;
  /** What the tick says: of the person's messages, whether the shop has read it. */
  status: "accepted" | "sent" | "delivered" | "read" | "failed";
  /** The message that this one answers or reacts to. */
  about?: string;
  isReaction: boolean;
};

const common = { id: z.string(), atMs: z.number(), order: z.number(), revision: z.number() };

/** One message in the answer of `GET /emulator/people/{waId}/messages`. */
export const entrySchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("in"), ...common, message: incomingSchema, seen: z.boolean() }),
  z.object({
    kind: z.literal("out"),
    ...common,
    message: outgoingSchema,
    contextId: z.string().optional(),
    filled: z
      .object({
        text: z.string(),
        buttons: z.array(
          z.object({
            text: z.string(),
            payload: z.string().optional(),
            url: z.string().optional(),
          }),
        ),
      })
      .optional(),
    status: z.enum(["accepted", "sent", "delivered", "read", "failed"]),
  }),
]);

type Entry = z.output<typeof entrySchema>;
type OutEntry = Extract<Entry, { kind: "out" }>;
/** The parts of a bubble that its content decides. */
type Content = Pick<Bubble, "text"> & Partial<Bubble>;

export function bubbleOf(entry: Entry): Bubble {
  if (entry.kind === "in") return bubbleOfPerson(entry);
  const { id, atMs, order, status, contextId } = entry;
  const about = contextId === undefined ? {} : { about: contextId };
  const base = { choices: [], asksLocation: false, isReaction: false };
  return { id, atMs, order, status, from: "shop", ...base, ...about, ...contentOf(entry) };
}

function contentOf({ message, filled }: OutEntry): Content {
  switch (message.type) {
    case "text":
      return { text: message.text.body };
    case "image":
      return { text: fileText("🖼️", message.image.link, message.image.caption) };
    case "document": {
      const { filename, link, caption } = message.document;
      return { text: fileText("📄", filename ?? link, caption) };
    }
    case "reaction":
      return {
        text: message.reaction.emoji,
        about: message.reaction.message_id,
        isReaction: true,
      };
    case "interactive":
      return interactiveContent(message.interactive);
    case "template":
      return templateContent(filled);
    default:
      return unreachable(message);
  }
}

function fileText(icon: string, name: string | undefined, caption: string | undefined): string {
  return [`${icon} ${name ?? ""}`.trim(), caption ?? ""].filter((line) => line !== "").join("\n");
}

function interactiveContent(interactive: Interactive): Content {
  const header = "header" in interactive ? interactive.header : undefined;
  const title = header?.type === "text" ? `*${header.text}*\n` : "";
  const footer =
    "footer" in interactive && interactive.footer !== undefined
      ? { footer: interactive.footer.text }
      : {};
  const content = { text: `${title}${interactive.body.text}`, ...footer };
  switch (interactive.type) {
    case "button":
      return { ...content, choices: buttonChoices(interactive) };
    case "list":
      return { ...content, choices: rowChoices(interactive), opener: interactive.action.button };
    case "cta_url": {
      const { display_text, url } = interactive.action.parameters;
      return { ...content, link: { label: display_text, url } };
    }
    case "location_request_message":
      return { ...content, asksLocation: true };
    default:
      return unreachable(interactive);
  }
}

function buttonChoices({ action }: Extract<Interactive, { type: "button" }>): Choice[] {
  return action.buttons.map(({ reply }) => ({
    label: reply.title,
    reply: { type: "interactive", interactive: { type: "button_reply", button_reply: reply } },
  }));
}

function rowChoices({ action }: Extract<Interactive, { type: "list" }>): Choice[] {
  return action.sections.flatMap((section) =>
    section.rows.map((row) => ({
      label: row.title,
      ...(row.description === undefined ? {} : { description: row.description }),
      ...(section.title === undefined ? {} : { section: section.title }),
      reply: { type: "interactive", interactive: { type: "list_reply", list_reply: row } },
    })),
  );
}

function templateContent(filled: OutEntry["filled"]): Content {
  if (filled === undefined) return { text: "" };
  const choices = filled.buttons.flatMap(({ text, payload }) => {
    if (payload === undefined) return [];
    const reply: Incoming = { type: "button", button: { payload, text } };
    return [{ label: text, reply }];
  });
  const url = filled.buttons.find((button) => button.url !== undefined);
  const link = url?.url === undefined ? {} : { link: { label: url.text, url: url.url } };
  return { text: filled.text, choices, ...link };
}

const spoken = z.union([
  z.looseObject({ text: z.object({ body: z.string() }) }).transform((m) => m.text.body),
  z.looseObject({ button: z.object({ text: z.string() }) }).transform((m) => m.button.text),
  z
    .looseObject({ interactive: z.object({ button_reply: z.object({ title: z.string() }) }) })
    .transform((m) => m.interactive.button_reply.title),
  z
    .looseObject({ interactive: z.object({ list_reply: z.object({ title: z.string() }) }) })
    .transform((m) => m.interactive.list_reply.title),
  z
    .looseObject({ location: z.object({ latitude: z.number(), longitude: z.number() }) })
    .transform(({ location }) => `📍 ${location.latitude}, ${location.longitude}`),
  z
    .looseObject({ reaction: z.object({ emoji: z.string() }) })
    .transform((message) => message.reaction.emoji),
  z.looseObject({ type: z.string() }).transform((message) => `[${message.type}]`),
]);

function bubbleOfPerson(entry: Extract<Entry, { kind: "in" }>): Bubble {
  const { id, atMs, order, message, seen } = entry;
  const about = message.context?.id === undefined ? {} : { about: message.context.id };
  return {
    id,
    atMs,
    order,
    from: "person",
    text: spoken.parse(message),
    choices: [],
    asksLocation: false,
    status: seen ? "read" : "delivered",
    isReaction: message.type === "reaction",
    ...about,
  };
}
