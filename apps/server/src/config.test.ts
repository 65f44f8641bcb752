import { expect, test } from "vitest";

import { ConfigError, readConfig } from "./config.ts";

const url = "postgres://user:hunter2@db:5432/mostrador";
const key = Buffer.alloc(32, 7).toString("base64");

/** What is wrong with it, a line each. */
function troublesOf(environment: Record<string, string>): string {
  try {
    readConfig(environment, "/root");
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

test("with nothing told it is a development server of this machine alone, against the emulator", () => {
  expect(readConfig({}, "/root")).toMatchObject({
    mode: "development",
    host: "127.0.0.1",
    database: { folder: "/root/.data/server" },
    masterKey: { file: "/root/.data/master.key" },
    graph: { baseUrl: "http://127.0.0.1:4000" },
    demo: { shop: "la-esquina", clock: { startAt: "2026-11-27T20:30:00-03:00" } },
  });
});

test("with a database it is production: Meta's API, no demo shop, no clock to move", () => {
  expect(readConfig({ DATABASE_URL: url, MASTER_KEY: key }, "/root")).toMatchObject({
    mode: "production",
    host: "0.0.0.0",
    database: { url, pool: 10 },
    masterKey: { value: key },
    graph: { baseUrl: "https://graph.facebook.com" },
    demo: null,
  });
});

test("an empty variable is one that was not filled in", () => {
  const empty = { DATABASE_URL: "", MASTER_KEY: "", PORT: "", WHATSAPP_APP_SECRET: "" };
  expect(readConfig(empty, "/root")).toEqual(readConfig({}, "/root"));
});

test("production makes up neither a database nor a key", () => {
  const troubles = troublesOf({ MOSTRADOR_MODE: "production" });
  expect(troubles).toContain("DATABASE_URL");
  expect(troubles).toContain("MASTER_KEY");
});

test("two keys leave open which one counts", () => {
  const both = { DATABASE_URL: url, MASTER_KEY: key, MASTER_KEY_FILE: "/key" };
  expect(troublesOf(both)).toContain("give one of them");
});

test.each([
  ["PORT", "http"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://user:hunter2@db/mostrador"],
  ["DATABASE_POOL", "1"],
  ["GRAPH_BASE_URL", "graph.facebook.com"],
  ["GRAPH_VERSION", "26"],
  ["LOG_LEVEL", "loud"],
  ["DEMO_CLOCK", "friday"],
  ["MASTER_KEY", "hunter2"],
  ["MOSTRADOR_MODE", "staging"],
  ["WHATSAPP_PHONE_NUMBER_ID", "+54 11 5000-1987"],
])("a %s that is no use is named, and its value kept out of the message", (name, value) => {
  const troubles = troublesOf({ [name]: value });
  expect(troubles).toContain(`  - ${name}: `);
  expect(troubles).not.toContain("hunter2");
});

test("every trouble is told at once", () => {
  const troubles = troublesOf({ PORT: "x", LOG_LEVEL: "loud", GRAPH_VERSION: "1" });
  expect(troubles.split("\n")).toHaveLength(4);
});
