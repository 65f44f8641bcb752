import { expect, test } from "vitest";
import { verifyHandshake } from "./verify-token.ts";

const query = (changes: Record<string, string | null> = {}) => {
  const all = {
    "hub.mode": "subscribe",
    "hub.verify_token": "una-llave",
    "hub.challenge": "1158201444",
    ...changes,
  };
  const given = Object.entries(all).flatMap(([key, value]) =>
    value === null ? [] : [[key, value]],
  );
  return new URLSearchParams(given);
};

test("whoever knows the token gets the challenge back", () => {
  expect(verifyHandshake(query(), "una-llave")).toBe("1158201444");
});

test("nobody else gets anything", () => {
  const refused = [
    query({ "hub.verify_token": "otra-llave" }),
    query({ "hub.verify_token": "" }),
    query({ "hub.verify_token": null }),
    query({ "hub.mode": "unsubscribe" }),
    query({ "hub.mode": null }),
    query({ "hub.challenge": null }),
    query({ "hub.challenge": "1".repeat(257) }),
  ];
  expect(refused.map((each) => verifyHandshake(each, "una-llave"))).toEqual(
    refused.map(() => null),
  );
  expect(verifyHandshake(query({ "hub.verify_token": "" }), "")).toBeNull();
});
