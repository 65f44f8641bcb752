import net from "node:net";
import type { AddressInfo } from "node:net";
import type { BusinessId, ChatId, Outgoing, OutboxRow } from "@mostrador/engine";
import { afterEach, describe, expect, test } from "vitest";
import { describeChannel } from "../../testing/channel.contract.ts";
import type { ProviderMood } from "../../testing/channel.contract.ts";
import { accept, answerJson, refuse, startGraphServer } from "../../testing/graph-server.ts";
import type { GraphServer, Reaction } from "../../testing/graph-server.ts";
import { createWhatsappChannel } from "./client.ts";
import type { WhatsappOptions } from "./client.ts";

const accessToken = "tok_7f3b";
const business = "b1" as BusinessId;
const address = { number: "100000000000101", person: { phone: "5491155550101" } };
const row = (message: Outgoing = { kind: "text", text: "¡Hola!" }): OutboxRow => ({
  business,
  chat: "c1" as ChatId,
  id: "1a:4:0",
  position: 1,
  address,
  message,
  attempts: 0,
  repeated: false,
  traceId: "trace",
});

const servers: GraphServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function open(react: Reaction, more: Partial<WhatsappOptions> = {}) {
  const server = await startGraphServer(react);
  servers.push(server);
  const channel = createWhatsappChannel({
    credentials: async () => ({ accessToken }),
    baseUrl: server.url,
    version: "v26.0",
    timeoutMs: 150,
    ...more,
  });
  return { channel, server };
}

const moods: Record<ProviderMood, Reaction> = {
  accepts: (_seen, response) => accept(response),
  refuses: (_seen, response) => refuse(response, 131026),
  throttles: (_seen, response) => refuse(response, 130429),
  goesSilent: () => undefined,
  hangsUp: (_seen, response) => response.destroy(),
  mumbles: (_seen, response) => response.end("<html>OK</html>"),
  isAway: () => undefined,
};

describeChannel("whatsapp", async (mood) => {
  const away = mood === "isAway" ? { baseUrl: `http://127.0.0.1:${await freePort()}` } : {};
  const { channel, server } = await open(moods[mood], away);
  return { channel, row: row(), secret: accessToken, calls: () => server.seen.length };
});

/** Nobody listens there: it has just been closed. */
async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("a call to the Cloud API", () => {
  test("is a POST to the number with the business's token and our JSON", async () => {
    const asked: string[] = [];
    const credentials: WhatsappOptions["credentials"] = async (owner, number) => {
      asked.push(`${owner}/${number}`);
      return { accessToken };
    };
    const { channel, server } = await open(moods.accepts, { credentials });
    await expect(channel.send(row())).resolves.toEqual({ kind: "sent", providerId: "wamid.1" });
    const [call] = server.seen;
    expect(asked).toEqual(["b1/100000000000101"]);
    expect(call?.method).toBe("POST");
    expect(call?.path).toBe("/v26.0/100000000000101/messages");
    expect(call?.headers).toMatchObject({
      authorization: `Bearer ${accessToken}`,
      "content-type": "application/json",
    });
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      to: "+5491155550101",
      text: { body: "¡Hola!" },
      biz_opaque_callback_data: "1a:4:0",
    });
  });

  test("goes over one connection as long as calls follow each other", async () => {
    const { channel, server } = await open(moods.accepts);
    for (let count = 0; count < 5; count += 1) await channel.send(row());
    expect(server.seen).toHaveLength(5);
    expect(server.connections()).toBe(1);
  });

  test("takes any fetch, as of an app in the same process", async () => {
    const seen: Request[] = [];
    const fetch = async (request: Request) => {
      seen.push(request);
      return Response.json({ messages: [{ id: "wamid.2" }] });
    };
    const { channel } = await open(moods.accepts, { fetch });
    await expect(channel.send(row())).resolves.toEqual({ kind: "sent", providerId: "wamid.2" });
    expect(seen[0]?.headers.get("authorization")).toBe(`Bearer ${accessToken}`);
  });

  test("is given up after the timeout although its fetch never ends", async () => {
    const { channel } = await open(moods.accepts, { fetch: () => new Promise(() => undefined) });
    await expect(channel.send(row())).resolves.toEqual({ kind: "unknown", reason: "timeout" });
  });

  test("marks a message as read and shows the dots", async () => {
    const { channel, server } = await open((_seen, response) => {
      answerJson(response, 200, { success: true });
    });
    await channel.markRead(business, address, "wamid.in");
    expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.in",
      typing_indicator: { type: "text" },
    });
    const read = row({ kind: "read", messageId: "wamid.in", typing: false });
    await expect(channel.send(read)).resolves.toEqual({ kind: "sent", providerId: "1a:4:0" });
  });
});

describe("an answer", () => {
  const answered = async (react: Reaction) => (await open(react)).channel.send(row());

  test.each([
    [131047, { kind: "template" }],
    [190, { kind: "pause", scope: "account" }],
    [131042, { kind: "pause", scope: "number" }],
    [131056, { kind: "retry", scope: "chat" }],
    [131030, { kind: "otherAddress" }],
  ])("with code %i is told by its code, whatever its HTTP status", async (code, remedy) => {
    for (const status of [200, 400, 500]) {
      const result = await answered((_seen, response) => refuse(response, code, status));
      const message = `details of ${code}`;
      expect(result).toMatchObject({
        kind: "refused",
        refusal: { code: `whatsapp.${code}`, message, remedy },
      });
    }
  });

  test("that is no JSON is told by its HTTP status", async () => {
    const html = (status: number) =>
      answered((_seen, response) => response.writeHead(status).end("<h1>nginx</h1>"));
    expect(await html(500)).toMatchObject({
      kind: "refused",
      refusal: { code: "whatsapp.http-500", remedy: { kind: "retry" } },
    });
    expect(await html(404)).toMatchObject({
      refusal: { remedy: { kind: "deadLetter", alert: true } },
    });
    expect(await html(302)).toMatchObject({
      refusal: { remedy: { kind: "deadLetter", alert: true } },
    });
    expect(await html(504)).toEqual({ kind: "unknown", reason: "HTTP 504" });
    expect(await html(204)).toMatchObject({ kind: "unknown" });
  });

  test("that quotes the token is passed on without it", async () => {
    const error = { code: 190, message: `Malformed access token ${accessToken}` };
    const result = await answered((_seen, response) => answerJson(response, 401, { error }));
    expect(result).toMatchObject({ refusal: { message: "Malformed access token [token]" } });
  });

  test("without the message's id leaves open what became of it", async () => {
    for (const json of [{}, { messages: [] }, { messages: [{ id: null }] }, null, []]) {
      const result = await answered((_seen, response) => answerJson(response, 200, json));
      expect(result).toMatchObject({ kind: "unknown" });
    }
  });

  test("that breaks off, drips or never ends leaves it open as well", async () => {
    const broken = await answered((_seen, response) => {
      response.writeHead(200, { "content-length": 500 }).write('{"messages":');
      setTimeout(() => response.destroy(), 10);
    });
    expect(broken).toMatchObject({ kind: "unknown" });
    const endless = await answered((_seen, response) => {
      response.writeHead(200);
      const chunk = "x".repeat(200_000);
      const pour = () => response.write(chunk, (error) => (error ? undefined : setImmediate(pour)));
      pour();
    });
    expect(endless).toEqual({ kind: "unknown", reason: "RangeError" });
    const dripping = await answered((_seen, response) => void response.writeHead(200).write("{"));
    expect(dripping).toEqual({ kind: "unknown", reason: "timeout" });
  });
});

describe("before anything is sent", () => {
  const notSent = { kind: "refused", refusal: { remedy: { kind: "retry" } } };

  test("a host that does not exist has the message tried again", async () => {
    const { channel } = await open(moods.accepts, { baseUrl: "http://no-such-host.invalid" });
    expect(await channel.send(row())).toMatchObject(notSent);
  });

  test("a connection that is not made in time has the message tried again", async () => {
    // A server whose queue is full: the handshake of TLS never comes.
    const mute = net.createServer();
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const { port } = mute.address() as AddressInfo;
    const { channel } = await open(moods.accepts, { baseUrl: `https://127.0.0.1:${port}` });
    expect(await channel.send(row())).toMatchObject({
      kind: "refused",
      refusal: { code: "whatsapp.unreachable", message: "the provider was not reached: timeout" },
    });
    mute.close();
  });

  test("credentials that cannot be read have the message tried again", async () => {
    const credentials = () => Promise.reject(new Error(`cannot decrypt ${accessToken}`));
    const { channel, server } = await open(moods.accepts, { credentials });
    const result = await channel.send(row());
    expect(result).toMatchObject(notSent);
    expect(JSON.stringify(result)).not.toContain(accessToken);
    expect(server.seen).toEqual([]);
  });

  test("a token that no header can hold is not quoted", async () => {
    const credentials = async () => ({ accessToken: `${accessToken}\nX: y` });
    const { channel, server } = await open(moods.accepts, { credentials });
    const result = await channel.send(row());
    expect(result).toMatchObject({ kind: "refused" });
    expect(JSON.stringify(result)).not.toContain(accessToken);
    expect(server.seen).toEqual([]);
  });
});
