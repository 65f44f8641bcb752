// What does not belong here gets the right answer and changes nothing.

import { signBody } from "@mostrador/channels";
import { readDemoShop, seedShop } from "@mostrador/db";
import { encodeWebhook } from "@mostrador/simulator";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openWorld, signedRequest, webhookOf } from "./world.ts";
import type { World } from "./world.ts";

let world: World;
let url: string;
/** Another shop of ours, on a number of another app. */
const neighbour = { appId: "900000000000002", appSecret: "neighbour-secret", numberId: "" };
beforeAll(async () => {
  world = await openWorld();
  const { numberId } = await seedShop(world.database, world.vault, {
    profile: readDemoShop("brasa-burger"),
    credentials: { ...world.app, ...neighbour },
  });
  neighbour.numberId = numberId;
  ({ url } = await world.startServer());
  const marta = world.phone("Marta");
  await marta.says("hola");
  await marta.waitFor("asistente automático");
  await world.settled();
});
afterAll(() => world.close());

const counted = [
  "inbox",
  "instances",
  "journal",
  "outbox",
  "orders",
  "chats",
  "contacts",
  "contact_identities",
  "timers",
];

/** How many rows there are of everything that a message could leave behind. */
async function rows(): Promise<unknown> {
  const columns = counted.map((table) => `(select count(*) from ${table}) as ${table}`);
  return world.query(`select ${columns.join(", ")}`);
}

const hola = (change: object = {}) => ({
  contacts: [{ wa_id: "5491160099999", profile: { name: "Intruso" } }],
  messages: [
    {
      from: "5491160099999",
      id: "wamid.intruder",
      timestamp: "1795822200",
      type: "text",
      text: { body: "hola" },
      ...change,
    },
  ],
});

const path = () => `${url}/webhooks/whatsapp/${world.app.appId}`;
const post = (
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | undefined,
  target = path(),
) =>
  fetch(target, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(signature === undefined ? {} : { "x-hub-signature-256": signature }),
    },
  });
const sign = (body: string | Uint8Array, secret = world.app.appSecret) =>
  signBody(typeof body === "string" ? new TextEncoder().encode(body) : body, secret);
const signed = (body: string | Uint8Array<ArrayBuffer>) => post(body, sign(body));
const intrusion = () => encodeWebhook(webhookOf(hola()));

/** An object in an object in an object … */
const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;

const cases: { name: string; status: number; send: () => Promise<Response> }[] = [
  {
    name: "a signature made with another secret",
    status: 401,
    send: () => post(intrusion(), sign(intrusion(), "guessed")),
  },
  {
    name: "a signature of another app of ours",
    status: 401,
    send: () => post(intrusion(), sign(intrusion(), neighbour.appSecret)),
  },
  {
    name: "a signature of another body",
    status: 401,
    send: () => post(intrusion(), sign("{}")),
  },
  { name: "no signature", status: 401, send: () => post(intrusion(), undefined) },
  { name: "a signature that is none", status: 401, send: () => post(intrusion(), "sha256=zz") },
  {
    name: "an app that is not ours",
    status: 401,
    send: () => post(intrusion(), sign(intrusion()), `${url}/webhooks/whatsapp/1`),
  },
  { name: "garbage with a right signature", status: 400, send: () => signed("{no json") },
  {
    name: "bytes that are no text",
    status: 400,
    send: () => signed(new Uint8Array([0x22, 0xff, 0xfe, 0x22])),
  },
  { name: "nothing", status: 400, send: () => signed("") },
  { name: "a body of 10 MB", status: 413, send: () => signed(" ".repeat(10 * 1024 * 1024)) },
  { name: "JSON of another kind", status: 200, send: () => signed("[1, null, true]") },
  { name: "null", status: 200, send: () => signed("null") },
  { name: "nesting without end", status: 200, send: () => signed(deep) },
  {
    name: "a number that is not ours",
    status: 200,
    send: () => fetch(signedRequest(url, webhookOf(hola(), "999999999999999"))),
  },
  {
    name: "a number of another app of ours",
    status: 200,
    send: () => fetch(signedRequest(url, webhookOf(hola(), neighbour.numberId))),
  },
  {
    name: "a field that nobody knows",
    status: 200,
    send: () =>
      fetch(
        signedRequest(url, {
          object: "whatsapp_business_account",
          entry: [{ id: "1", changes: [{ field: "novelties", value: { a: 1 } }] }],
        }),
      ),
  },
  {
    name: "a status of a message that is not ours",
    status: 200,
    send: () =>
      fetch(
        signedRequest(
          url,
          webhookOf({
            statuses: [
              {
                id: "wamid.foreign",
                status: "delivered",
                timestamp: "1795822200",
                recipient_id: "1",
              },
            ],
          }),
        ),
      ),
  },
  {
    name: "a message without a sender",
    status: 200,
    send: () =>
      fetch(signedRequest(url, webhookOf({ messages: [{ id: "wamid.x", type: "text" }] }))),
  },
];

test.each(cases)("$name: $status, and nothing has changed", async ({ send, status }) => {
  const before = await rows();
  const response = await send();
  expect(response.status).toBe(status);
  // An answer tells neither a version nor a reason.
  expect((await response.text()).length).toBeLessThan(30);
  expect(response.headers.get("x-powered-by")).toBeNull();
  await world.settled();
  expect(await rows()).toEqual(before);
});

/** A person who has said hola. */
async function arrived() {
  const phone = world.phone("Ana");
  await phone.says("hola");
  await phone.waitFor("asistente automático");
  const message = (id: string, content: object) => ({
    from: phone.waId,
    id: `wamid.${id}`,
    timestamp: String(Math.floor(world.emulator.clock.now() / 1000)),
    ...content,
  });
  return { phone, message };
}

test("one message that cannot be read does not take the others with it", async () => {
  const { phone, message } = await arrived();
  const good = message("good", { type: "text", text: { body: "una muzzarella" } });
  const body = webhookOf({ messages: [{ type: 7, from: [] }, good, "text"] });
  expect((await fetch(signedRequest(url, body))).status).toBe(200);
  expect((await phone.waitFor("Llevás")).text).toContain("Muzzarella grande");
});

test("an unknown kind of message gets one answer, like any that we cannot read", async () => {
  const { phone, message } = await arrived();
  const body = webhookOf({
    messages: [message("new", { type: "hologram", hologram: { depth: 3 } })],
  });
  expect((await fetch(signedRequest(url, body))).status).toBe(200);
  await world.settled();
  expect((await phone.messages()).filter(({ from }) => from === "shop")).toHaveLength(2);
});

test("the handshake answers only who knows the token", async () => {
  const ask = (token: string) =>
    fetch(`${path()}?hub.mode=subscribe&hub.challenge=12345&hub.verify_token=${token}`);
  const right = await ask(world.app.verifyToken);
  expect([right.status, await right.text()]).toEqual([200, "12345"]);
  expect((await ask("guessed")).status).toBe(403);
});

test("in production there is no clock to move", async () => {
  const moved = await fetch(`${url}/dev/clock`, { method: "POST", body: '{"advanceMs":1000}' });
  expect(moved.status).toBe(404);
});
