// The two phones as Ink elements. `createElement` and no JSX: Node runs these files as they are.

import { Box, Text } from "ink";
import { createElement as h } from "react";
import type { ReactElement } from "react";
import { chatCopy as copy } from "../copy.ts";
import type { Bubble } from "../phone/bubble.ts";
import { roles } from "../stage.ts";
import type { Role } from "../stage.ts";
import { clockDate } from "../transcript.ts";
import { viewBubble } from "./bubble-view.ts";
import { drawable } from "./drawable.ts";
import { panelBubble, showsBoth } from "./model.ts";
import type { Model, PhoneModel } from "./model.ts";

const minRows = 10;
const minColumns = 24;
/** Older messages are not drawn. */
const maxBubbles = 60;

export function view(model: Model): ReactElement {
  if (model.rows < minRows || model.columns < minColumns) return h(Text, null, copy.tooSmall);
  const shown = showsBoth(model) ? roles : [model.focus];
  const width = Math.floor(model.columns / shown.length);
  return h(
    Box,
    // One row is left free: a full screen makes Ink clear and redraw everything.
    { flexDirection: "column", height: model.rows - 1, width: model.columns },
    top(model),
    h(Box, { flexGrow: 1, flexShrink: 1 }, ...shown.map((role) => phone(model, role, width))),
    h(
      Box,
      // A long conversation would otherwise squeeze it to nothing, and it would be drawn over the frame.
      { flexShrink: 0 },
      h(
        Text,
        { dimColor: model.notice === undefined, wrap: "truncate-end" },
        model.notice ?? copy.hint,
      ),
    ),
  );
}

function top(model: Model): ReactElement {
  const tabs = roles.map((role) =>
    h(
      Text,
      { key: role, inverse: role === model.focus, wrap: "truncate-end" },
      ` ${copy.roles[role]}: ${model.phones[role].name}${bell(model.phones[role])} `,
    ),
  );
  return h(
    Box,
    { flexDirection: "column", flexShrink: 0 },
    h(
      Box,
      { justifyContent: "space-between" },
      h(Text, { bold: true, wrap: "truncate-end" }, `${copy.title} · ${model.shopName}`),
      h(Text, { wrap: "truncate-end" }, `🕐 ${clockDate(model.nowMs)}`),
    ),
    showsBoth(model) ? null : h(Box, null, ...tabs),
  );
}

function bell({ unread }: PhoneModel): string {
  return unread === 0 ? "" : ` 🔔${unread}`;
}

function phone(model: Model, role: Role, width: number): ReactElement {
  const own = model.phones[role];
  const inHand = role === model.focus;
  return h(
    Box,
    {
      key: role,
      flexDirection: "column",
      width,
      borderStyle: "round",
      borderColor: inHand ? "green" : "gray",
    },
    h(
      Box,
      { justifyContent: "space-between", flexShrink: 0, paddingX: 1 },
      h(
        Text,
        { bold: inHand, wrap: "truncate-end" },
        `${copy.roles[role]}: ${own.name}${bell(own)}`,
      ),
      own.typing ? h(Text, { dimColor: true }, copy.typing) : null,
    ),
    conversation(own, width),
    choices(own, inHand),
    draft(own, inHand),
  );
}

function conversation({ bubbles, scroll }: PhoneModel, width: number): ReactElement {
  return h(
    Box,
    {
      flexDirection: "column",
      flexGrow: 1,
      flexShrink: 1,
      overflow: "hidden",
      justifyContent: "flex-end",
    },
    h(
      Box,
      { flexDirection: "column", flexShrink: 0, marginBottom: -scroll },
      ...bubbles.slice(-maxBubbles).map((bubble) => viewBubble(bubble, width - 2)),
    ),
  );
}

function choices(own: PhoneModel, inHand: boolean): ReactElement | null {
  const bubble = panelBubble(own);
  if (bubble === undefined) return null;
  return h(
    Box,
    {
      flexDirection: "column",
      flexShrink: 0,
      borderStyle: "single",
      borderBottom: false,
      borderLeft: false,
      borderRight: false,
      borderColor: "gray",
      paddingX: 1,
    },
    ...(bubble.opener === undefined ? [] : [h(Text, { key: "opener", bold: true }, bubble.opener)]),
    ...bubble.choices.map((_, index) =>
      choice(bubble, index, inHand && index === own.panel?.selected),
    ),
  );
}

function choice(bubble: Bubble, index: number, selected: boolean): ReactElement {
  const { label, description } = bubble.choices[index] ?? { label: "" };
  return h(
    Text,
    { key: String(index), wrap: "truncate-end", inverse: selected },
    `${String(index + 1).padStart(2)} ${label}`,
    description === undefined ? "" : h(Text, { dimColor: true }, `  ${description}`),
  );
}

function draft(own: PhoneModel, inHand: boolean): ReactElement {
  return h(
    Box,
    { flexShrink: 0, paddingX: 1 },
    h(
      Text,
      { color: inHand ? "green" : "gray", wrap: "truncate-start" },
      `› ${drawable(own.draft)}`,
    ),
    inHand ? h(Text, { inverse: true }, " ") : null,
  );
}
