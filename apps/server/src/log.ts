import { createHash } from "node:crypto";
import pino from "pino";

export type Log = pino.Logger;
export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/**
 * Structured JSON lines. Nothing that a person wrote, no name and no phone is ever a field: people
 * and messages appear as hashes.
 */
export function createLog(level: LogLevel, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // A second fence: what must never be logged is cut even if somebody logs it by mistake.
    redact: {
      paths: [
        "accessToken",
        "appSecret",
        "authorization",
        "text",
        "name",
        "phone",
        "*.accessToken",
        "*.text",
        "*.phone",
      ],
      censor: "[cut]",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Twelve hex digits that stand for a person or a message in logs; the same for the same one. */
export function hashedId(value: string): string {
  return createHash("sha256").update(value).digest("hex").slice(0, 12);
}
