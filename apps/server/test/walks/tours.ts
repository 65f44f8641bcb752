// Tours of a customer's chat with the demo shop: what they try, and what makes two conversations different.

import { shopSchema } from "@mostrador/commerce";
import { readDemoShop } from "@mostrador/db";
import type { ChatId } from "@mostrador/engine";
import { explore } from "@mostrador/engine/testing";
import type { Cases, Conversation, Exploring, Tour } from "@mostrador/engine/testing";
import type { Facts } from "@mostrador/flows";
import { orderingFlow } from "@mostrador/flows";

import { answers, latestOrder } from "./expected-domain.ts";
import { changesThatMatter, happenings } from "./happenings.ts";
import type { Happening } from "./happenings.ts";
import { handingOver, inputs, stale, waiting } from "./inputs.ts";

export const demoShop = "la-esquina";

/** Friday evening, not on the minute: what falls due exactly when the shop closes could go either way. */
export const evening = Date.parse("2026-11-27T20:31:07-03:00");

const facts: Facts = {
  shop: shopSchema.parse(readDemoShop(demoShop)),
  team: [{ role: "owner", name: "Rubén", chat: "owner" as ChatId }],
};

const text = (said: string) => ({ type: "sends", content: { kind: "text", text: said } }) as const;

type Happenings = Record<string, readonly Happening[]>;

const common = {
  facts,
  answers,
  happenings,
  now: evening,
  chat: { id: "customer" as ChatId, personName: "Marta" },
  abstract: abstractOf,
} as const;

/** Everything that a customer does, and what the shop does to an order. */
const eating: Exploring = {
  ...common,
  start: [
    text("hola"),
    text("una muzza y una coca de litro y medio a Castro Barros 432 Boedo"),
    { type: "sends", content: { kind: "sticker", media: { id: "1", mimeType: "image/webp" } } },
  ],
  cases: {
    inputs,
    stale,
    happenings: {
      placed: ["the shop accepts the order"],
      cancelOrder: ["the shop accepts the order"],
      cart: ["muzzarella is sold out"],
      confirmation: ["muzzarella is sold out"],
    } satisfies Happenings,
    perEvent: 1,
  },
};

/** The shop stops delivering, or handing out, or draws its zones anew, while somebody orders. */
const moving: Exploring = {
  ...common,
  start: text("hola"),
  cases: {
    inputs: handingOver,
    happenings: {
      menu: ["no more deliveries", "zones are drawn on a map"],
      outOfZone: ["no more deliveries"],
      address: ["no more pickups"],
    } satisfies Happenings,
    perEvent: 1,
  } satisfies Cases,
};

/** Friday morning: a cart may be filled and has to wait. */
const early: Exploring = {
  ...common,
  now: Date.parse("2026-11-27T09:31:07-03:00"),
  start: text("hola"),
  cases: { inputs: waiting, perEvent: 1 },
};

/** `how`: the conversation of a tour as it is made in memory; it begins at `startsAt`. */
export type Planned = { how: Exploring; startsAt: number; tour: Tour };

/** Tours that take every transition, and in every state every input, that these tables allow. */
export function planTours(): Planned[] {
  return [eating, moving, early].flatMap((how) => {
    const worth: Exploring["worth"] = (from, { step, transitions }) => [
      ...transitions,
      `${from.join()} ${JSON.stringify(step)}`,
    ];
    const startsAt = how.now ?? evening;
    return explore(orderingFlow, { ...how, worth }).tours.map((tour) => ({ how, startsAt, tour }));
  });
}

type Remembered = {
  cart: { lines: { productId: string; options: { optionId: string }[] }[] };
  finishing: boolean;
  fulfilment: string | null;
  address: unknown;
  barrio: string | null;
  unclear: unknown[];
  order: unknown;
};

/** What makes a difference to guards and screens. */
function abstractOf(context: Readonly<Record<string, unknown>>, chat: Conversation): unknown {
  const remembered = context as Remembered;
  const { cart, finishing, unclear, order } = remembered;
  // An order matters again when the next cart is gone.
  const status = cart.lines.length > 0 || order === null ? null : latestOrder(chat.past)?.status;
  return [
    cart.lines.length > 0 && (finishing ? "finishing" : "choosing"),
    whereOf(remembered),
    unclear.length > 0,
    status ?? null,
    changesThatMatter(chat, cart.lines),
    detailOf(chat, remembered),
  ];
}

function whereOf({ fulfilment, address, barrio }: Remembered): string {
  if (fulfilment === "pickup") return "pickup";
  if (address === null && barrio === null) return "unknown";
  if (fulfilment === null) return "as last time";
  return address === null || barrio === null ? "partly known" : "known";
}

/** What makes a difference at one screen only. */
function detailOf({ screen, snapshot }: Conversation, { cart }: Remembered): unknown {
  const held = snapshot?.held ?? [];
  if (held.length > 0) return held.length === 1 ? held : "several";
  if (screen === "question") return cart.lines.at(-1)?.productId ?? null;
  const aboutExtras = screen === "changeExtras" || screen === "cart";
  return aboutExtras ? (cart.lines.flatMap(({ options }) => options)[0]?.optionId ?? null) : null;
}
