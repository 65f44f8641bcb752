import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Incoming } from "@mostrador/engine";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WebhookItem } from "./inbound/item.ts";
import { parseWebhook } from "./parse.ts";

type Fixture = { about: string; webhook: unknown; items: WebhookItem[] };

const folder = path.join(import.meta.dirname, "fixtures");
const fixtures = readdirSync(folder).map((file): Fixture & { file: string } => ({
  file,
  ...JSON.parse(readFileSync(path.join(folder, file), "utf8")),
}));

// A new kind is a compile error here, and then asks for a fixture.
const itemKinds = {
  message: true,
  echo: true,
  personChanged: true,
  status: true,
  templateStatus: true,
  templateQuality: true,
  templateCategory: true,
  templateComponents: true,
  accountUpdate: true,
  accountAlert: true,
  capability: true,
  numberQuality: true,
  numberName: true,
  security: true,
  marketingPreference: true,
  providerErrors: true,
  notification: true,
  unknown: true,
  unreadable: true,
} satisfies Record<WebhookItem["kind"], true>;

const contentKinds = {
  text: true,
  choice: true,
  location: true,
  image: true,
  video: true,
  audio: true,
  sticker: true,
  document: true,
  contacts: true,
  cart: true,
  reaction: true,
  form: true,
  callPermission: true,
  opened: true,
  edited: true,
  revoked: true,
  unsupported: true,
} satisfies Record<Incoming["kind"], true>;

const statuses = {
  sent: true,
  delivered: true,
  read: true,
  played: true,
  failed: true,
} satisfies Record<Extract<WebhookItem, { kind: "status" }>["status"], true>;

describe("every shape of a webhook", () => {
  test.each(fixtures)("$file: $about", ({ webhook, items }) => {
    expect(parseWebhook(webhook)).toEqual(items);
  });

  test("has a fixture for each kind of item, content and status", () => {
    const items = fixtures.flatMap((fixture) => fixture.items);
    const contents = items.flatMap((item) => (item.kind === "message" ? [item.content.kind] : []));
    const seen = items.flatMap((item) => (item.kind === "status" ? [item.status] : []));
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(Object.keys(itemKinds)));
    expect(new Set(contents)).toEqual(new Set(Object.keys(contentKinds)));
    expect(new Set(seen)).toEqual(new Set(Object.keys(statuses)));
  });

  test("is read the same when every absent key is null instead", () => {
    for (const { webhook, items } of fixtures.filter(({ file }) => file.startsWith("text"))) {
      const keys = ["referral", "errors", "group_id", "identity", "unheard_of"];
      const nulls = Object.fromEntries(keys.map((key) => [key, null]));
      const text = JSON.stringify(webhook).replace(
        '"from":',
        `${JSON.stringify(nulls).slice(1, -1)},"from":`,
      );
      expect(parseWebhook(JSON.parse(text))).toEqual(items);
    }
  });
});

const metadata = { display_phone_number: "541150001987", phone_number_id: "101" };
const said = (id: string, more: object = {}) => ({
  id,
  from: "5491155550101",
  timestamp: "1795822200",
  type: "text",
  text: { body: id },
  ...more,
});
const told = (id: string, more: object = {}) => ({
  id,
  status: "sent",
  timestamp: "1795822200",
  recipient_id: "5491155550101",
  ...more,
});
const change = (value: object, number = "101") => ({
  field: "messages",
  value: { metadata: { ...metadata, phone_number_id: number }, ...value },
});
const webhook = (...changes: object[]) => ({
  object: "whatsapp_business_account",
  entry: [{ id: "1", changes }],
});
const names = (body: unknown) =>
  parseWebhook(body).map((item) => {
    if (item.kind === "status") return item.providerId;
    return item.kind === "message" ? item.id : item.kind;
  });

describe("a batch", () => {
  test("gives all messages of all entries and changes in order, and the statuses after them", () => {
    const body = {
      object: "whatsapp_business_account",
      entry: [
        { id: "1", changes: [change({ statuses: [told("s1")], messages: [said("m1")] })] },
        {
          id: "2",
          changes: [
            change({ statuses: [told("s2"), told("s3")] }, "102"),
            change({ messages: [said("m2"), said("m3")] }, "102"),
          ],
        },
      ],
    };
    expect(names(body)).toEqual(["m1", "m2", "m3", "s1", "s2", "s3"]);
    expect(parseWebhook(body)[1]).toMatchObject({ phoneNumberId: "102" });
  });

  test("of a thousand updates with one bad apple loses only that one", () => {
    const messages: unknown[] = Array.from({ length: 1000 }, (_, index) => said(`m${index}`));
    messages[500] = { id: "bad", timestamp: "yesterday", from: "5491155550101", type: "text" };
    const items = parseWebhook(webhook(change({ messages })));
    expect(items.filter(({ kind }) => kind === "message")).toHaveLength(999);
    expect(items.filter(({ kind }) => kind === "unreadable")).toEqual([
      {
        kind: "unreadable",
        path: "entry[0].changes[0].messages[500]",
        reason: "timestamp: invalid_union",
      },
    ]);
  });

  test("is not spoilt by entries, changes or elements that are no objects", () => {
    const body = {
      object: "whatsapp_business_account",
      entry: [null, 7, { id: "1", changes: [null, "x", change({ messages: [[], said("m1")] })] }],
    };
    expect(names(body).filter((name) => name !== "unreadable")).toEqual(["m1"]);
  });
});

describe("a field that can be subscribed to", () => {
  test.each(
    `messages message_template_status_update message_template_quality_update template_category_update
    message_template_components_update account_update account_alerts account_review_update security
    business_capability_update phone_number_quality_update phone_number_name_update user_preferences
    history smb_app_state_sync smb_message_echoes flows calls group_lifecycle_update
    group_participants_update business_username_update business_username_updates automatic_events
    payment_configuration_update account_settings_update partner_solutions standby`.split(/\s+/),
  )("is known: %s", (field) => {
    const items = parseWebhook(webhook({ field, value: { metadata } }));
    expect(items.filter(({ kind }) => kind === "unknown")).toEqual([]);
  });
});

describe("the sender", () => {
  const contact = (wa_id: string, user_id?: string) => ({
    profile: { name: wa_id },
    wa_id,
    user_id,
  });
  const senders = (body: unknown) =>
    parseWebhook(body).flatMap((item) => (item.kind === "message" ? [item.sender] : []));

  test("is introduced by their own contact where there are several", () => {
    const messages = [said("m1", { from: "5491155550102" }), said("m2")];
    const contacts = [contact("5491155550101"), contact("5491155550102", "AR.b")];
    expect(senders(webhook(change({ messages, contacts })))).toEqual([
      { phone: "5491155550102", userId: "AR.b", profileName: "5491155550102" },
      { phone: "5491155550101", profileName: "5491155550101" },
    ]);
  });

  test("never gets the ids of somebody else, also when that one stands alone", () => {
    const contacts = [contact("5491155550199", "AR.stranger")];
    expect(senders(webhook(change({ messages: [said("m1")], contacts })))).toEqual([
      { phone: "5491155550101" },
    ]);
  });

  test("of a recycled number is not introduced as whoever had it before", () => {
    const contacts = [contact("5491155550101", "AR.before"), contact("5491155550102")];
    const messages = [said("m1", { from_user_id: "AR.now" })];
    expect(senders(webhook(change({ messages, contacts })))).toEqual([
      { phone: "5491155550101", userId: "AR.now" },
    ]);
  });

  test("who has no id at all makes the message unreadable", () => {
    const messages = [said("m1", { from: "somebody" })];
    expect(parseWebhook(webhook(change({ messages })))).toEqual([
      { kind: "unreadable", path: "entry[0].changes[0].messages[0]", reason: "no sender" },
    ]);
  });
});

describe("hostile input", () => {
  test("nested a hundred thousand deep is read like any other", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const text = JSON.stringify(
      webhook(change({ messages: [said("m1", { type: "odd", odd: "DEEP" })] })),
    );
    const items = parseWebhook(JSON.parse(text.replace('"DEEP"', deep)));
    expect(items).toMatchObject([
      { kind: "message", content: { kind: "unsupported", type: "odd" } },
    ]);
    expect(JSON.stringify(items).length).toBeLessThan(1000);
    expect(parseWebhook(JSON.parse(deep))).toMatchObject([{ kind: "unreadable" }]);
  });

  test("in a form's answer is bounded as well", () => {
    const response_json = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const form = {
      type: "interactive",
      interactive: { type: "nfm_reply", nfm_reply: { response_json } },
    };
    const [item] = parseWebhook(webhook(change({ messages: [said("m1", form)] })));
    expect(JSON.stringify(item).length).toBeLessThan(100_000);
  });

  test("leaves text that a database takes: no NUL, no half of a surrogate pair, 65,536 units at most", () => {
    const body = `a\0b\ud83c${"x".repeat(100_000)}`;
    const [item] = parseWebhook(webhook(change({ messages: [said("m1", { text: { body } })] })));
    if (item?.kind !== "message" || item.content.kind !== "text") throw new Error("no text");
    expect(item.content.text.startsWith("ab\ufffdx")).toBe(true);
    expect(item.content.text.length).toBeLessThanOrEqual(65_536);
  });

  test("cannot reach the prototype of anything", () => {
    const text = JSON.stringify(webhook(change({ messages: [said("m1", { type: "odd" })] })));
    const items = parseWebhook(
      JSON.parse(text.replace('"id":"m1"', '"id":"m1","__proto__":{"owned":true}')),
    );
    expect(items).toMatchObject([{ kind: "message", id: "m1" }]);
    expect(JSON.stringify(items)).not.toContain("owned");
    expect(
      names(webhook({ field: "constructor", value: {} }, { field: "toString", value: {} })),
    ).toEqual(["unknown", "unknown"]);
  });

  test("of whatever JSON never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (body) => {
        expect(Array.isArray(parseWebhook(body))).toBe(true);
      }),
    );
  });

  test("in any place of a real webhook never throws, and its reasons never quote it", () => {
    const secret = "5491177777777-secreto";
    const spots = fixtures.flatMap(({ webhook }) =>
      placesOf(webhook).map((spot) => ({ webhook, spot })),
    );
    const rubbish = fc.oneof(
      fc.constantFrom(null, secret, [secret], { id: secret }, 0, -1, true, ""),
      fc.jsonValue({ maxDepth: 2 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...spots), rubbish, ({ webhook, spot }, value) => {
        const items = parseWebhook(replaced(webhook, spot, value));
        const reasons = items.flatMap((item) => (item.kind === "unreadable" ? [item] : []));
        expect(JSON.stringify(reasons)).not.toContain("secreto");
      }),
      { numRuns: 2000 },
    );
  });
});

type Spot = (string | number)[];

function placesOf(value: unknown): Spot[] {
  if (typeof value !== "object" || value === null) return [[]];
  const inner = Object.entries(value).flatMap(([key, field]) =>
    placesOf(field).map((spot) => [key, ...spot]),
  );
  return [[], ...inner];
}

function replaced(value: unknown, [key, ...rest]: Spot, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) =>
      String(index) === String(key) ? replaced(item, rest, by) : item,
    );
  const record: Record<string, unknown> = { ...(value as object) };
  return { ...record, [key]: replaced(record[key], rest, by) };
}
