import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { freshDatabase } from "../testing/index.ts";
import { openDatabase } from "./database.ts";
import type { Database } from "./database.ts";
import { openVault, readMasterKey } from "./secrets.ts";

let fresh: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
const newKey = () => readMasterKey({ value: randomBytes(32).toString("base64") });

beforeAll(async () => {
  fresh = await freshDatabase();
  database = await openDatabase({ url: fresh.url, max: 2 });
});
afterAll(async () => {
  await database.close();
  await fresh.close();
});

test("a secret opens for what it was sealed for, and is not readable in between", async () => {
  const master = newKey();
  const vault = await openVault(database, master);
  const sealed = vault.seal("EAAG-token", "number/1/token");
  expect(sealed).not.toContain("EAAG");
  expect(vault.seal("EAAG-token", "number/1/token")).not.toBe(sealed);
  expect(vault.open(sealed, "number/1/token")).toBe("EAAG-token");
  expect(() => vault.open(sealed, "number/2/token")).toThrow("authenticate");
  expect(() => vault.open(`${sealed.slice(0, -4)}AAAA`, "number/1/token")).toThrow("authenticate");

  // Another process with the same master key reads it; one with another key does not start.
  const again = await openVault(database, master);
  expect(again.open(sealed, "number/1/token")).toBe("EAAG-token");
  await expect(openVault(database, newKey())).rejects.toThrow("master key");

  const next = newKey();
  await vault.rewrap(next);
  const rotated = await openVault(database, next);
  expect(rotated.open(sealed, "number/1/token")).toBe("EAAG-token");
  await expect(openVault(database, master)).rejects.toThrow("master key");
});

test("a master key of the wrong length is refused", () => {
  expect(() => readMasterKey({ value: "c2hvcnQ=" })).toThrow("5 bytes");
});
