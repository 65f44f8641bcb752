import { encodeChoice } from "./choice.ts";
import { compose, type Composing } from "./compose.ts";
import { cut } from "./cut.ts";
import { invariant } from "./errors.ts";
import type { Outgoing, Template } from "./message.ts";
import type { Progress } from "./progress.ts";
import type { FlowEvent, Line, Notice, Screen } from "./screen.ts";
import { presentScreen } from "./standing.ts";

export type Reply = { message: Outgoing; template?: Template };

/**
 * What the turn says: notices of their own, then its lines and the screen in as few messages as the
 * limits allow. Notes in the turn which screen was shown; with the window shut only templates remain.
 */
export function drawReply(progress: Progress): Reply[] {
  const { frame, open, counters, flow } = progress;
  const { chat } = frame.world;
  const shown = shownScreen(progress);
  const notices = open.lines.filter(isOwnMessage);
  const lines = open.lines.filter((line) => !isOwnMessage(line)).map(textOf);
  const how = {
    instance: frame.instance,
    revision: counters.revision + 1,
    limits: frame.limits,
    more: flow.replies.more,
    opener: flow.replies.opener,
    screen: shown?.name ?? "",
    page: shown?.page ?? 0,
  };
  const replies = notices.flatMap((notice) => drawNotice(notice, how));
  const screen = shown?.screen ?? { text: "", choices: [] };
  replies.push(...compose(lines, screen, how).map((message) => ({ message })));
  const sendable = replies.flatMap((reply) => whatMayGo(reply, chat?.windowOpen ?? null));
  if (sendable.length < replies.length) open.reading = "unsent";
  if (sendable.length > 0) counters.revision += 1;
  if (shown !== null && chat?.windowOpen === true) {
    counters.screen = shown.name;
    counters.page = shown.page;
  }
  return sendable;
}

/** A reply as it may go now: null for a chat that does not exist. */
function whatMayGo(reply: Reply, windowOpen: boolean | null): Reply[] {
  if (windowOpen === true) return [reply];
  if (windowOpen === null || reply.template === undefined) return [];
  return [{ message: { kind: "template", template: reply.template } }];
}

function shownScreen(
  progress: Progress,
): { name: string; screen: Screen<FlowEvent>; page: number } | null {
  const { flow, live, open, counters } = progress;
  const present = presentScreen(flow, live);
  if (present === null || open.showing === "never") return null;
  if (open.showing === "ifChanged" && present.name === (open.screenBefore ?? present.name))
    return null;
  const { extraChoice } = open;
  const choices =
    extraChoice === null
      ? present.screen.choices
      : [...present.screen.choices, { ...extraChoice, pinned: true }];
  const page = present.name === counters.screen ? counters.page : 0;
  return { name: present.name, screen: { ...present.screen, choices }, page };
}

function isOwnMessage(line: Line<FlowEvent>): line is Notice<FlowEvent> {
  if (typeof line === "string") return false;
  return (line.choices?.length ?? 0) > 0 || line.link !== undefined || line.template !== undefined;
}

function textOf(line: Line<FlowEvent>): string {
  return typeof line === "string" ? line : line.text;
}

function drawNotice(notice: Notice<FlowEvent>, how: Composing): Reply[] {
  const { text, choices = [], opener, link, template } = notice;
  invariant(link === undefined || choices.length === 0, "a notice has either a link or choices");
  invariant(choices.length <= how.limits.list.rows, "a notice has no pages: too many choices");
  const messages =
    link === undefined
      ? compose([], opener === undefined ? { text, choices } : { text, choices, opener }, {
          ...how,
          screen: "",
          page: 0,
        })
      : linkMessages(text, link, how);
  const fallback = template === undefined ? {} : { template: drawTemplate(template, how) };
  // Of several pieces the last one carries the choices, and so the template.
  return messages.map((message, index) =>
    index === messages.length - 1 ? { message, ...fallback } : { message },
  );
}

function linkMessages(
  text: string,
  link: { label: string; url: string },
  how: Composing,
): Outgoing[] {
  const { limits } = how;
  const label = cut(link.label, limits.link.label);
  if (text.length <= limits.link.text) return [{ kind: "link", text, label, url: link.url }];
  return [
    ...compose([], { text, choices: [] }, { ...how, screen: "", page: 0 }),
    { kind: "link", text: label, label, url: link.url },
  ];
}

/** Parameters are one line each: the provider refuses line breaks, tabs and runs of spaces. */
function drawTemplate(
  template: NonNullable<Notice<FlowEvent>["template"]>,
  how: Composing,
): Template {
  const { choices, parameters, name, language } = template;
  return {
    name,
    language,
    parameters: parameters.map((parameter) =>
      cut(parameter.replaceAll(/\s+/gu, " ").trim(), how.limits.template.parameter),
    ),
    payloads: choices.map((event) => encodeChoice(how, event, how.limits.choiceId)),
  };
}
