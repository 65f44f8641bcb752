export type { Facts, TeamMember } from "./facts.ts";
export { commands, orderViewSchema, queries, writes } from "./operations.ts";
export type { Actor, AdvanceOrder, Contact, OrderView, PlaceOrder } from "./operations.ts";
export { orderingFlow } from "./ordering/flow.ts";
export { adminFlow } from "./admin/flow.ts";
export { orderFlow } from "./order/flow.ts";
