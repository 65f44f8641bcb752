// What the terminal phones show, as data.

import type { Bubble } from "../phone/bubble.ts";
import type { ChatView } from "../phone/phone.ts";
import type { Role, Stage } from "../stage.ts";
import type { Typed } from "../typed.ts";

/** The choices of one message, opened to be tapped. */
export type Panel = { bubbleId: string; selected: number };

export type PhoneModel = {
  name: string;
  bubbles: Bubble[];
  typing: boolean;
  draft: string;
  panel: Panel | undefined;
  /** Lines scrolled back from the newest. */
  scroll: number;
  /** Messages that came while the other phone was in hand. */
  unread: number;
};

export type Model = {
  shopName: string;
  focus: Role;
  columns: number;
  rows: number;
  nowMs: number;
  phones: Record<Role, PhoneModel>;
  notice: string | undefined;
};

export type KeyName =
  | "text"
  | "enter"
  | "tab"
  | "escape"
  | "interrupt"
  | "up"
  | "down"
  | "left"
  | "right"
  | "pageUp"
  | "pageDown"
  | "backspace";

export type Message =
  | { kind: "key"; key: KeyName; text: string }
  | { kind: "chat"; role: Role; view: ChatView }
  | { kind: "resized"; columns: number; rows: number }
  | { kind: "tick"; nowMs: number }
  | { kind: "failed"; reason: string };

export type Effect =
  | { kind: "perform"; role: Role; typed: Typed }
  /** The person sees the chat: what is there counts as read. */
  | { kind: "look"; role: Role }
  | { kind: "bell" }
  | { kind: "quit" };

export type Step = { model: Model; effects: Effect[] };

/** From here on both phones stand side by side. */
const twoPhonesColumns = 100;

export function showsBoth({ columns }: Model): boolean {
  return columns >= twoPhonesColumns;
}

export function initialModel(
  { shopName, actors }: Pick<Stage, "shopName" | "actors">,
  size: { columns: number; rows: number; nowMs: number },
): Model {
  const phone = (name: string): PhoneModel => {
    const empty = { bubbles: [], typing: false, draft: "", panel: undefined };
    return { name, ...empty, scroll: 0, unread: 0 };
  };
  return {
    shopName,
    focus: "customer",
    ...size,
    phones: { customer: phone(actors.customer.name), owner: phone(actors.owner.name) },
    notice: undefined,
  };
}

export function panelBubble({ bubbles, panel }: PhoneModel): Bubble | undefined {
  return bubbles.find((bubble) => bubble.id === panel?.bubbleId);
}
