import { signBody } from "@mostrador/channels";
import type { WebhookItem } from "@mostrador/channels";
import { expect, test } from "vitest";

import { createLog } from "../log.ts";
import { createApp } from "./app.ts";
import type { DoorParts } from "./app.ts";

const secret = "s3cret";
const path = "/webhooks/whatsapp/7";
const body = '{"object":"whatsapp_business_account","entry":[]}';

function open(parts: Partial<DoorParts> & { door?: Partial<DoorParts["whatsapp"]> } = {}) {
  const lines: string[] = [];
  const received: WebhookItem[][] = [];
  const { door, ...others } = parts;
  const app = createApp({
    whatsapp: {
      credentialsOf: async (appId) =>
        appId === "7" ? { secrets: [secret], verifyToken: "verify-me" } : null,
      receive: async (_, items) => {
        received.push([...items]);
      },
      maxUnderWay: 2,
      ...door,
    },
    health: { ready: async () => true },
    devClock: null,
    log: createLog("info", { write: (line) => void lines.push(line) }),
    ...others,
  });
  const post = (content: RequestInit["body"], headers: Record<string, string> = {}) =>
    app.request(path, {
      method: "POST",
      body: content ?? null,
      headers: { "x-hub-signature-256": signBody(body, secret), ...headers },
      ...(content instanceof ReadableStream ? { duplex: "half" as const } : {}),
    });
  return { app, post, lines, received };
}

/** A body of unknown length that does not end before `finish`; counts how much of it was asked for. */
function slowBody() {
  let asked = 0;
  const { promise, resolve: finish } = Promise.withResolvers<void>();
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        asked += 1;
        await promise;
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, finish, asked: () => asked };
}

test("a signed webhook is received, a forged one is not", async () => {
  const { post, received } = open();
  expect((await post(body)).status).toBe(200);
  expect((await post(`${body} `)).status).toBe(401);
  expect(received).toHaveLength(1);
});

test("bodies that are still coming in count as under way, and nothing of one too many is read", async () => {
  const { post, lines } = open();
  const bodies = [slowBody(), slowBody(), slowBody()];
  const [first, second, third] = bodies.map(({ stream }) => post(stream));
  expect((await third)?.status).toBe(503);
  expect(bodies.map(({ asked }) => asked())).toEqual([1, 1, 0]);
  expect(lines.join("")).toContain("webhook.overloaded");
  for (const { finish } of bodies) finish();
  expect((await first)?.status).toBe(200);
  expect((await second)?.status).toBe(200);
  expect((await post(body)).status).toBe(200);
});

test("on no path of ours a body is read", async () => {
  const { app } = open();
  const { stream, asked } = slowBody();
  const answer = await app.request("/elsewhere", { method: "POST", body: stream, duplex: "half" });
  expect(answer.status).toBe(404);
  expect(asked()).toBe(0);
});

test("more than 3 MB is refused, whether its length is told or not", async () => {
  const { post, received } = open();
  const large = "x".repeat(3 * 1024 * 1024 + 1);
  expect((await post(large, { "content-length": String(large.length) })).status).toBe(413);
  expect((await post(new Blob([large]).stream())).status).toBe(413);
  expect(received).toEqual([]);
});

test("what could not be made durable gets a 503 and tells nobody why", async () => {
  const { post } = open({
    door: { receive: () => Promise.reject(new Error("password of postgres is wrong")) },
  });
  const answer = await post(body);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toBe("Service Unavailable");
});

test("a failure of ours shows neither stack nor reason nor version", async () => {
  const { post } = open({
    door: { credentialsOf: () => Promise.reject(new Error("no database at 10.0.0.7")) },
  });
  const answer = await post(body);
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe("Internal Server Error");
  expect(answer.headers.get("server")).toBeNull();
  expect(answer.headers.get("x-powered-by")).toBeNull();
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
});

test("the handshake echoes the challenge for the right token alone, and logs no token", async () => {
  const { app, lines } = open();
  const shake = (app_: string, token: string) =>
    app.request(
      `/webhooks/whatsapp/${app_}?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`,
    );
  const right = await shake("7", "verify-me");
  expect([right.status, await right.text()]).toEqual([200, "42"]);
  expect((await shake("7", "guess")).status).toBe(403);
  expect((await shake("8", "verify-me")).status).toBe(403);
  expect(lines.join("")).not.toMatch(/verify-me|guess/);
});

test("health says that the process lives, readiness that it may be sent traffic", async () => {
  const ready = async (answer: () => Promise<boolean>) =>
    (await open({ health: { ready: answer } }).app.request("/readyz")).status;
  const { app } = open({ health: { ready: async () => false } });
  expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok" });
  expect(await ready(async () => true)).toBe(200);
  expect(await ready(async () => false)).toBe(503);
  expect(await ready(() => Promise.reject(new Error("connection refused")))).toBe(503);
});

test("without a clock that may be moved there is no path to it", async () => {
  const move = { method: "POST", body: '{"advanceMs":1}' };
  expect((await open().app.request("/dev/clock", move)).status).toBe(404);
});

test("a development clock moves forward, within a year, and tells the workers", async () => {
  let now = 1000;
  let told = 0;
  const { app } = open({
    devClock: {
      now: async () => now,
      advance: async (ms) => {
        now += ms;
      },
      moved: () => {
        told += 1;
      },
    },
  });
  const move = (text: string) => app.request("/dev/clock", { method: "POST", body: text });
  expect(await (await move('{"advanceMs":60000}')).json()).toEqual({ now: 61_000 });
  const wrong = ["", "[]", '{"advanceMs":-1}', '{"advanceMs":1e12}', '{"advanceMs":1,"x":1}'];
  for (const text of wrong) expect((await move(text)).status).toBe(400);
  expect((await move(`{"advanceMs":1${" ".repeat(2000)}}`)).status).toBe(413);
  expect(await (await app.request("/dev/clock")).json()).toEqual({ now: 61_000 });
  expect(told).toBe(1);
});
