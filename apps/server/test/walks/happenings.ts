// What the shop does while a customer is in the middle of something. In memory it changes facts; the walks do the
// same to the real shop.

import type { Shop } from "@mostrador/commerce";
import type { Conversation, ConversationOptions } from "@mostrador/engine/testing";
import type { Facts } from "@mostrador/flows";

const soldOutProduct = "pizza-muzzarella";

/** The shop as it is after a change of its own. */
export const changes = {
  "muzzarella is sold out": (shop) => ({
    ...shop,
    products: shop.products.map((product) =>
      product.id === soldOutProduct ? { ...product, available: false } : product,
    ),
  }),
  "no more deliveries": (shop) => ({
    ...shop,
    fulfillment: { ...shop.fulfillment, delivery: { enabled: false } },
  }),
  "no more pickups": (shop) => ({
    ...shop,
    fulfillment: { ...shop.fulfillment, pickup: { enabled: false } },
  }),
  "zones are drawn on a map": (shop) => ({
    ...shop,
    zones: shop.zones.slice(0, 1).map(({ id, name, feeCents, minOrderCents, etaMin }) => ({
      id,
      name,
      feeCents,
      minOrderCents,
      etaMin,
      kind: "radius" as const,
      radiusKm: 3,
    })),
  }),
} satisfies Record<string, (shop: Shop) => Shop>;

type Change = keyof typeof changes;
export type Happening = Change | "the shop accepts the order";

export function isChange(name: string): name is Change {
  return name in changes;
}

/** As a conversation in memory takes them. What becomes of the order, its answers find in the past. */
export const happenings: NonNullable<ConversationOptions["happenings"]> = {
  ...Object.fromEntries(
    Object.entries(changes).map(([name, change]) => [
      name,
      (chat: Conversation) => {
        const { shop, team } = chat.facts as Facts;
        chat.facts = { shop: change(shop), team } satisfies Facts;
      },
    ]),
  ),
  ["the shop accepts the order" satisfies Happening]: () => {},
};

/** What of these changes can still matter to a cart: the rest is as if it had not been. */
export function changesThatMatter(
  chat: Conversation,
  cart: readonly { productId: string }[],
): string[] {
  const soldOut: Change = "muzzarella is sold out";
  const gone = cart.some(({ productId }) => productId === soldOutProduct);
  const happened = chat.past.filter(({ kind }) => kind === "happened").map(({ name }) => name);
  const mattering = happened.filter((name) => isChange(name) && (name !== soldOut || gone));
  return [...new Set(mattering)].sort();
}
