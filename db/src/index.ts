export { createStore } from "./chat-store.ts";
export { advanceClock, keepClock, readClock, resumeClock, setClock } from "./clock.ts";
export { openDatabase } from "./database.ts";
export type { Database, DatabaseOptions } from "./database.ts";
export type { Scope, Session, Tx } from "./session.ts";
