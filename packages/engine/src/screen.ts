import type { Template } from "./message.ts";

/** Every event of a flow: a dotted name and JSON. */
export type FlowEvent = { type: string };

/** One thing a screen offers: a label and the event that it stands for. */
export type Choice<E extends FlowEvent> = {
  label: string;
  /** Second line of a row. A screen with descriptions becomes a list. */
  description?: string;
  /** Heading that groups rows of a list. */
  section?: string;
  event: E;
  /** Stands on every page. */
  pinned?: boolean;
  /** Other words that mean the same when typed, besides the label ("retiro", "paso a buscarlo"). */
  words?: readonly string[];
};

/**
 * Free input that a screen takes. It becomes `{type: event, …}` and is parsed by the flow's event
 * schema: `text` adds `text: string`, `number` adds `value: number`, `location` adds `latitude`,
 * `longitude`, `name?`, `address?`; `image` and `document` add `media`, `caption?`; `audio` adds
 * `media`; `cart` adds `items` and `text?`. A guard that refuses the event passes the input on to `listen`.
 */
export type Take<E extends FlowEvent> =
  | {
      kind: "text";
      event: E["type"];
      /** A short durable wait joins bubbles that follow each other. */ joins?: boolean;
    }
  | { kind: "number"; event: E["type"] }
  | { kind: "location"; event: E["type"] }
  | { kind: "image"; event: E["type"] }
  | { kind: "document"; event: E["type"] }
  | { kind: "audio"; event: E["type"] }
  | { kind: "cart"; event: E["type"] };

/** What a waiting state says and offers. All its choices: the engine pages them by the channel's limits. */
export type Screen<E extends FlowEvent> = {
  text: string;
  choices: readonly Choice<E>[];
  takes: readonly Take<E>[];
  /** Label of the button that opens a list. */
  opener?: string;
  footer?: string;
  /** Asks with the channel's own location button; then the choices are not drawn, but typed they work. */
  asksLocation?: boolean;
};

/**
 * What a `say` action adds to a turn. A plain string is a line that is merged with the screen;
 * a notice with choices is a message of its own, tappable later from whatever state accepts its
 * events; `template` replaces it when the person's 24-hour window is shut, its payloads being the
 * choices in order.
 */
export type Notice<E extends FlowEvent> = {
  text: string;
  choices?: readonly Choice<E>[];
  opener?: string;
  link?: { label: string; url: string };
  template?: Omit<Template, "payloads"> & { choices: readonly E[] };
};

export type Line<E extends FlowEvent> = string | Notice<E>;
