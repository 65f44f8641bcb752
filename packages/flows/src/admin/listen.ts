// A sentence of the shop's people as events: which deed, which orders, in how many minutes, why.

import { fold } from "@mostrador/commerce";
import type { About, Heard, Incoming, WordRule } from "@mostrador/engine";

import * as phrases from "../copy/admin-words.ts";
import type { AdminContext } from "./context.ts";
import type { AdminEvent, Deed } from "./events.ts";

type HeardHere = Heard<AdminEvent>;

/** Orders that one sentence moves. Each needs two questions of the database. */
const mostOrders = 3;

export function listen(heard: Incoming, about: About<AdminContext, AdminEvent>): HeardHere {
  switch (heard.kind) {
    case "text":
      return listenToText(heard.text, about.context);
    case "opened":
      return { kind: "events", events: [{ type: "hello.said" }] };
    case "reaction":
    case "sticker":
    case "revoked":
    case "callPermission":
    case "choice":
      return { kind: "silence" };
    case "image":
    case "video":
    case "audio":
    case "document":
    case "location":
    case "contacts":
    case "cart":
    case "form":
    case "edited":
    case "unsupported":
      return { kind: "events", events: [{ type: "media.sent" }] };
  }
}

function listenToText(text: string, context: AdminContext): HeardHere {
  const folded = plain(text);
  if (folded === "" || phrases.courtesies.some((phrase) => plain(phrase) === folded)) {
    return { kind: "silence" };
  }
  const deed = deedIn(folded);
  if (deed === null) {
    const asksForOrders = phrases.orders.some((word) => folded.split(" ").includes(plain(word)));
    return asksForOrders
      ? { kind: "events", events: [{ type: "orders.asked" }] }
      : { kind: "nothing" };
  }
  const reason = deed === "refuse" || deed === "cancel" ? reasonIn(text) : null;
  const asked = figuresIn(plain(reason === null ? text : text.slice(0, text.indexOf(reason))));
  const { minutes, numbers } = deed === "accept" ? orMinutes(asked, context) : asked;
  const which = numbers.length === 0 ? [null] : numbers.slice(0, mostOrders);
  const events = which.map((number): AdminEvent => {
    return { type: "deed.worded", deed, number, minutes, reason };
  });
  return { kind: "events", events };
}

function plain(text: string): string {
  return fold(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}

function deedIn(folded: string): Deed | null {
  const words = folded.split(" ");
  const found = phrases.deeds.find(({ stems }) =>
    stems.some((stem) =>
      stem.includes(" ") ? folded.includes(stem) : words.some((word) => word.startsWith(stem)),
    ),
  );
  return found?.deed ?? null;
}

type Figures = { minutes: number | null; numbers: number[] };

/** "acepto el 1 en 30": thirty are minutes, because "en" or "min" says so. */
function figuresIn(folded: string): Figures {
  const timed = /\b(?:en|demora)\s+(\d{1,3})\b(?:\s*min\w*)?|\b(\d{1,3})\s*min\w*/.exec(folded);
  const rest = timed === null ? folded : folded.replace(timed[0], " ");
  const minutes = timed === null ? null : Number(timed[1] ?? timed[2]);
  const numbers = [...rest.matchAll(/\b\d{1,5}\b/g)].map(([figure]) => Number(figure));
  return { minutes, numbers: numbers.filter((number) => number > 0) };
}

/** "acepto 45": where no order that rings has that number, it is how long it takes. */
function orMinutes({ minutes, numbers }: Figures, { ringing }: AdminContext): Figures {
  const [only, ...others] = numbers;
  const isOrder = ringing.some(({ number }) => number === only);
  if (minutes !== null || only === undefined || others.length > 0 || isOrder) {
    return { minutes, numbers };
  }
  return only >= 10 && ringing.length > 0 ? { minutes: only, numbers: [] } : { minutes, numbers };
}

/** What stands after a comma, a colon, or "porque". */
function reasonIn(text: string): string | null {
  const match = /(?:[,:;]|\bporque\b|\bpor que\b|\bque\b)\s*(\p{L}.*)$/su.exec(text);
  const reason = match?.[1]?.trim() ?? "";
  return reason.length > 2 ? reason : null;
}

/** Whole messages that mean the same at every screen. */
export const words: readonly WordRule<AdminEvent>[] = [
  { words: phrases.orderLists, event: { type: "orders.asked" } },
  { words: phrases.help, event: { type: "help.asked" } },
  { words: phrases.greetings, event: { type: "hello.said" } },
];
