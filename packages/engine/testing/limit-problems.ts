import type { ChannelLimits } from "../src/channel.ts";
import type { Outgoing } from "../src/message.ts";

/** Everything about a message that a channel with these limits would refuse; empty when it may go. */
export function limitProblems(message: Outgoing, limits: ChannelLimits): string[] {
  switch (message.kind) {
    case "text":
      return within("text", message.text, limits.text);
    case "locationRequest":
      return within("text", message.text, limits.locationRequest.text);
    case "link":
      return [
        ...within("text", message.text, limits.link.text),
        ...within("label", message.label, limits.link.label),
      ];
    case "buttons":
      return buttonProblems(message, limits);
    case "list":
      return listProblems(message, limits);
    case "image":
    case "document":
      return message.caption === undefined
        ? []
        : within("caption", message.caption, limits.caption);
    case "template":
      return message.template.parameters.flatMap((parameter) => [
        ...within("parameter", parameter, limits.template.parameter),
        ...(/[\n\t]| {4}/u.test(parameter) ? ["a parameter is not one line"] : []),
      ]);
    case "reaction":
    case "read":
      return [];
  }
}

function buttonProblems(
  message: Extract<Outgoing, { kind: "buttons" }>,
  limits: ChannelLimits,
): string[] {
  const { text, buttons, footer } = message;
  return [
    ...within("text", text, limits.buttons.text),
    ...(footer === undefined ? [] : within("footer", footer, limits.footer)),
    ...between("buttons", buttons.length, limits.buttons.max),
    ...buttons.flatMap(({ label }) => within("label", label, limits.buttons.label)),
    ...idProblems(buttons, limits),
    ...alike(
      "labels",
      buttons.map(({ label }) => label),
    ),
  ];
}

function listProblems(
  message: Extract<Outgoing, { kind: "list" }>,
  limits: ChannelLimits,
): string[] {
  const { text, opener, sections, footer } = message;
  const rows = sections.flatMap((section) => section.rows);
  return [
    ...within("text", text, limits.list.text),
    ...within("opener", opener, limits.list.opener),
    ...(footer === undefined ? [] : within("footer", footer, limits.footer)),
    ...between("rows", rows.length, limits.list.rows),
    ...between("sections", sections.length, limits.list.sections),
    ...sections.flatMap(({ title, rows: own }) => [
      ...(title === undefined ? [] : within("section", title, limits.list.sectionTitle)),
      ...(title === undefined && sections.length > 1 ? ["a section without a title"] : []),
      ...between("rows of a section", own.length, limits.list.rows),
    ]),
    ...rows.flatMap(({ label, description }) => [
      ...within("label", label, limits.list.label),
      ...(description === undefined
        ? []
        : within("description", description, limits.list.description)),
    ]),
    ...idProblems(rows, limits),
    ...alike(
      "labels",
      rows.map(({ label }) => label),
    ),
  ];
}

function idProblems(choices: readonly { id: string }[], limits: ChannelLimits): string[] {
  const ids = choices.map(({ id }) => id);
  return [...ids.flatMap((id) => within("id", id, limits.choiceId)), ...alike("ids", ids)];
}

function within(what: string, text: string, max: number): string[] {
  const problems = text.length > max ? [`${what} has ${text.length} of ${max}: ${text}`] : [];
  if (text.trim() === "") problems.push(`${what} is empty`);
  if (!text.isWellFormed()) problems.push(`${what} is cut inside a character`);
  return problems;
}

function between(what: string, count: number, max: number): string[] {
  return count < 1 || count > max ? [`${count} ${what} of 1 to ${max}`] : [];
}

function alike(what: string, values: readonly string[]): string[] {
  return new Set(values).size === values.length
    ? []
    : [`two ${what} are alike: ${values.join(" | ")}`];
}
