import type { Json, Outgoing } from "@mostrador/engine";
import { whatsappLimits as limits } from "../limits.ts";
import { body, unsendable } from "./body.ts";
import type { Body } from "./body.ts";
import { fitting } from "./choices.ts";
import { clean, cut, isVisible, oneLine } from "./cut.ts";
import { renderText } from "./text.ts";
import { webLink } from "./web-link.ts";

type Kind<Name extends Outgoing["kind"]> = Extract<Outgoing, { kind: Name }>;

/** Without a choice that fits it is a text. */
export function renderButtons(message: Kind<"buttons">): Body {
  const { max, label, text } = limits.buttons;
  const buttons = fitting(message.buttons, { max, label, id: limits.choiceId });
  if (buttons.length === 0) return renderText({ kind: "text", text: message.text });
  if (!isVisible(message.text)) return unsendable("buttons without a text");
  return interactive({
    type: "button",
    body: { text: cut(clean(message.text), text) },
    ...footer(message.footer),
    action: {
      buttons: buttons.map((button) => ({
        type: "reply",
        reply: { id: button.id, title: button.label },
      })),
    },
  });
}

/** Without a row that fits it is a text. */
export function renderList(message: Kind<"list">): Body {
  const sections = sectionsOf(message);
  if (sections.length === 0) return renderText({ kind: "text", text: message.text });
  if (!isVisible(message.text)) return unsendable("a list without a text");
  if (!isVisible(message.opener)) return unsendable("a list without an opener");
  return interactive({
    type: "list",
    body: { text: cut(clean(message.text), limits.list.text) },
    ...footer(message.footer),
    action: { button: cut(oneLine(message.opener), limits.list.opener), sections },
  });
}

/** The 10 rows are counted over all sections. */
function sectionsOf(message: Kind<"list">): Json[] {
  const { rows: max, label, sections: maxSections } = limits.list;
  const all = message.sections.flatMap(({ rows, title }, section) =>
    rows.map((row) => ({ ...row, section, title })),
  );
  const rows = fitting(all, { max, label, id: limits.choiceId });
  const groups = [...Map.groupBy(rows, (row) => row.section).values()];
  const titled = groups.every(([first]) => isVisible(first?.title ?? ""));
  // One heading missing among several would be refused: then the rows stand together without any.
  if (groups.length > maxSections || (groups.length > 1 && !titled))
    return [{ rows: rows.map(rowOf) }];
  return groups.map((group) => {
    const title = oneLine(group[0]?.title ?? "");
    const heading = isVisible(title) ? { title: cut(title, limits.list.sectionTitle) } : {};
    return { ...heading, rows: group.map(rowOf) };
  });
}

function rowOf(row: { id: string; label: string; description?: string }): Json {
  const description = oneLine(row.description ?? "");
  return {
    id: row.id,
    title: row.label,
    ...(isVisible(description) && { description: cut(description, limits.list.description) }),
  };
}

export function renderLocationRequest(message: Kind<"locationRequest">): Body {
  if (!isVisible(message.text)) return unsendable("a location request without a text");
  return interactive({
    type: "location_request_message",
    body: { text: cut(clean(message.text), limits.locationRequest.text) },
    action: { name: "send_location" },
  });
}

export function renderLink(message: Kind<"link">): Body {
  const url = webLink(message.url);
  if (url === null) return unsendable("a link that is not a web address");
  if (!isVisible(message.text)) return unsendable("a link without a text");
  if (!isVisible(message.label)) return unsendable("a link without a label");
  return interactive({
    type: "cta_url",
    body: { text: cut(clean(message.text), limits.link.text) },
    action: {
      name: "cta_url",
      parameters: { display_text: cut(oneLine(message.label), limits.link.label), url },
    },
  });
}

function interactive(json: { [key: string]: Json }): Body {
  return body({ type: "interactive", interactive: json });
}

function footer(text: string | undefined): { footer?: { text: string } } {
  const line = oneLine(text ?? "");
  return isVisible(line) ? { footer: { text: cut(line, limits.footer) } } : {};
}
