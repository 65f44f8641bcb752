// What each waiting state says and offers: pure functions of the context with the world in it.

import { findProduct, lineName, menuRows, menuSections, productName } from "@mostrador/commerce";
import type { CartLine, MenuRow, ModifierGroup, ModifierOption, Shop } from "@mostrador/commerce";
import type { Screen } from "@mostrador/engine";

import { lowerFirst, money, withoutParentheses } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import { ownerName } from "../copy/shop.ts";
import { choices as words } from "../copy/words.ts";
import { openQuestion, takesOrders } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingEvent } from "./events.ts";
import { callPerson, changeSomething, finishOrder, sections } from "./offers.ts";
import type { OrderingChoice } from "./offers.ts";
import { changeHint, sectionText } from "./sizes.ts";
import { subtotal, thingsOf } from "./wording.ts";

export type OrderingScreen = Screen<OrderingEvent>;

export function menu(context: OrderingContext): OrderingScreen {
  const rows = sections(context);
  const open = takesOrders(context);
  const empty = context.cart.lines.length === 0;
  const invitation = empty ? copy.menu.text : copy.menu.withCart(subtotal(context));
  const text = rows.length === 0 ? copy.menu.empty : invitation;
  const started = empty ? [] : [finishOrder, changeSomething];
  return {
    text: open || rows.length === 0 ? text : `${text} ${copy.menu.whileClosed}`,
    choices: [...started, ...rows, { ...callPerson, pinned: true }],
    takes: [],
    opener: copy.menu.opener,
  };
}

function rowPrice(row: MenuRow): string {
  const price = money(row.priceCents);
  if (row.unit === "kg") return copy.section.pricePerKilo(price);
  return row.fromPrice ? copy.section.priceFrom(price) : price;
}

function productChoice(row: MenuRow): OrderingChoice {
  const { productId, variantId } = row;
  const price = rowPrice(row);
  return {
    label: row.title,
    description: row.name === row.title ? price : copy.section.description(price, row.name),
    event: { type: "product.chosen", productId, ...(variantId === undefined ? {} : { variantId }) },
  };
}

export function section(context: OrderingContext): OrderingScreen {
  const { facts, now } = context.world;
  const all = menuSections(facts.shop, now);
  const chosen = all.find(({ category }) => category.id === context.sectionId);
  const other: OrderingChoice = {
    label: copy.section.other,
    event: { type: "menu.asked" },
    words: words.back,
    pinned: true,
  };
  if (chosen === undefined) return { text: copy.section.gone, choices: [other], takes: [] };
  return {
    text: sectionText(chosen.category.name, chosen.products),
    choices: [...menuRows(chosen).map(productChoice), other],
    takes: [],
    opener: copy.section.opener,
  };
}

/** The answer to an addition: the total and the next list. A bare number is a quantity of what came last. */
export function cart(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const [only] = context.cart.revision === 1 ? context.cart.lines : [];
  const product = only === undefined ? undefined : findProduct(shop, only.productId);
  const hint = product === undefined ? "" : ` ${changeHint(product)}`;
  return {
    text: copy.cart.total(subtotal(context)) + hint,
    choices: [finishOrder, changeSomething, ...sections(context)],
    takes: [{ kind: "number", event: "quantity.given" }],
    opener: copy.cart.opener,
  };
}

/** Which of several products was meant. */
export function choosing(context: OrderingContext): OrderingScreen {
  const [unclear] = context.unclear;
  const none: OrderingChoice = {
    label: copy.unclear.none,
    event: { type: "unclear.dropped" },
    words: words.back,
    pinned: true,
  };
  const { shop } = context.world.facts;
  const candidates = unclear?.candidates ?? [];
  const titles = titlesOf(shop, candidates);
  return {
    text: copy.unclear.text(unclear?.text ?? ""),
    choices: [
      ...candidates.map((candidate): OrderingChoice => ({
        label: titles.get(candidate.productId) ?? candidate.productId,
        ...priced(shop, candidate),
        event: { type: "product.chosen", ...candidate, quantity: unclear?.quantity ?? 1 },
      })),
      none,
    ],
    takes: [],
    opener: copy.unclear.opener,
  };
}

type Candidate = OrderingContext["unclear"][number]["candidates"][number];

/** Titles that can be told apart, as the menu's own lists have them. */
function titlesOf(shop: Shop, candidates: readonly Candidate[]): Map<string, string> {
  const products = shop.products.filter(({ id }) =>
    candidates.some(({ productId }) => productId === id),
  );
  const titles = new Map(products.map(({ id, name }) => [id, name]));
  for (const category of shop.categories) {
    const section = products.filter(({ categoryId }) => categoryId === category.id);
    for (const { productId, title } of menuRows({ category, products: section })) {
      const single = section.find(({ id }) => id === productId)?.variants === undefined;
      if (single) titles.set(productId, title);
    }
  }
  for (const { productId, variantId } of candidates) {
    const product = findProduct(shop, productId);
    if (product !== undefined && variantId !== undefined) {
      titles.set(productId, productName(product, variantId));
    }
  }
  return titles;
}

function priced(shop: Shop, { productId, variantId }: Candidate): { description?: string } {
  const product = findProduct(shop, productId);
  if (product === undefined) return {};
  const prices = (product.variants ?? [])
    .filter(({ id }) => variantId === undefined || id === variantId)
    .map(({ priceCents }) => priceCents);
  const cents = product.priceCents ?? Math.min(...prices);
  const price = money(cents);
  const text = prices.length > 1 ? copy.section.priceFrom(price) : price;
  return { description: copy.section.description(text, productName(product, variantId)) };
}

/** Something compulsory of a line, one thing at a time. */
export function question(context: OrderingContext): OrderingScreen {
  const open = openQuestion(context);
  if (open === null) return { text: copy.change.which, choices: [changeSomething], takes: [] };
  const drop: OrderingChoice = {
    label: copy.question.drop,
    event: { type: "line.removed", lineId: open.line.id },
    words: words.no,
    pinned: true,
  };
  const { text, answers } = asked(context.world.facts.shop, open);
  return { text, choices: [...answers, drop], takes: [], opener: copy.question.opener };
}

type Open = NonNullable<ReturnType<typeof openQuestion>>;

function asked(shop: Shop, { line, question }: Open): { text: string; answers: OrderingChoice[] } {
  const name = lineName(shop, line);
  if (question.kind === "variant") {
    return {
      text: copy.question.variant(name),
      answers: question.variants.map((variant) => ({
        label: withoutParentheses(variant.name),
        description: money(variant.priceCents),
        event: { type: "variant.chosen", lineId: line.id, variantId: variant.id },
        words: variant.aliases ?? [],
      })),
    };
  }
  const { group, min, options } = question;
  const chosen = line.options.filter(({ groupId }) => groupId === group.id);
  const missing = min - chosen.length;
  return {
    text:
      missing > 1
        ? copy.question.groupOfMany(name, lowerFirst(group.name), String(missing))
        : copy.question.group(name, lowerFirst(group.name)),
    answers: options
      .filter(
        ({ id }) => group.repeatable === true || !chosen.some(({ optionId }) => optionId === id),
      )
      .map((option) => optionChoice(line, group, option)),
  };
}

/** Tapped, the option joins the line. */
export function optionChoice(
  line: CartLine,
  group: ModifierGroup,
  option: ModifierOption,
): OrderingChoice {
  return {
    label: option.name,
    ...(option.priceCents > 0
      ? { description: copy.question.extra(money(option.priceCents)) }
      : {}),
    event: { type: "option.chosen", lineId: line.id, groupId: group.id, optionId: option.id },
    words: option.aliases ?? [],
  };
}

/** One reminder for a cart that was left. */
export function reminder(context: OrderingContext): OrderingScreen {
  const things = thingsOf(context.world.facts.shop, context.cart.lines);
  const drop: OrderingChoice = {
    label: copy.reminder.drop,
    event: { type: "cart.emptied" },
    words: words.no,
  };
  return {
    text: copy.reminder.text(things, subtotal(context)),
    choices: [
      {
        ...finishOrder,
        words: [...words.finish.filter((word) => !words.no.includes(word)), ...words.yes],
      },
      changeSomething,
      drop,
    ],
    takes: [],
  };
}

/** The bot is silent while somebody of the shop answers. */
export function withPerson(context: OrderingContext): OrderingScreen {
  const name = ownerName(context.world.facts.shop);
  const texts = {
    person: copy.person.called,
    data: copy.person.data,
    regret: copy.person.regret,
    complaint: copy.person.complaint,
  };
  return {
    text: texts[context.reason](name),
    choices: [{ label: copy.person.back, event: { type: "bot.asked" }, words: words.bot }],
    takes: [],
  };
}
