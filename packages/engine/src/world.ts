import type { ChatId } from "./ids.ts";

/** The chat an instance talks in. */
export type ChatView = {
  id: ChatId;
  /** May we write freely? True for 24 hours after the person's last message. */
  windowOpen: boolean;
  /** How the person calls themselves; data, never to be trusted. */
  personName?: string;
};

/**
 * All that a turn may know beyond its own context. Laid under `context.world` before the step and
 * taken out of the result: guards, assigns, delays and screens read it there.
 */
export type World<Facts> = {
  /** The shop's profile, catalogue and plan. Versioned and cached by the host, never stored in a snapshot. */
  facts: Facts;
  /** Milliseconds since 1970 by the database's clock. */
  now: number;
  /** Fresh random ids, for whoever must name something new. */
  ids: readonly string[];
  /** Null: an instance without a person. */
  chat: ChatView | null;
};

export type InWorld<Context, Facts> = Context & { world: World<Facts> };
