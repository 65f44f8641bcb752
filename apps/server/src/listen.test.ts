import http from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";

import { listen } from "./listen.ts";
import type { Listener } from "./listen.ts";

const opened: Listener[] = [];
afterEach(() => Promise.all(opened.splice(0).map((listener) => listener.close())));

async function open(
  fetch: (request: Request) => Promise<Response>,
  times: { graceMs?: number; requestTimeoutMs?: number } = {},
): Promise<Listener> {
  const onError = (error: Error) => expect.unreachable(error.message);
  const listener = await listen({ fetch, hostname: "127.0.0.1", port: 0, onError, ...times });
  opened.push(listener);
  return listener;
}

/** Over one connection that stays open. Resolves with status and the connection header. */
function get(port: number, agent: http.Agent): Promise<{ status: number; connection: string }> {
  return new Promise((resolve, reject) => {
    http
      .get({ port, agent, host: "127.0.0.1" }, (answer) => {
        const { statusCode: status = 0, headers } = answer;
        answer.resume();
        answer.on("end", () => resolve({ status, connection: headers.connection ?? "" }));
      })
      .on("error", reject);
  });
}

async function took(work: Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work;
  return performance.now() - before;
}

test("a request under way is answered, its connection ends with it, and closing waits for nothing else", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const listener = await open(async () => {
    arrive();
    await answered;
    return new Response("OK");
  });
  const agent = new http.Agent({ keepAlive: true });
  const underWay = get(listener.port, agent);
  await arrived;
  const closed = took(listener.close());
  answer();
  expect(await underWay).toEqual({ status: 200, connection: "close" });
  // Node would keep the connection for five seconds, and the listener with it.
  expect(await closed).toBeLessThan(1500);
  agent.destroy();
});

test("who does not let go of a request is cut off", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const listener = await open(
    () => {
      arrive();
      return new Promise(() => {});
    },
    { graceMs: 100 },
  );
  const agent = new http.Agent({ keepAlive: true });
  const hung = get(listener.port, agent).catch((error: Error) => error.message);
  await arrived;
  expect(await took(listener.close())).toBeLessThan(1500);
  expect(await hung).toBe("socket hang up");
  agent.destroy();
});

test("a request that trickles in is cut off", async () => {
  const listener = await open(async (request) => new Response(await request.text()), {
    requestTimeoutMs: 200,
  });
  const socket = connect(listener.port, "127.0.0.1");
  const ended = new Promise<string>((resolve) => {
    let heard = "";
    socket.on("data", (bytes) => (heard += bytes.toString()));
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
  socket.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\nhalf");
  expect(await took(ended)).toBeLessThan(3000);
  expect(await ended).toContain("408");
});

test("a port that is taken is told", async () => {
  const { port } = await open(async () => new Response("OK"));
  const second = listen({
    fetch: async () => new Response("OK"),
    hostname: "127.0.0.1",
    port,
    onError: () => {},
  });
  await expect(second).rejects.toThrow("EADDRINUSE");
});
