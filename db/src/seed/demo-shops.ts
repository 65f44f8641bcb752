import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../seed/shops");

/** Names of the demo shops. */
export function demoShopNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json") && file !== "schema.json")
    .map((file) => path.basename(file, ".json"))
    .sort();
}

/** A demo shop's profile, still to be parsed. Throws, naming those that are there. */
export function readDemoShop(name: string): unknown {
  const file = path.join(folder, `${path.basename(name)}.json`);
  if (!existsSync(file)) {
    throw new Error(`there is no demo shop ${name}; there are ${demoShopNames().join(", ")}`);
  }
  return JSON.parse(readFileSync(file, "utf8"));
}
