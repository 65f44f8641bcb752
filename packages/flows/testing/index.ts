export { adminCases, adminSituation } from "./admin-cases.ts";
export { cases } from "./cases.ts";
export { orderingCases, orderingSituation } from "./ordering-cases.ts";
