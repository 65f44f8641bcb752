import path from "node:path";
import type { NumberCredentials } from "@mostrador/db";
import { z } from "zod";
import type { ClockChoice } from "./clock.ts";

const level = z.enum(["silent", "error", "warn", "info", "debug"]);

/** When the clock of a development server begins: a Friday evening, the demo shop is open. */
const demoStart = "2026-11-27T20:30:00-03:00";

/** Meta's, or the emulator as `npm run emulator` starts it. */
const graphOf = {
  production: "https://graph.facebook.com",
  development: "http://127.0.0.1:4000",
};

const masterKeyBytes = 32;

/** What the environment may say. `.env.example` explains each. */
const environmentSchema = z.object({
  MOSTRADOR_MODE: z.enum(["production", "development"]).optional(),
  HOST: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  DATA_DIR: z.string().min(1).optional(),
  MASTER_KEY: z
    .string()
    .refine((text) => Buffer.from(text.trim(), "base64").length === masterKeyBytes, {
      message: `expected ${masterKeyBytes} bytes in base64 (openssl rand -base64 ${masterKeyBytes})`,
    })
    .optional(),
  MASTER_KEY_FILE: z.string().min(1).optional(),
  GRAPH_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  GRAPH_VERSION: z
    .string()
    .regex(/^v\d+\.\d+$/)
    .default("v26.0"),
  LOG_LEVEL: level.default("info"),
  DEMO_SHOP: z.string().min(1).default("la-esquina"),
  DEMO_CLOCK: z.union([z.literal("real"), z.iso.datetime({ offset: true })]).default(demoStart),
  WHATSAPP_APP_ID: z.string().min(1).default("900000000000001"),
  WHATSAPP_APP_SECRET: z.string().min(1).default("emulator-app-secret"),
  WHATSAPP_VERIFY_TOKEN: z.string().min(1).default("emulator-verify-token"),
  WHATSAPP_ACCESS_TOKEN: z.string().min(1).default("emulator-access-token"),
  WHATSAPP_PHONE_NUMBER_ID: z.string().regex(/^\d+$/).optional(),
});

export type ServerConfig = {
  mode: "production" | "development";
  host: string;
  port: number;
  database: { url: string; pool: number } | { folder: string };
  masterKey: { value: string } | { file: string };
  graph: { baseUrl: string; version: string };
  logLevel: z.infer<typeof level>;
  /** Null in production, whose shops are seeded or sign up. */
  demo: Demo | null;
};

/** A shop that a development server has from the start; without more, on the emulator's number. */
export type Demo = { shop: string; credentials: NumberCredentials; clock: ClockChoice };

/** The environment does not say what the server needs. `message` lists every trouble, a line each. */
export class ConfigError extends Error {
  constructor(troubles: readonly string[]) {
    super(
      `The configuration is not usable:\n${troubles.map((trouble) => `  - ${trouble}`).join("\n")}`,
    );
    this.name = "ConfigError";
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. Without `DATABASE_URL` it is a development server on an embedded
 * database below `root`; production has no embedded database and no key of its own making.
 */
export function readConfig(environment: Environment, root: string): ServerConfig {
  // An empty variable is one that was not filled in.
  const filled = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== ""),
  );
  const parsed = environmentSchema.safeParse(filled);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(({ path: at, message }) => `${at.join(".")}: ${message}`),
    );
  }
  const env = parsed.data;
  const mode =
    env.MOSTRADOR_MODE ?? (env.DATABASE_URL === undefined ? "development" : "production");
  const troubles: string[] = [];
  if (mode === "production" && env.DATABASE_URL === undefined) {
    troubles.push("DATABASE_URL: production needs a Postgres server");
  }
  if (env.MASTER_KEY !== undefined && env.MASTER_KEY_FILE !== undefined) {
    troubles.push("MASTER_KEY and MASTER_KEY_FILE: give one of them");
  }
  if (mode === "production" && env.MASTER_KEY === undefined && env.MASTER_KEY_FILE === undefined) {
    troubles.push(
      "MASTER_KEY: production needs the key that credentials are encrypted under (32 bytes, base64)",
    );
  }
  if (troubles.length > 0) throw new ConfigError(troubles);

  const folder = path.resolve(root, env.DATA_DIR ?? ".data/server");
  return {
    mode,
    host: env.HOST ?? (mode === "production" ? "0.0.0.0" : "127.0.0.1"),
    port: env.PORT,
    database:
      env.DATABASE_URL === undefined
        ? { folder }
        : { url: env.DATABASE_URL, pool: env.DATABASE_POOL },
    masterKey:
      env.MASTER_KEY === undefined
        ? { file: path.resolve(root, env.MASTER_KEY_FILE ?? path.join(folder, "..", "master.key")) }
        : { value: env.MASTER_KEY },
    graph: { baseUrl: env.GRAPH_BASE_URL ?? graphOf[mode], version: env.GRAPH_VERSION },
    logLevel: env.LOG_LEVEL,
    demo: mode === "development" ? demoOf(env) : null,
  };
}

function demoOf(env: z.infer<typeof environmentSchema>): Demo {
  const phoneNumberId = env.WHATSAPP_PHONE_NUMBER_ID;
  return {
    shop: env.DEMO_SHOP,
    clock: env.DEMO_CLOCK === "real" ? { real: true } : { startAt: env.DEMO_CLOCK },
    credentials: {
      appId: env.WHATSAPP_APP_ID,
      appSecret: env.WHATSAPP_APP_SECRET,
      verifyToken: env.WHATSAPP_VERIFY_TOKEN,
      accessToken: env.WHATSAPP_ACCESS_TOKEN,
      ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
    },
  };
}
