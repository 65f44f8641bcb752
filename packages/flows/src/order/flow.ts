import { defineFlow } from "@mostrador/engine";

import { orderContextSchema } from "./context.ts";
import { orderEventSchema } from "./events.ts";
import { orderMachine } from "./machine.ts";

/** One placed order, keyed by its id, in its customer's chat. Facts: {@link Facts}; it asks nothing of the domain. */
export const orderFlow = defineFlow({
  id: "order",
  version: 1,
  kind: "process",
  machine: orderMachine,
  context: orderContextSchema,
  events: orderEventSchema,
});
