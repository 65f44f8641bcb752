import type { Choice, FlowEvent } from "./screen.ts";

type Choices = readonly Choice<FlowEvent>[];

/** The engine's own event: this page of this screen. A second tap, or one on an older message, shows the same. */
type PageEvent = FlowEvent & { screen: string; page: number };

const pageEventType = "engine.page";

/** How a screen's choices are paged: the channel's rows, the flow's word for the row that turns the page. */
export type Paging = { rows: number; more: string; screen: string; page: number };

/** The page that an event asks for; null for every other event. */
export function pageAskedBy(event: FlowEvent & Partial<PageEvent>): PageEvent | null {
  const { type, screen, page } = event;
  if (type !== pageEventType || typeof screen !== "string") return null;
  return typeof page === "number" && Number.isInteger(page) && page >= 0
    ? { type, screen, page }
    : null;
}

/**
 * The choices of one page. All of them where they fit in `rows`; otherwise the pinned ones on every page, at
 * their place, and a row that leads to the next page, from the last one to the first. Of two choices that
 * stand for the same event the first is kept: the provider refuses two rows with one id.
 */
export function pageOf(choices: Choices, { rows, more, screen, page }: Paging): Choices {
  const distinct = withoutRepeats(choices);
  if (distinct.length <= rows) return distinct;
  // One row turns the page, and at least one is paged.
  const pinned = new Set(distinct.filter((choice) => choice.pinned).slice(0, rows - 2));
  const paged = distinct.filter((choice) => !pinned.has(choice));
  const perPage = rows - 1 - pinned.size;
  const pages = Math.ceil(paged.length / perPage);
  const from = (page % pages) * perPage;
  const shown = new Set([...pinned, ...paged.slice(from, from + perPage)]);
  const last = paged[Math.min(from + perPage, paged.length) - 1];
  const event: PageEvent = { type: pageEventType, screen, page: (page + 1) % pages };
  return distinct
    .filter((choice) => shown.has(choice))
    .flatMap((choice) => (choice === last ? [choice, { label: more, event }] : [choice]));
}

function withoutRepeats(choices: Choices): Choices {
  const byEvent = new Map<string, Choice<FlowEvent>>();
  for (const choice of choices) {
    const key = JSON.stringify(choice.event);
    if (!byEvent.has(key)) byEvent.set(key, choice);
  }
  return [...byEvent.values()];
}
