import type { Remedy } from "@mostrador/engine";
import { describe, expect, test } from "vitest";
import { errorCodes } from "./error-codes.ts";
import type { Policy } from "./error-codes.ts";
import { refusalOf, remedyFor, remedyForStatus } from "./errors.ts";

/** What each policy may turn into. */
const promises: Record<Policy, (remedy: Remedy) => boolean> = {
  retry_backoff: (remedy) =>
    remedy.kind === "retry" && remedy.maxAttempts >= 3 && remedy.factor > 1,
  retry_limited: (remedy) => remedy.kind === "retry" && [2, 3].includes(remedy.maxAttempts),
  retry_pair: (remedy) =>
    remedy.kind === "retry" &&
    remedy.scope === "chat" &&
    remedy.baseMs === 1000 &&
    remedy.factor === 4,
  retry_alt_number: (remedy) => remedy.kind === "otherAddress",
  cooldown: (remedy) => remedy.kind === "coolDown" && remedy.ms >= 60_000,
  cooldown_24h: (remedy) => remedy.kind === "deadLetter" && !remedy.alert,
  switch_template: (remedy) => remedy.kind === "template",
  pause_number: (remedy) => remedy.kind === "pause" && remedy.scope === "number",
  pause_tenant: (remedy) => remedy.kind === "pause" && remedy.scope === "account",
  never: (remedy) => remedy.kind === "deadLetter" && !remedy.alert,
  never_alert: (remedy) => remedy.kind === "deadLetter" && remedy.alert,
};

describe("a code of Meta's", () => {
  test("is in the table once, and there are 80", () => {
    expect(errorCodes).toHaveLength(80);
    expect(new Set(errorCodes.map(({ code }) => code)).size).toBe(80);
  });

  test.each(errorCodes)("$code ($meaning) is handled as $policy", ({ code, policy }) => {
    expect(promises[policy](remedyFor(code))).toBe(true);
  });

  test.each([
    [4, "account"],
    [80007, "account"],
    [130429, "number"],
    [131056, "chat"],
    [131000, "chat"],
  ])("%i makes nobody wait but its %s", (code, scope) => {
    expect(remedyFor(code)).toMatchObject({ kind: "retry", scope });
  });

  test("is waited for as long as Meta says", () => {
    expect(remedyFor(133_015)).toMatchObject({ ms: 5 * 60_000 });
    expect(remedyFor(133_016)).toMatchObject({ ms: 72 * 3_600_000 });
  });

  test("for something that went wrong gets three tries, for a service that is down six", () => {
    expect(remedyFor(131_000)).toMatchObject({ maxAttempts: 3 });
    expect(remedyFor(131_016)).toMatchObject({ maxAttempts: 6 });
  });

  test("in a range is handled like its first", () => {
    expect([201, 250, 299].map(remedyFor)).toEqual([200, 200, 200].map(remedyFor));
    expect(remedyFor(147_005)).toEqual(remedyFor(147_001));
    expect(remedyFor(300)).not.toEqual(remedyFor(200));
  });

  test("that nobody knows gets three tries", () => {
    expect(remedyFor(987_654)).toMatchObject({ kind: "retry", scope: "chat", maxAttempts: 3 });
  });
});

describe("a refusal", () => {
  test("explains itself without the token and without anybody's number", () => {
    const details = "Malformed access token EAAGabcDEF12345 / tok_123: cannot reach 5491155550101";
    expect(refusalOf({ code: 190, message: "x", details }, "tok_123")).toEqual({
      code: "whatsapp.190",
      message: "Malformed access token [token] / [token]: cannot reach [number]",
      remedy: { kind: "pause", scope: "account" },
    });
  });

  test("without an error to read is judged by its HTTP status", () => {
    expect(remedyForStatus(401)).toEqual({ kind: "pause", scope: "account" });
    expect(remedyForStatus(429)).toMatchObject({ kind: "retry", scope: "number" });
    expect(remedyForStatus(503)).toMatchObject({ kind: "retry", scope: "chat" });
    expect(remedyForStatus(404)).toEqual({ kind: "deadLetter", alert: true });
  });
});
