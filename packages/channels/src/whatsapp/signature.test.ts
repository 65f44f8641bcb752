import { describe, expect, test } from "vitest";
import { signBody, verifySignature } from "./signature.ts";

const body = Buffer.from('{"text":"\\u00bfTen\\u00e9s muzza?"}');

describe("the signature of a webhook", () => {
  test("agrees with a value computed by another tool", () => {
    // printf 'hola' | openssl dgst -sha256 -hmac secreto
    expect(signBody("hola", "secreto")).toBe(
      "sha256=066c767a010a01db3c26a63892788142a7add13214edfb9d6fb63a38cb2c1cce",
    );
  });

  test("is accepted where the bytes are those that were signed", () => {
    expect(verifySignature(body, signBody(body, "a"), ["a"])).toBe(true);
  });

  test("is accepted from the old and the new secret while one is rotated", () => {
    expect(verifySignature(body, signBody(body, "old"), ["new", "old"])).toBe(true);
    expect(verifySignature(body, signBody(body, "new"), ["new", "old"])).toBe(true);
    expect(verifySignature(body, signBody(body, "older"), ["new", "old"])).toBe(false);
  });

  test("is refused after one byte of the body changed, also by writing an accent otherwise", () => {
    const header = signBody(body, "a");
    expect(verifySignature('{"text":"¿Tenés muzza?"}', header, ["a"])).toBe(false);
    expect(verifySignature(Buffer.concat([body, Buffer.from(" ")]), header, ["a"])).toBe(false);
  });

  test("is refused when it is missing, malformed, or there is no secret to check it with", () => {
    const good = signBody(body, "a");
    const bad = [null, undefined, "", "sha256=", good.slice(0, -1), `${good}00`, good.slice(7)];
    for (const header of [...bad, good.replace("sha256", "sha1"), "sha256=" + "é".repeat(64)])
      expect(verifySignature(body, header, ["a"])).toBe(false);
    expect(verifySignature(body, good, [])).toBe(false);
    expect(verifySignature(body, signBody(body, ""), [""])).toBe(false);
  });
});
