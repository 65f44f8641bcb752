export { createStore } from "./chat-store.ts";
export { advanceClock, keepClock, readClock, resumeClock, setClock } from "./clock.ts";
export { rememberConsent } from "./consents.ts";
export { appointMember, findContactOfChat, relinkContact, resolveSender } from "./contacts.ts";
export type { ResolvedSender, Role, Sender } from "./contacts.ts";
export { openDatabase } from "./database.ts";
export type { Database, DatabaseOptions } from "./database.ts";
export { factsVersions, loadFacts } from "./facts.ts";
export type { ShopFacts } from "./facts.ts";
export { findAccessToken, findApp, findNumber } from "./numbers.ts";
export type { AppSecrets, OwnNumber } from "./numbers.ts";
export {
  advanceOrder,
  findLatestOrder,
  findOpenOrders,
  loadOrder,
  placeOrder,
  rememberCash,
} from "./orders.ts";
export type { NewOrder, OrderMove, StoredOrder } from "./orders.ts";
export { openVault, readMasterKey } from "./secrets.ts";
export type { MasterKey, Vault } from "./secrets.ts";
export { readDemoShop } from "./seed/demo-shops.ts";
export { seedShop } from "./seed/seed-shop.ts";
export type { NumberCredentials, SeededShop } from "./seed/seed-shop.ts";
export type { Scope, Session, Tx } from "./session.ts";
