// "Cambiar algo": which line, and what of it.

import {
  available,
  findProduct,
  groupLimits,
  groupsOf,
  lineName,
  priceLine,
} from "@mostrador/commerce";
import type { CartLine, Product } from "@mostrador/commerce";

import { lowerFirst, money, withoutParentheses } from "../copy/format.ts";
import { ordering as copy } from "../copy/ordering.ts";
import { choices as words } from "../copy/words.ts";
import { deliveryIsOffered } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import { cartLine, changeDone, otherAddress, pickup } from "./offers.ts";
import type { OrderingChoice } from "./offers.ts";
import { optionChoice } from "./screens.ts";
import type { OrderingScreen } from "./screens.ts";
import { thingOf } from "./wording.ts";

export function changeCart(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  return {
    text: copy.change.which,
    choices: [
      ...context.cart.lines.map((line) => cartLine(shop, line)),
      { label: copy.change.addMore, event: { type: "menu.asked" } },
      ...changeDelivery(context),
      { label: copy.change.empty, event: { type: "cancel.asked" } },
      changeDone,
    ],
    takes: [],
    opener: copy.change.opener,
  };
}

function changeDelivery(context: OrderingContext): OrderingChoice[] {
  const { shop } = context.world.facts;
  if (context.fulfilment === "pickup") {
    return deliveryIsOffered(shop)
      ? [{ label: copy.change.toDelivery, event: { type: "delivery.chosen" } }]
      : [];
  }
  if (context.fulfilment === null) return [];
  const toPickup = pickup(shop).map((choice) => ({ ...choice, label: copy.change.toPickup }));
  return [{ ...otherAddress, label: copy.change.address }, ...toPickup];
}

/** The line being changed. A screen may be drawn after it went: then there is nothing to say about it. */
function chosenLine(context: OrderingContext): { line: CartLine; product: Product } | null {
  const line = context.cart.lines.find(({ id }) => id === context.lineId);
  const product =
    line === undefined ? undefined : findProduct(context.world.facts.shop, line.productId);
  return line === undefined || product === undefined ? null : { line, product };
}

export function changeLine(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const chosen = chosenLine(context);
  if (chosen === null) return changeCart(context);
  const { line, product } = chosen;
  const hasVariants = available(product.variants ?? []).length > 1;
  const hasGroups = groupsOf(shop, product).length > 0;
  return {
    text: copy.change.line(thingOf(shop, line), money(priceLine(shop, line).totalCents)),
    choices: [
      { label: copy.change.quantity, event: { type: "quantity.asked" } },
      ...only(hasVariants, { label: copy.change.variant, event: { type: "variant.asked" } }),
      ...only(hasGroups, { label: copy.change.extras, event: { type: "extras.asked" } }),
      { label: copy.change.note, event: { type: "note.asked" } },
      {
        label: copy.change.remove,
        event: { type: "line.removed", lineId: line.id },
        words: ["sacar", "sacala", "sacalo", "sacá"],
      },
      changeDone,
    ],
    takes: [{ kind: "number", event: "quantity.given" }],
    opener: copy.change.opener,
  };
}

function only(condition: boolean, choice: OrderingChoice): OrderingChoice[] {
  return condition ? [choice] : [];
}

export function changeQuantity(context: OrderingContext): OrderingScreen {
  const chosen = chosenLine(context);
  if (chosen === null) return changeCart(context);
  const { line, product } = chosen;
  const step = product.unit === "kg" ? 0.5 : 1;
  const amounts = [1, 2, 3].map((times) => times * step).filter((value) => value !== line.quantity);
  return {
    text: copy.change.howMany(lineName(context.world.facts.shop, line)),
    choices: amounts.map((value) => ({
      label: String(value).replace(".", ","),
      event: { type: "quantity.given", value },
    })),
    takes: [{ kind: "number", event: "quantity.given" }],
  };
}

export function changeVariant(context: OrderingContext): OrderingScreen {
  const chosen = chosenLine(context);
  if (chosen === null) return changeCart(context);
  const { line, product } = chosen;
  return {
    text: copy.change.whichVariant(product.name),
    choices: [
      ...available(product.variants ?? [])
        .filter(({ id }) => id !== line.variantId)
        .map((variant): OrderingChoice => ({
          label: withoutParentheses(variant.name),
          description: money(variant.priceCents),
          event: { type: "variant.chosen", lineId: line.id, variantId: variant.id },
          words: variant.aliases ?? [],
        })),
      changeDone,
    ],
    takes: [],
    opener: copy.change.opener,
  };
}

export function changeExtras(context: OrderingContext): OrderingScreen {
  const { shop } = context.world.facts;
  const chosen = chosenLine(context);
  if (chosen === null) return changeCart(context);
  const { line, product } = chosen;
  const name = lineName(shop, line);
  return {
    text: copy.change.whichExtras(name, money(priceLine(shop, line).totalCents)),
    choices: [
      ...groupsOf(shop, product).flatMap((group) => {
        const { max } = groupLimits(group, line.variantId);
        const taken = line.options.filter(({ groupId }) => groupId === group.id);
        const room = max === 1 || taken.length < max;
        return available(group.options).flatMap((option): OrderingChoice[] => {
          const has = taken.some(({ optionId }) => optionId === option.id);
          if (has)
            return [removal(line, group.id, option)].map((choice) => ({
              ...choice,
              section: group.name,
            }));
          return room ? [{ ...optionChoice(line, group, option), section: group.name }] : [];
        });
      }),
      changeDone,
    ],
    takes: [],
    opener: copy.change.opener,
  };
}

function removal(
  line: CartLine,
  groupId: string,
  option: { id: string; name: string },
): OrderingChoice {
  return {
    label: copy.change.removeOption(lowerFirst(option.name)),
    event: { type: "option.removed", lineId: line.id, groupId, optionId: option.id },
  };
}

export function changeNote(context: OrderingContext): OrderingScreen {
  const chosen = chosenLine(context);
  if (chosen === null) return changeCart(context);
  return {
    text: copy.change.writeNote(lineName(context.world.facts.shop, chosen.line)),
    choices: [
      { label: copy.change.noNote, event: { type: "note.removed" }, words: words.no },
      changeDone,
    ],
    takes: [{ kind: "text", event: "note.given" }],
  };
}
