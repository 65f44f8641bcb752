// The names that ordering's chart uses, bound to what they mean.

import { effectsOf } from "@mostrador/engine";
import { assertEvent, assign, setup } from "xstate";

import { ordering as copy } from "../copy/ordering.ts";
import type { Contact, OrderView } from "../operations.ts";
import { differences } from "./checkout.ts";
import type { OrderingContext } from "./context.ts";
import type { OrderingEvent, OrderingMachineEvent } from "./events.ts";
import { eventGuards, stateGuards } from "./guards.ts";
import * as line from "./lines.ts";
import * as memory from "./remember.ts";
import * as refusal from "./refusal.ts";
import * as request from "./requests.ts";
import { statusText } from "./order-status.ts";

const { say, write, signal, query, command, initial } = effectsOf<
  OrderingContext,
  OrderingEvent,
  OrderingMachineEvent
>();

const minute = 60_000;

/** Types a context that the world is still to be laid under. */
export const startWith = initial;

export type ScreenName =
  | "address"
  | "addressNumber"
  | "barrio"
  | "cancelCart"
  | "cancelOrder"
  | "cart"
  | "changeCart"
  | "changeExtras"
  | "changeLine"
  | "changeNote"
  | "changeQuantity"
  | "changeVariant"
  | "choosing"
  | "confirmation"
  | "menu"
  | "minimum"
  | "outOfZone"
  | "pin"
  | "placed"
  | "question"
  | "reminder"
  | "section"
  | "withPerson";

const chatOf = (context: OrderingContext) => context.world.chat?.id ?? "";

/** Types only: xstate reads none of it. */
const types: {
  context?: OrderingContext;
  events?: OrderingMachineEvent;
  meta?: { screen: ScreenName };
} = {};

export const orderingSetup = setup({
  types,
  actors: {
    placeOrder: command<OrderView>("order.place", ({ context }) => request.orderToPlace(context)),
    cancelOrder: command<OrderView>("order.advance", ({ context }) =>
      request.cancellation(context),
    ),
    readLatestOrder: query<{ order: OrderView | null }>("order.latest", ({ context }) => ({
      chat: chatOf(context),
    })),
    findContact: query<Contact>("contact.find", ({ context }) => ({ chat: chatOf(context) })),
  },
  delays: {
    /** Nothing came for so long that the cart seems forgotten. */
    cartAbandoned: 30 * minute,
    /** A person who took over has surely answered by then. */
    personIsDone: 120 * minute,
  },
  actions: {
    // The chat
    sayHello: say(({ context }) => line.hello(context)),
    sayWelcome: say(({ context }) => line.welcome(context)),
    rememberReminder: assign({ reminded: true }),
    rememberReason: assign(({ event }) => {
      assertEvent(event, "person.asked");
      return { reason: event.reason };
    }),
    signalPersonAsked: signal(({ context, event }) => request.personAsked(context, event)),
    sayReturned: say(() => copy.person.returned),

    // The cart
    forgetFinishing: assign({ finishing: false }),
    rememberFinishing: assign({ finishing: true }),
    rememberSection: assign(({ event }) => {
      assertEvent(event, "section.chosen");
      return { sectionId: event.sectionId };
    }),
    addProduct: assign(({ context, event }) => {
      assertEvent(event, "product.chosen");
      return memory.addProduct(context, event);
    }),
    sayProductAdded: say(({ context, event }) => {
      assertEvent(event, "product.chosen");
      return line.productAdded(context, event);
    }),
    addItems: assign(({ context, event }) => {
      assertEvent(event, "items.named");
      return memory.addItems(context, event);
    }),
    sayItemsChanged: say(({ context, event }) => {
      assertEvent(event, "items.named");
      return line.itemsChanged(context, event);
    }),
    rememberUnclear: assign(({ context, event }) => {
      assertEvent(event, "product.unclear");
      return { unclear: [...context.unclear, ...event.unclear] };
    }),
    forgetUnclear: assign(({ context }) => ({ unclear: context.unclear.slice(1) })),
    sayAmountUnclear: say(({ context, event }) => {
      assertEvent(event, "amount.unclear");
      return line.amountUnclear(context, event);
    }),
    sayNothingToFinish: say(() => copy.cart.empty),
    sayCartLines: say(({ context }) => line.cartLines(context)),
    dropCart: assign(({ context }) => memory.dropCart(context)),
    sayCartDropped: say(() => copy.cancel.cartDropped),
    removeSoldOut: assign(({ context }) => memory.removeSoldOut(context)),
    saySoldOut: say(({ context }) => line.soldOut(context)),

    // One line of it
    rememberLine: assign(({ event }) => {
      assertEvent(event, "line.chosen");
      return { lineId: event.lineId };
    }),
    removeLine: assign(({ context, event }) => {
      assertEvent(event, "line.removed");
      return memory.removeChosenLine(context, event);
    }),
    sayLineRemoved: say(({ context, event }) => {
      assertEvent(event, "line.removed");
      return line.lineRemoved(context, event);
    }),
    rememberQuantity: assign(({ context, event }) => {
      assertEvent(event, "quantity.given");
      return memory.rememberQuantity(context, event);
    }),
    sayQuantity: say(({ context, event }) => {
      assertEvent(event, "quantity.given");
      return line.quantityChanged(context, event);
    }),
    rememberVariant: assign(({ context, event }) => {
      assertEvent(event, "variant.chosen");
      return memory.rememberVariant(context, event);
    }),
    sayVariant: say(({ context, event }) => {
      assertEvent(event, "variant.chosen");
      return line.variantChanged(context, event);
    }),
    addOption: assign(({ context, event }) => {
      assertEvent(event, "option.chosen");
      return memory.addOption(context, event);
    }),
    sayOptionAdded: say(({ context, event }) => {
      assertEvent(event, "option.chosen");
      return line.optionAdded(context, event);
    }),
    removeOption: assign(({ context, event }) => {
      assertEvent(event, "option.removed");
      return memory.removeOption(context, event);
    }),
    sayOptionRemoved: say(({ context, event }) => {
      assertEvent(event, "option.removed");
      return line.optionRemoved(context, event);
    }),
    rememberNote: assign(({ context, event }) => {
      assertEvent(event, "note.given");
      return memory.rememberNote(context, memory.noteText(event.text));
    }),
    sayNoteKept: say(({ event }) => {
      assertEvent(event, "note.given");
      return line.noteKept(event);
    }),
    forgetNote: assign(({ context }) => memory.rememberNote(context, null)),

    // Where it goes
    rememberPickup: assign(({ context }) => memory.rememberPickup(context)),
    rememberDelivery: assign(({ context }) => memory.rememberDelivery(context)),
    sayNoPickup: say(() => copy.address.noPickup),
    sayNoDelivery: say(({ context }) => line.noDelivery(context)),
    rememberAddress: assign(({ context, event }) => {
      assertEvent(event, ["address.given", "address.typed"]);
      return memory.rememberAddress(context, event);
    }),
    forgetAddress: assign(({ context }) => memory.forgetAddress(context)),
    rememberBarrio: assign(({ context, event }) => {
      assertEvent(event, "barrio.named");
      return memory.rememberBarrio(context, event);
    }),
    rememberNumber: assign(({ context, event }) => {
      assertEvent(event, "number.given");
      return memory.rememberNumber(context, event);
    }),
    rememberLocation: assign(({ context, event }) => {
      assertEvent(event, "location.sent");
      return memory.rememberLocation(context, event);
    }),
    sayTakesNoOrders: say(({ context }) => line.takesNoOrders(context)),
    sayNoSchedule: say(() => copy.answers.noSchedule),

    // How it is paid
    rememberPayment: assign(({ context, event }) => {
      assertEvent(event, ["payment.named", "payment.confirmed"]);
      return { payment: event.method, finishing: context.cart.lines.length > 0 };
    }),
    sayPaymentUnavailable: say(({ context }) => line.paymentUnavailable(context)),
    rememberCash: assign(({ context, event }) => {
      assertEvent(event, "cash.named");
      return memory.rememberCash(context, event);
    }),
    writeCash: write("cash.remember", ({ context, event }) => {
      assertEvent(event, "cash.named");
      return { orderId: context.order?.id ?? "", cashCents: event.cents };
    }),
    signalCash: signal(({ context, event }) => {
      assertEvent(event, "cash.named");
      return request.cashNamed(context, event.cents);
    }),
    sayChange: say(({ context, event }) => {
      assertEvent(event, "cash.named");
      return line.changeNoted(context, event);
    }),
    sayCashShort: say(({ context, event }) => {
      assertEvent(event, "cash.named");
      return line.cashShort(context, event);
    }),
    sayWhatChanged: say(({ context, event }) => {
      assertEvent(event, "payment.confirmed");
      return line.changedSince(differences(context, event));
    }),
    sayNotConfirmed: say(() => copy.different.notTaken),

    // The order
    rememberOrder: assign(({ context, event }) => {
      assertEvent(event, "xstate.done.actor.placeOrder");
      return memory.rememberOrder(context, event.output);
    }),
    signalOrderPlaced: signal(({ context }) => request.orderPlaced(context)),
    sayOrderConfirmed: say(({ context }) => line.orderConfirmed(context)),
    sayRefusal: say(({ context, event }) => {
      assertEvent(event, "xstate.error.actor.placeOrder");
      return refusal.refusalText(context, event.error);
    }),
    removeRefused: assign(({ context, event }) => {
      assertEvent(event, "xstate.error.actor.placeOrder");
      return { cart: refusal.cartAfter(context, event.error) };
    }),
    rememberLatestOrder: assign(({ event }) => {
      assertEvent(event, [
        "xstate.done.actor.readLatestOrder",
        "xstate.done.actor.readOrderToCancel",
      ]);
      return { order: event.output.order };
    }),
    sayStatus: say(({ context }) => statusText(context, context.order)),
    rememberCancelled: assign(({ event }) => {
      assertEvent(event, "xstate.done.actor.cancelOrder");
      return { order: event.output };
    }),
    signalCancelled: signal(({ context }) => request.orderCancelled(context)),
    sayCancelled: say(({ context }) => copy.cancel.done(String(context.order?.number ?? ""))),
    sayTooLate: say(({ context }) => copy.cancel.tooLate(String(context.order?.number ?? ""))),
    sayNothingToCancel: say(() => copy.cancel.nothing),
    sayKept: say(() => copy.cancel.kept),

    // Answers
    sayHelp: say(({ context }) => line.help(context)),
    sayHours: say(({ context }) => line.hours(context)),
    sayZones: say(({ context }) => line.zones(context)),
    sayPlace: say(({ context }) => line.place(context)),
    sayPayments: say(({ context }) => line.paymentUnavailable(context)),
    sayPrices: say(({ context, event }) => {
      assertEvent(event, "price.asked");
      return line.prices(context, event);
    }),
    sayMedia: say(({ event }) => {
      assertEvent(event, "media.sent");
      return copy.media[event.kind];
    }),
    refuseMarketing: write("consent.change", ({ context }) => request.consent(context, false)),
    sayMarketingRefused: say(() => copy.answers.marketingRefused),
    acceptMarketing: write("consent.change", ({ context }) => request.consent(context, true)),
    sayMarketingAccepted: say(() => copy.answers.marketingAccepted),
  },
  guards: { ...stateGuards, ...eventGuards },
});
