// A customer's sentence as events: what the shop's reader understood, in the order in which it takes effect.

import {
  findBarrio,
  findProduct,
  fold,
  looksLikeAddress,
  parseMoney,
  productName,
  readOrder,
} from "@mostrador/commerce";
import type { Pending, Reading, Topic } from "@mostrador/commerce";
import type { About, Heard, Incoming, WordRule } from "@mostrador/engine";

import { courtesies, everywhere, greetings } from "../copy/words.ts";
import { openQuestion } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingEvent } from "./events.ts";

type Here = About<OrderingContext, OrderingEvent>;
type HeardHere = Heard<OrderingEvent>;

/** Prices that one answer tells. */
const mostPrices = 5;

const silence: HeardHere = { kind: "silence" };
const nothing: HeardHere = { kind: "nothing" };

export function listen(heard: Incoming, about: Here): HeardHere {
  // A person is answering: the assistant says nothing until it is called.
  if (about.accepts({ type: "bot.asked" })) return silence;
  switch (heard.kind) {
    case "text":
      return listenToText(heard.text, about);
    case "opened":
      return one({ type: "greeting.said" });
    case "sticker":
    case "reaction":
      return courtesy(about);
    case "revoked":
    case "callPermission":
    case "choice":
      return silence;
    case "image":
    case "video":
    case "document":
      return listenToCaption(heard.kind, heard.caption, about);
    case "audio":
    case "contacts":
    case "edited":
      return one({ type: "media.sent", kind: heard.kind });
    case "location":
      return one({
        type: "location.sent",
        latitude: heard.latitude,
        longitude: heard.longitude,
        ...(heard.address === undefined ? {} : { address: heard.address }),
      });
    case "cart":
      return listenToCart(heard.items, about);
    case "form":
    case "unsupported":
      return one({ type: "media.sent", kind: "unreadable" });
  }
}

function one(event: OrderingEvent): HeardHere {
  return { kind: "events", events: [event] };
}

/** The very first message of a chat is answered, whatever it is; later ones have a right to silence. */
function courtesy({ accepts }: Here): HeardHere {
  const begun: OrderingEvent = { type: "visit.begun" };
  return accepts(begun) ? one(begun) : silence;
}

function listenToCaption(
  kind: "image" | "video" | "document",
  caption: string | undefined,
  about: Here,
): HeardHere {
  const said = caption === undefined ? nothing : listenToText(caption, about);
  return said.kind === "events" ? said : one({ type: "media.sent", kind });
}

/** The channel's own cart: products by our ids, priced by us. */
function listenToCart(
  items: readonly { productId: string; quantity: number }[],
  { context }: Here,
): HeardHere {
  const { shop } = context.world.facts;
  const known = items.filter(({ productId }) => findProduct(shop, productId) !== undefined);
  const events = known.map(({ productId, quantity }): OrderingEvent => ({
    type: "product.chosen",
    productId,
    quantity,
  }));
  const missing = items.length - known.length;
  if (missing > 0) events.push({ type: "media.sent", kind: "unreadable" });
  return { kind: "events", events };
}

/** Letters and figures only: an emoji alone is no word at all. */
function plain(text: string): string {
  return fold(text)
    .replaceAll(/[^a-z0-9 ]+/g, "")
    .replaceAll(/ +/g, " ")
    .trim();
}

function isOneOf(phrases: readonly string[], text: string): boolean {
  const said = plain(text);
  return phrases.some((phrase) => plain(phrase) === said);
}

function listenToText(text: string, about: Here): HeardHere {
  if (isOneOf(greetings, text)) return one({ type: "greeting.said" });
  const politeness = plain(text) === "" || isOneOf(courtesies, text);
  if (politeness) return courtesy(about);
  const money = cashNamed(text, about);
  if (money !== null) return money;
  const { context } = about;
  const { facts, now } = context.world;
  const pending = pendingOf(context);
  const reading = readOrder(facts.shop, text, {
    cart: context.cart,
    nowMs: now,
    ...(pending === null ? {} : { pending }),
  });
  if (reading.topics.includes("hostile")) return nothing;
  const events = eventsOf(reading, text, about);
  if (events.length > 0) return { kind: "events", events };
  if (reading.topics.includes("thanks")) return silence;
  return placeNamed(text, about);
}

/** The line whose variant or option is being asked. */
function pendingOf(context: OrderingContext): Pending | null {
  const open = openQuestion(context);
  if (open === null) return null;
  const { line, question } = open;
  const missing = question.kind === "variant" ? "variant" : { groupId: question.group.id };
  return { line, lineId: line.id, missing };
}

/** A sum alone, where cash is being spoken of: "20 lucas". */
function cashNamed(text: string, { screen }: Here): HeardHere | null {
  const asked = screen?.choices.some(({ event }) => event.type === "cash.named") ?? false;
  const cents = asked ? parseMoney(text.replace(/^(?:pago\s+)?(?:con|justo con)\s+/i, "")) : null;
  return cents === null || cents <= 0 ? null : one({ type: "cash.named", cents });
}

/** Where a barrio is asked, a short text is one, served or not. */
function placeNamed(text: string, { screen }: Here): HeardHere {
  const asked = screen?.choices.some(({ event }) => event.type === "barrio.named") ?? false;
  const short = /^[\p{L}\s.'-]{3,40}$/u.test(text.trim());
  return asked && short ? one({ type: "barrio.named", barrio: text.trim() }) : nothing;
}

function eventsOf(reading: Reading, text: string, about: Here): OrderingEvent[] {
  const shopping = shoppingEvents(reading, about);
  const where = whereEvents(reading, about);
  const paying = paymentEvents(reading, about, shopping.length + where.length > 0);
  const asked = reading.topics.flatMap((topic) => topicEvent(topic, reading) ?? []);
  const time = reading.time === undefined && reading.day === undefined ? [] : [timeNamed];
  const all = [...shopping, ...where, ...time, ...paying, ...productsAsked(reading), ...asked];
  // "hola" before something else is only politeness; alone it is greeted.
  const greeted = all.length === 0 && reading.topics.includes("greeting") && text.length < 40;
  return greeted ? [{ type: "greeting.said" }] : all;
}

const timeNamed: OrderingEvent = { type: "time.named" };

function shoppingEvents(reading: Reading, { context }: Here): OrderingEvent[] {
  const { shop } = context.world.facts;
  const soldOut = reading.unavailable.map(({ productId, variantId }) => {
    const product = findProduct(shop, productId);
    return product === undefined ? productId : productName(product, variantId);
  });
  const { operations, unresolved } = reading;
  const events: OrderingEvent[] = [];
  if (operations.length + soldOut.length + unresolved.length > 0) {
    events.push({
      type: "items.named",
      operations,
      missing: unresolved,
      soldOut,
      brief: endsTheOrder(reading, context),
    });
  }
  const unclear = reading.clarify.filter((clarify) => clarify.kind === "product");
  if (unclear.length > 0) {
    events.push({
      type: "product.unclear",
      unclear: unclear.map(({ text, candidates, quantity }) => ({ text, candidates, quantity })),
    });
  }
  for (const clarify of reading.clarify) {
    if (clarify.kind === "unit") {
      events.push({ type: "amount.unclear", productId: clarify.productId, minimum: null });
    } else if (clarify.kind === "minimum") {
      const { productId, minimum } = clarify;
      events.push({ type: "amount.unclear", productId, minimum });
    }
  }
  return events;
}

/** Then its confirmation repeats the things, and a line about them would say them twice. */
function endsTheOrder(reading: Reading, context: OrderingContext): boolean {
  if (reading.clarify.length > 0 || context.cart.lines.length > 0) return false;
  if (reading.pickup === true) return true;
  const { address } = reading;
  const { shop } = context.world.facts;
  return address !== undefined && findBarrio(shop, address) !== null && looksLikeAddress(address);
}

function whereEvents(reading: Reading, about: Here): OrderingEvent[] {
  const { address, barrio, pickup, delivery } = reading;
  if (address !== undefined) {
    const { shop } = about.context.world.facts;
    // The reader may find the barrio apart from the street.
    const named = barrio === undefined || findBarrio(shop, address) !== null;
    return [{ type: "address.given", text: named ? address : `${address}, ${barrio}` }];
  }
  if (pickup === true) return [{ type: "pickup.chosen" }];
  if (
    barrio !== undefined &&
    about.screen?.choices.some(({ event }) => event.type === "barrio.named")
  ) {
    return [{ type: "barrio.named", barrio }];
  }
  return delivery === true ? [{ type: "delivery.chosen" }] : [];
}

/**
 * A way to pay named alone on the screen that confirms is the tap on it; in a longer sentence it is
 * only remembered, because the total that goes with it has not been seen.
 */
function paymentEvents(
  reading: Reading,
  { screen, context }: Here,
  more: boolean,
): OrderingEvent[] {
  const { payment, topics } = reading;
  const cash: OrderingEvent[] =
    payment?.cashCents === undefined ? [] : [{ type: "cash.named", cents: payment.cashCents }];
  const method = payment?.method ?? (payment === undefined ? undefined : "efectivo");
  const agreed = method === undefined && topics.includes("confirm") ? context.payment : method;
  const confirms = (screen?.choices ?? [])
    .map(({ event }) => event)
    .find((event) => event.type === "payment.confirmed" && event.method === agreed);
  if (!more && confirms !== undefined) return [...cash, confirms];
  if (method === undefined) return [];
  // Paying in cash needs no word of its own where the sum was named.
  return cash.length > 0 ? cash : [{ type: "payment.named", method }];
}

/** What a sentence is about, where that alone says what to do. */
const topicEvents: Partial<Record<Topic, OrderingEvent>> = {
  menu: { type: "menu.asked" },
  recommendation: { type: "menu.asked" },
  promos: { type: "menu.asked" },
  usual: { type: "menu.asked" },
  hours: { type: "hours.asked" },
  location: { type: "place.asked" },
  payments: { type: "payments.asked" },
  status: { type: "status.asked" },
  cartView: { type: "cart.asked" },
  cartClear: { type: "cancel.asked" },
  checkout: { type: "order.finished" },
  human: { type: "person.asked", reason: "person" },
  complaint: { type: "person.asked", reason: "complaint" },
  cancelOrder: { type: "cancel.asked" },
  optOut: { type: "marketing.refused" },
  personalData: { type: "person.asked", reason: "data" },
  regret: { type: "person.asked", reason: "regret" },
};

function topicEvent(topic: Topic, { address }: Reading): OrderingEvent | null {
  // "¿Llegan a Castro Barros 432?" is answered by taking the address.
  if (topic === "zones") return address === undefined ? { type: "zones.asked" } : null;
  return topicEvents[topic] ?? null;
}

/** "¿Cuánto sale la napo?", "¿tenés fugazzeta?" */
function productsAsked({ asked = [], topics, unavailable }: Reading): OrderingEvent[] {
  const productIds = asked.slice(0, mostPrices);
  if (productIds.length > 0) return [{ type: "price.asked", productIds }];
  return topics.includes("price") && unavailable.length === 0 ? [{ type: "menu.asked" }] : [];
}

/** Whole messages that mean the same at every screen. */
export const words: readonly WordRule<OrderingEvent>[] = [
  { words: everywhere.menu, event: { type: "menu.asked" } },
  { words: everywhere.cancel, event: { type: "cancel.asked" } },
  { words: everywhere.person, event: { type: "person.asked", reason: "person" } },
  { words: everywhere.help, event: { type: "help.asked" } },
  { words: everywhere.hours, event: { type: "hours.asked" } },
  { words: everywhere.zones, event: { type: "zones.asked" } },
  { words: everywhere.place, event: { type: "place.asked" } },
  { words: everywhere.status, event: { type: "status.asked" } },
  { words: everywhere.refuseMarketing, event: { type: "marketing.refused" } },
  { words: everywhere.acceptMarketing, event: { type: "marketing.accepted" } },
  { words: everywhere.erasure, event: { type: "person.asked", reason: "data" } },
  { words: everywhere.regret, event: { type: "person.asked", reason: "regret" } },
  { words: everywhere.cart, event: { type: "cart.asked" } },
];
