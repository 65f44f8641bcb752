export { freshDatabase, ownServer } from "./fresh-database.ts";
