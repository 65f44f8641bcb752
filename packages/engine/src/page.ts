import type { Choice, FlowEvent } from "./screen.ts";

/** The engine's own event: the next page of a screen's choices. */
export const moreEvent: FlowEvent = { type: "engine.more" };

type Choices = readonly Choice<FlowEvent>[];

/**
 * The choices of one page. All of them where they fit in `rows`; otherwise the pinned ones on every page, at
 * their place, and a row that leads to the next page, from the last one to the first.
 */
export function pageOf(
  choices: Choices,
  page: number,
  how: { rows: number; more: string },
): Choices {
  if (choices.length <= how.rows) return choices;
  // One row for "more" and one at least for what is paged.
  const pinned = new Set(choices.filter((choice) => choice.pinned).slice(0, how.rows - 2));
  const paged = choices.filter((choice) => !pinned.has(choice));
  const perPage = how.rows - 1 - pinned.size;
  const from = (page % Math.ceil(paged.length / perPage)) * perPage;
  const shown = new Set([...pinned, ...paged.slice(from, from + perPage)]);
  const last = paged[Math.min(from + perPage, paged.length) - 1];
  const more: Choice<FlowEvent> = { label: how.more, event: moreEvent };
  return choices
    .filter((choice) => shown.has(choice))
    .flatMap((choice) => (choice === last ? [choice, more] : [choice]));
}
