import { defineFlow } from "@mostrador/engine";

import { ordering as copy } from "../copy/ordering.ts";
import * as changing from "./change-screens.ts";
import * as checkout from "./checkout-screens.ts";
import { orderingContextSchema } from "./context.ts";
import { orderingEventSchema } from "./events.ts";
import { orderExample } from "./lines.ts";
import { listen, words } from "./listen.ts";
import { orderingMachine } from "./machine.ts";
import { callPerson } from "./offers.ts";
import * as shopping from "./screens.ts";

const screens = {
  menu: shopping.menu,
  section: shopping.section,
  cart: shopping.cart,
  choosing: shopping.choosing,
  question: shopping.question,
  reminder: shopping.reminder,
  withPerson: shopping.withPerson,
  changeCart: changing.changeCart,
  changeLine: changing.changeLine,
  changeQuantity: changing.changeQuantity,
  changeVariant: changing.changeVariant,
  changeExtras: changing.changeExtras,
  changeNote: changing.changeNote,
  address: checkout.address,
  barrio: checkout.barrio,
  addressNumber: checkout.addressNumber,
  pin: checkout.pin,
  outOfZone: checkout.outOfZone,
  minimum: checkout.minimum,
  confirmation: checkout.confirmation,
  placed: checkout.placed,
  cancelCart: checkout.cancelCart,
  cancelOrder: checkout.cancelOrder,
};

/** A customer's chat. Facts: {@link Facts}; operations: `order.place`, `order.advance`, `order.latest`, `contact.find`. */
export const orderingFlow = defineFlow({
  id: "ordering",
  version: 1,
  kind: "conversation",
  machine: orderingMachine,
  context: orderingContextSchema,
  events: orderingEventSchema,
  screens,
  words,
  listen,
  replies: {
    misunderstood: (context, misses) => {
      const { first, second, third } = copy.misunderstood;
      if (misses === 1) return { text: first(orderExample(context)) };
      return misses === 2 ? { text: second } : { text: third, choice: callPerson };
    },
    stale: () => copy.stale,
    more: copy.more,
    opener: copy.section.opener,
  },
});
