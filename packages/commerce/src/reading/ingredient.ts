import type { CartLine } from "../cart.ts";
import { fold } from "../fold.ts";
import { findProduct, groupsOf } from "../product.ts";
import type { Shop } from "../shop.ts";
import { soundOf } from "../spelling.ts";
import type { Operation } from "./reading.ts";
import { withOptions } from "./targets.ts";

function soundsIn(text: string): string[] {
  return fold(text).split(" ").map(soundOf);
}

/** The shop's own option for leaving it out ("Sin cebolla"). */
function withoutOption(shop: Shop, line: CartLine, sounds: readonly string[]) {
  const product = findProduct(shop, line.productId);
  const groups = product === undefined ? [] : groupsOf(shop, product);
  for (const group of groups) {
    const option = group.options.find(({ name, aliases }) =>
      [name, ...(aliases ?? [])].some((phrase) => {
        const [without, ...rest] = soundsIn(phrase);
        return without === "sin" && rest.some((sound) => sounds.includes(sound));
      }),
    );
    if (option !== undefined) return { groupId: group.id, optionId: option.id };
  }
  return null;
}

/**
 * An ingredient taken off a line, or off so many of it: by the shop's own option, else by a note to
 * the kitchen.
 */
export function withoutIngredient(
  shop: Shop,
  line: CartLine,
  { words, count }: { words: string; count: number | null },
): Operation[] {
  const sounds = soundsIn(words).filter((sound) => sound.length > 2);
  if (sounds.length === 0) return [];
  const option = withoutOption(shop, line, sounds);
  const note = [line.note, `sin ${words}`].filter((part) => part !== undefined).join(", ");
  const change = option === null ? { note } : { options: withOptions(shop, line, [option]) };
  if (count === null || count >= line.quantity)
    return [{ kind: "change", lineId: line.id, change }];
  const { id: lineId, ...rest } = line;
  return [
    { kind: "setQuantity", lineId, quantity: line.quantity - count },
    { kind: "add", line: { ...rest, ...change, quantity: count } },
  ];
}
