// Carts in words.

import { findProduct, lineName, optionNames, priceCart, priceLine } from "@mostrador/commerce";
import type { Address, Cart, CartLine, Shop } from "@mostrador/commerce";

import { amount, list, lowerFirst, money } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import type { OrderingContext } from "./context.ts";

/** `2 Muzzarella grande (Doble muzzarella; sin aceitunas)` */
export function thingOf(shop: Shop, line: CartLine): string {
  const unit = findProduct(shop, line.productId)?.unit ?? "unidad";
  const details = [...optionNames(shop, line).map(lowerFirst), ...(line.note ?? "").split("\n")]
    .filter((detail) => detail !== "")
    .join("; ");
  const thing = copy.cart.thing(amount(line.quantity, unit), lineName(shop, line));
  return details === "" ? thing : copy.cart.detailed(thing, details);
}

export function thingsOf(shop: Shop, lines: readonly CartLine[]): string {
  return list(lines.map((line) => thingOf(shop, line)));
}

/** One line for each thing with its price, and what bundles save. */
export function pricedLines(shop: Shop, cart: Cart): string[] {
  const { adjustments } = priceCart(shop, cart);
  return [
    ...cart.lines.map((line) =>
      copy.cart.line(thingOf(shop, line), money(priceLine(shop, line).totalCents)),
    ),
    ...adjustments.map(({ name, savingCents }) => copy.cart.saving(name, money(savingCents))),
  ];
}

export function subtotal(context: OrderingContext): string {
  return money(priceCart(context.world.facts.shop, context.cart).subtotalCents);
}

type Sentence = (things: string) => string;

/** "Va 1 muzzarella", "Van 2 muzzarella". */
function agreeing(
  lines: readonly CartLine[],
  { one, many }: { one: Sentence; many: Sentence },
  shop: Shop,
): string {
  if (lines.length === 0) return "";
  const single = lines.length === 1 && lines.every(({ quantity }) => quantity <= 1);
  return (single ? one : many)(thingsOf(shop, lines));
}

/** What became of a cart, in one line: what came, what changed, what went. */
export function changesText(shop: Shop, before: Cart, after: Cart): string {
  const earlier = new Map(before.lines.map((line) => [line.id, line]));
  const kept = new Set(after.lines.map((line) => line.id));
  const added = after.lines.filter((line) => !earlier.has(line.id));
  const changed = after.lines.filter((line) => {
    const old = earlier.get(line.id);
    return old !== undefined && thingOf(shop, old) !== thingOf(shop, line);
  });
  const removed = before.lines.filter((line) => !kept.has(line.id));
  return [
    agreeing(added, { one: copy.cart.added, many: copy.cart.addedMany }, shop),
    agreeing(changed, { one: copy.cart.changed, many: copy.cart.changedMany }, shop),
    removed.length > 0 ? copy.cart.removed(thingsOf(shop, removed)) : "",
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** An address as it is read back: without the barrio, which is said beside it. */
export function addressText(address: Address | null, barrio: string | null): string {
  if (address === null) return barrio ?? "";
  const { street, number, floor, unit, raw } = address;
  if (street === undefined || number === undefined) return raw.replaceAll(/\s*\n\s*/g, ", ");
  return [street, number, `${floor ?? ""}${unit ?? ""}`].filter((part) => part !== "").join(" ");
}
