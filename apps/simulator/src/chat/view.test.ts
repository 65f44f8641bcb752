import { renderToString } from "ink";
import { expect, test } from "vitest";
import type { Bubble } from "../phone/bubble.ts";
import { chatCopy } from "../copy.ts";
import { initialModel } from "./model.ts";
import type { Model } from "./model.ts";
import { view } from "./view.ts";

const actors = {
  customer: { waId: "5491155550101", name: "Marta" },
  owner: { waId: "5491150001988", name: "Rubén" },
};

function modelWith(messages: number, size: { columns: number; rows: number }): Model {
  const model = initialModel({ shopName: "La Esquina", actors }, { ...size, nowMs: 0 });
  const bubbles = Array.from({ length: messages }, (_, index): Bubble => ({
    id: String(index),
    from: index % 2 === 0 ? "person" : "shop",
    atMs: 0,
    order: index,
    text: `mensaje ${index}\ncon dos renglones ✅`,
    choices: [],
    asksLocation: false,
    isReaction: false,
    status: "read",
  }));
  return { ...model, phones: { ...model.phones, customer: { ...model.phones.customer, bubbles } } };
}

test.each([0, 3, 30, 300])(
  "with %i messages the frame is whole and the hint stands below it",
  (messages) => {
    const size = { columns: 140, rows: 40 };
    const lines = renderToString(view(modelWith(messages, size)), { columns: size.columns }).split(
      "\n",
    );
    expect(lines).toHaveLength(size.rows - 1);
    expect(lines.at(-2)).toMatch(/^╰─+╯╰─+╯$/);
    expect(lines.at(-1)?.trim()).toBe(chatCopy.hint);
    const last = messages === 0 ? "Marta" : `mensaje ${messages - 1}`;
    expect(lines.join("\n")).toContain(last);
  },
);
