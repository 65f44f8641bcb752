import { decodeChoice } from "./choice.ts";
import { cleanText, fold, nearly } from "./fold.ts";
import type { Flow } from "./flow.ts";
import type { Incoming } from "./message.ts";
import { pageAskedBy, pageOf } from "./page.ts";
import type { Choice, FlowEvent, Screen, Take } from "./screen.ts";
import { acceptable, type Frame } from "./standing.ts";
import { contextOf } from "./live.ts";
import { type Live } from "./xstate-adapter.ts";

/** What became of a person's message. */
export type Understood =
  | { kind: "events"; events: readonly FlowEvent[] }
  /** A bubble that waits for those that may follow it. */
  | { kind: "hold"; text: string }
  | { kind: "page"; page: number }
  | { kind: "stale" }
  | { kind: "silence" }
  | { kind: "nothing" };

/** Where the person stands when the message is read. */
export type Standing = {
  flow: Flow;
  live: Live;
  frame: Frame;
  screen: (Screen<FlowEvent> & { name: string }) | null;
  page: number;
};

/**
 * Reads a message in the fixed order: choice id, number or label typed, words valid everywhere, the
 * screen's free input, the flow's own parser. What the machine would refuse now goes on to the next.
 */
export function understand(content: Incoming, at: Standing): Understood {
  const heard = cleaned(content);
  if (heard.kind === "choice") return tapped(heard.choiceId, at);
  if (heard.kind !== "text") return taken(heard, at) ?? listened(heard, at);
  const joins = at.screen?.takes.some((take) => take.kind === "text" && take.joins === true);
  return (
    typed(heard.text, at) ?? (joins ? { kind: "hold", text: heard.text } : spoken(heard.text, at))
  );
}

/** Text that is no choice and no word, or bubbles joined: the screen's free input, then the parser. */
export function spoken(text: string, at: Standing): Understood {
  const heard: Incoming = { kind: "text", text };
  return taken(heard, at) ?? listened(heard, at);
}

function cleaned(content: Incoming): Incoming {
  if (content.kind === "text") return { ...content, text: cleanText(content.text) };
  if (content.kind === "location") return cleanedPin(content);
  if (!("caption" in content) || content.caption === undefined) return content;
  return { ...content, caption: cleanText(content.caption) };
}

function cleanedPin(pin: Extract<Incoming, { kind: "location" }>): Incoming {
  const { name, address, ...place } = pin;
  return {
    ...place,
    ...(name === undefined ? {} : { name: cleanText(name) }),
    ...(address === undefined ? {} : { address: cleanText(address) }),
  };
}

/** A tap counts for its event, however old the message is; what we did not write is a stale tap too. */
function tapped(wireId: string, at: Standing): Understood {
  const choice = decodeChoice(wireId);
  if (choice === null || choice.instance !== at.frame.instance) return { kind: "stale" };
  const asked = pageAskedBy(choice.event);
  if (asked !== null) {
    return asked.screen === at.screen?.name
      ? { kind: "page", page: asked.page }
      : { kind: "stale" };
  }
  const event = acceptable(at.flow, at.live, choice.event);
  return event === null ? { kind: "stale" } : { kind: "events", events: [event] };
}

function typed(text: string, at: Standing): Understood | null {
  const exact = fold(text);
  const isExact = (label: string) => exact !== "" && fold(label) === exact;
  const numbered = numberedChoice(text, at);
  const asChoice = chosen(numbered === null ? offered(at).filter(means(isExact)) : [numbered], at);
  if (asChoice !== null) return asChoice;
  for (const { words, event } of at.flow.words) {
    const accepted = words.some(isExact) ? acceptable(at.flow, at.live, event) : null;
    if (accepted !== null) return { kind: "events", events: [accepted] };
  }
  const near = offered(at).filter(means((label) => nearly(text, label)));
  return near.length === 1 ? chosen(near, at) : null;
}

function means(matches: (label: string) => boolean): (choice: Choice<FlowEvent>) => boolean {
  return (choice) => [choice.label, ...(choice.words ?? [])].some(matches);
}

/** Every choice of the screen, those of the page that is seen first. */
function offered(at: Standing): Choice<FlowEvent>[] {
  const choices = at.screen?.choices ?? [];
  const seen = visible(at);
  return [...seen, ...choices.filter((choice) => !seen.includes(choice))];
}

function visible(at: Standing): readonly Choice<FlowEvent>[] {
  if (at.screen === null) return [];
  const { rows } = at.frame.limits.list;
  const { name: screen, choices } = at.screen;
  return pageOf(choices, { rows, more: at.flow.replies.more, screen, page: at.page });
}

/** A number picks the nth row that is seen, unless the screen takes numbers or text for itself. */
function numberedChoice(text: string, at: Standing): Choice<FlowEvent> | null {
  const own = at.screen?.takes.some(({ kind }) => kind === "text" || kind === "number") ?? true;
  if (own || !/^\d{1,2}$/u.test(text)) return null;
  return visible(at)[Number(text) - 1] ?? null;
}

function chosen(candidates: readonly Choice<FlowEvent>[], at: Standing): Understood | null {
  for (const { event } of candidates) {
    const asked = pageAskedBy(event);
    if (asked !== null) return { kind: "page", page: asked.page };
    const accepted = acceptable(at.flow, at.live, event);
    if (accepted !== null) return { kind: "events", events: [accepted] };
  }
  return null;
}

function taken(heard: Incoming, at: Standing): Understood | null {
  for (const take of at.screen?.takes ?? []) {
    const input = inputOf(take, heard);
    const event =
      input === null ? null : acceptable(at.flow, at.live, { type: take.event, ...input });
    if (event !== null) return { kind: "events", events: [event] };
  }
  return null;
}

/** What the message holds for this take; null where it is of another kind. */
function inputOf(take: Take<FlowEvent>, heard: Incoming): object | null {
  if (take.kind === "number") return heard.kind === "text" ? numberIn(heard.text) : null;
  if (heard.kind !== take.kind) return null;
  switch (heard.kind) {
    case "audio":
      return { media: heard.media };
    case "image":
    case "document":
      return { media: heard.media, ...given("caption", heard.caption) };
    case "cart":
      return { items: heard.items, ...given("text", heard.text) };
    case "text":
      return { text: heard.text };
    case "location": {
      const { latitude, longitude, name, address } = heard;
      return { latitude, longitude, ...given("name", name), ...given("address", address) };
    }
    default:
      return null;
  }
}

function given(key: string, value: string | undefined): object {
  return value === undefined ? {} : { [key]: value };
}

/** "3", "2.500", "1,5": Argentine, so a point groups thousands and a comma begins the fraction. */
function numberIn(text: string): { value: number } | null {
  const match = /^(\d{1,3}(?:\.\d{3})+|\d{1,9})(?:,(\d{1,3}))?$/u.exec(text.replace(/^\$\s*/u, ""));
  if (match === null) return null;
  const [, whole = "", fraction = "0"] = match;
  return { value: Number(`${whole.replaceAll(".", "")}.${fraction}`) };
}

function listened(heard: Incoming, at: Standing): Understood {
  const accepts = (event: FlowEvent) => acceptable(at.flow, at.live, event) !== null;
  const meant = at.flow.listen(heard, { context: contextOf(at.live), accepts, screen: at.screen });
  if (meant.kind !== "events") return meant;
  const events = meant.events.slice(0, mostEvents);
  return events.some(accepts) ? { kind: "events", events } : { kind: "nothing" };
}

/** Events that one message may stand for. */
const mostEvents = 30;
