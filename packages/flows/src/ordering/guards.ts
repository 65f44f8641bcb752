// The chart's guards: questions about what is known, and about what came in. True or false, nothing else.

import { assertEvent } from "xstate";

import * as check from "./checks.ts";
import {
  addressIsKnown,
  checkoutOf,
  deliveryGap,
  deliveryIsOffered,
  openQuestion,
  pickupIsOffered,
  soldOutLines,
  takesOrders,
} from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingMachineEvent } from "./events.ts";

type Seen = { context: OrderingContext };

/** Guards that look at what is known only. */
export const stateGuards = {
  cartHasLines: ({ context }: Seen) => context.cart.lines.length > 0,
  cartIsEmpty: ({ context }: Seen) => context.cart.lines.length === 0,
  somethingIsSoldOut: ({ context }: Seen) => soldOutLines(context).length > 0,
  somethingIsUnclear: ({ context }: Seen) => context.unclear.length > 0,
  lineIsIncomplete: ({ context }: Seen) => openQuestion(context) !== null,
  customerIsBrowsing: ({ context }: Seen) => !context.finishing,
  shopTakesNoOrders: ({ context }: Seen) => !takesOrders(context),
  onlyPickupIsOffered: ({ context }: Seen) =>
    context.fulfilment !== "pickup" &&
    !deliveryIsOffered(context.world.facts.shop) &&
    pickupIsOffered(context.world.facts.shop),
  deliveryIsUndecided: ({ context }: Seen) => context.fulfilment === null,
  addressIsMissing: ({ context }: Seen) => lacks(context, "address"),
  pinIsMissing: ({ context }: Seen) => lacks(context, "pin"),
  barrioIsMissing: ({ context }: Seen) => lacks(context, "barrio"),
  zoneIsUnserved: ({ context }: Seen) => lacks(context, "served zone"),
  numberIsMissing: ({ context }: Seen) => lacks(context, "number"),
  minimumIsMissing: ({ context }: Seen) =>
    (checkoutOf(context)?.quote.missingForMinimumCents ?? 0) > 0,
  pickupIsOffered: ({ context }: Seen) => pickupIsOffered(context.world.facts.shop),
  deliveryIsOffered: ({ context }: Seen) => deliveryIsOffered(context.world.facts.shop),
  addressIsKnown: ({ context }: Seen) => addressIsKnown(context),
  orderIsPlaced: ({ context }: Seen) => context.order !== null,
  /** One reminder for a cart, and only while it could be ordered. */
  reminderHelps: ({ context }: Seen) =>
    context.cart.lines.length > 0 && !context.reminded && takesOrders(context),
};

function lacks(context: OrderingContext, gap: ReturnType<typeof deliveryGap>): boolean {
  return context.fulfilment === "delivery" && deliveryGap(context) === gap;
}

type Given = { context: OrderingContext; event: OrderingMachineEvent };

/** Guards that look at what came in, too. */
export const eventGuards = {
  sectionIsServed: ({ context, event }: Given) => {
    assertEvent(event, "section.chosen");
    return check.sectionIsServed(context, event);
  },
  productIsSold: ({ context, event }: Given) => {
    assertEvent(event, "product.chosen");
    return check.productIsSold(context, event);
  },
  itemsMean: ({ context, event }: Given) => {
    assertEvent(event, "items.named");
    return check.itemsMean(context, event);
  },
  lineExists: ({ context, event }: Given) => {
    assertEvent(event, [
      "line.chosen",
      "line.removed",
      "variant.chosen",
      "option.chosen",
      "option.removed",
    ]);
    return check.lineExists(context, event);
  },
  quantityIsPlausible: ({ context, event }: Given) => {
    assertEvent(event, "quantity.given");
    return check.quantityIsPlausible(context, event);
  },
  textIsAddress: ({ context, event }: Given) => {
    assertEvent(event, "address.typed");
    return check.textIsAddress(context, event);
  },
  textHasNumber: ({ event }: Given) => {
    assertEvent(event, "number.given");
    return check.textHasNumber(event);
  },
  textIsNote: ({ event }: Given) => {
    assertEvent(event, "note.given");
    return check.textIsNote(event);
  },
  methodIsOffered: ({ context, event }: Given) => {
    assertEvent(event, ["payment.named", "payment.confirmed"]);
    return check.methodIsOffered(context, event);
  },
  confirmationHolds: ({ context, event }: Given) => {
    assertEvent(event, "payment.confirmed");
    return check.confirmationHolds(context, event);
  },
  cashCovers: ({ context, event }: Given) => {
    assertEvent(event, "cash.named");
    return check.cashCovers(context, event);
  },
  orderIsCancellable: ({ event }: Given) => {
    assertEvent(event, "xstate.done.actor.readOrderToCancel");
    return check.isCancellable(event.output.order);
  },
  orderIsRunning: ({ event }: Given) => {
    assertEvent(event, "xstate.done.actor.readOrderToCancel");
    return check.isRunning(event.output.order);
  },
};
