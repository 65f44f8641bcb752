export { openDatabase } from "./database.ts";
export type { Database, DatabaseOptions } from "./database.ts";
export type { Scope, Session, Tx } from "./session.ts";
