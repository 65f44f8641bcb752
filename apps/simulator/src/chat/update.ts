// Every change of what the phones show: pure, one message in, the next model and what is to be done out.

import { unreachable } from "../unreachable.ts";
import type { Bubble } from "../phone/bubble.ts";
import type { Role } from "../stage.ts";
import { readTyped } from "../typed.ts";
import type { ChatView } from "../phone/phone.ts";
import type { Effect, KeyName, Message, Model, Panel, PhoneModel, Step } from "./model.ts";
import { panelBubble } from "./model.ts";

export function update(model: Model, message: Message): Step {
  switch (message.kind) {
    case "resized":
      return stay({ ...model, columns: message.columns, rows: message.rows });
    case "tick":
      return stay({ ...model, nowMs: message.nowMs });
    case "failed":
      return stay({ ...model, notice: message.reason });
    case "chat":
      return showChat(model, message.role, message.view);
    case "key":
      return pressKey({ ...model, notice: undefined }, message.key, message.text);
    default:
      return unreachable(message);
  }
}

function stay(model: Model): Step {
  return { model, effects: [] };
}

/** Changes the phone in hand. */
function withPhone(model: Model, change: Partial<PhoneModel>): Model {
  const { focus, phones } = model;
  return { ...model, phones: { ...phones, [focus]: { ...phones[focus], ...change } } };
}

function showChat(model: Model, role: Role, view: ChatView): Step {
  const phone = model.phones[role];
  const isNew = view.bubbles.slice(phone.bubbles.length).filter(({ from }) => from === "shop");
  const inHand = model.focus === role;
  const changed: PhoneModel = {
    ...phone,
    bubbles: view.bubbles,
    typing: view.typing,
    panel: nextPanel(phone, view.bubbles),
    unread: inHand ? 0 : phone.unread + isNew.length,
    scroll: isNew.length > 0 ? 0 : phone.scroll,
  };
  const phones = { ...model.phones, [role]: changed };
  const noticed: Effect = inHand ? { kind: "look", role } : { kind: "bell" };
  return {
    model: { ...model, nowMs: view.nowMs, phones },
    effects: isNew.length > 0 ? [noticed] : [],
  };
}

/** A message that nobody has answered yet opens its choices; ticks and typing leave the panel as it is. */
function nextPanel(phone: PhoneModel, bubbles: Bubble[]): Panel | undefined {
  if (bubbles.length === phone.bubbles.length) return phone.panel;
  const lastOwn = bubbles.findLastIndex(({ from }) => from === "person");
  const open = bubbles.findLast((one, at) => at > lastOwn && one.choices.length > 0);
  if (open === undefined) return undefined;
  return phone.panel?.bubbleId === open.id ? phone.panel : { bubbleId: open.id, selected: 0 };
}

function pressKey(model: Model, key: KeyName, text: string): Step {
  const phone = model.phones[model.focus];
  switch (key) {
    case "interrupt":
      return { model, effects: [{ kind: "quit" }] };
    case "escape":
      return escape(model, phone);
    case "tab":
      return changePhone(model);
    case "text":
      return type(model, phone, text);
    case "enter":
      return enter(model, phone);
    case "backspace":
      return stay(withPhone(model, { draft: withoutLast(phone.draft) }));
    case "up":
    case "down":
      return stay(withPhone(model, move(phone, key === "up" ? -1 : 1)));
    case "left":
    case "right":
      return stay(withPhone(model, otherMessage(phone, key === "left" ? -1 : 1)));
    case "pageUp":
    case "pageDown":
      return stay(withPhone(model, scroll(phone, key === "pageUp" ? 10 : -10)));
    default:
      return unreachable(key);
  }
}

/** Draft, choices, program: whichever is in front. */
function escape(model: Model, phone: PhoneModel): Step {
  if (phone.draft !== "") return stay(withPhone(model, { draft: "" }));
  if (phone.panel !== undefined) return stay(withPhone(model, { panel: undefined }));
  return { model, effects: [{ kind: "quit" }] };
}

function changePhone(model: Model): Step {
  const focus: Role = model.focus === "customer" ? "owner" : "customer";
  const seen = withPhone({ ...model, focus }, { unread: 0 });
  return { model: seen, effects: [{ kind: "look", role: focus }] };
}

function type(model: Model, phone: PhoneModel, text: string): Step {
  if (phone.draft === "" && /^\d$/.test(text)) {
    // The tenth row has the key 0.
    const tapped = tap(model, phone, text === "0" ? 9 : Number(text) - 1);
    if (tapped !== undefined) return tapped;
  }
  return stay(withPhone(model, { draft: phone.draft + text }));
}

function enter(model: Model, phone: PhoneModel): Step {
  const draft = phone.draft.trim();
  if (draft === "") return tap(model, phone, phone.panel?.selected ?? 0) ?? stay(model);
  const typed = readTyped(draft, undefined);
  return {
    model: withPhone(model, { draft: "", scroll: 0 }),
    effects: [{ kind: "perform", role: model.focus, typed }],
  };
}

function tap(model: Model, phone: PhoneModel, index: number): Step | undefined {
  const bubble = panelBubble(phone);
  const choice = bubble?.choices[index];
  if (bubble === undefined || choice === undefined) return undefined;
  return {
    model: withPhone(model, { panel: undefined, scroll: 0 }),
    effects: [
      { kind: "perform", role: model.focus, typed: { kind: "tap", bubbleId: bubble.id, choice } },
    ],
  };
}

function move(phone: PhoneModel, by: 1 | -1): Partial<PhoneModel> {
  const bubble = panelBubble(phone);
  if (bubble === undefined || phone.panel === undefined) return scroll(phone, -by);
  const count = bubble.choices.length;
  return { panel: { ...phone.panel, selected: (phone.panel.selected + by + count) % count } };
}

function scroll(phone: PhoneModel, by: number): Partial<PhoneModel> {
  return { scroll: Math.max(0, phone.scroll + by) };
}

/** Opens the choices of an older or newer message: people do tap on those. */
function otherMessage(phone: PhoneModel, by: 1 | -1): Partial<PhoneModel> {
  const all = phone.bubbles.filter((bubble) => bubble.choices.length > 0);
  const at = all.findIndex((bubble) => bubble.id === phone.panel?.bubbleId);
  const next = all[at === -1 ? all.length - 1 : at + by];
  return next === undefined ? {} : { panel: { bubbleId: next.id, selected: 0 } };
}

const graphemes = new Intl.Segmenter("es", { granularity: "grapheme" });

/** Without its last letter, an emoji being one. */
function withoutLast(text: string): string {
  const all = [...graphemes.segment(text)];
  return text.slice(0, all.at(-1)?.index ?? 0);
}
