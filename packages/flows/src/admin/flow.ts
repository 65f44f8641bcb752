import { defineFlow } from "@mostrador/engine";

import { admin as copy } from "../copy/admin.ts";
import { adminContextSchema } from "./context.ts";
import { adminEventSchema } from "./events.ts";
import { listen, words } from "./listen.ts";
import { adminMachine } from "./machine.ts";
import * as screen from "./screens.ts";

/** The chat of somebody of the shop's team. Facts: {@link Facts}; operations: `orders.open`, `order.advance`. */
export const adminFlow = defineFlow({
  id: "admin",
  version: 1,
  kind: "conversation",
  machine: adminMachine,
  context: adminContextSchema,
  events: adminEventSchema,
  screens: {
    desk: screen.desk,
    order: screen.order,
    orders: screen.orders,
    whichOrder: screen.whichOrder,
    askMinutes: screen.askMinutes,
    askReason: screen.askReason,
    askCancel: screen.askCancel,
  },
  words,
  listen,
  replies: {
    misunderstood: (_context, misses) => ({
      text: misses === 1 ? copy.misunderstood.first : copy.misunderstood.again,
    }),
    stale: () => copy.stale,
    more: copy.more,
    opener: copy.arrived.opener,
  },
});
