import { parseWebhook } from "@mostrador/channels";
import { expect, test } from "vitest";

import { arrivalsOf } from "./arrivals.ts";
import { createLog } from "./log.ts";

const metadata = { display_phone_number: "5491150001987", phone_number_id: "100" };
const contacts = [{ wa_id: "5491160012345", profile: { name: "Marta" } }];
const text = {
  from: "5491160012345",
  id: "wamid.1",
  timestamp: "1795822200",
  type: "text",
  text: { body: "Castro Barros 432" },
};

function arrivalsIn(value: object, field = "messages") {
  const lines: string[] = [];
  const change = { field, value: { messaging_product: "whatsapp", metadata, ...value } };
  const items = parseWebhook({
    object: "whatsapp_business_account",
    entry: [{ id: "200", changes: [change] }],
  });
  const log = createLog("debug", { write: (line) => void lines.push(line) });
  return { arrivals: arrivalsOf(items, log), lines: lines.join("") };
}

test("a message arrives with its sender, and with one id that is the same however often it comes", () => {
  const [first] = arrivalsIn({ contacts, messages: [text] }).arrivals;
  const [again] = arrivalsIn({ contacts, messages: [text] }).arrivals;
  expect(first).toMatchObject({
    kind: "message",
    number: "100",
    source: "whatsapp",
    messageId: "wamid.1",
    sentAt: 1_795_822_200_000,
    sender: { phone: "5491160012345", name: "Marta" },
    content: { kind: "text", text: "Castro Barros 432" },
    traceId: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
  expect(again).toEqual(first);
  const [other] = arrivalsIn({ contacts, messages: [{ ...text, id: "wamid.2" }] }).arrivals;
  expect(other).not.toMatchObject({ traceId: first?.kind === "message" && first.traceId });
});

test("what is said in a group is nobody's order", () => {
  const { arrivals } = arrivalsIn({ contacts, messages: [{ ...text, group_id: "G1" }] });
  expect(arrivals).toEqual([]);
});

test("messages come before statuses, and a status tells what became of which effect", () => {
  const status = {
    id: "wamid.out",
    status: "failed",
    timestamp: "1795822201",
    recipient_id: "5491160012345",
    biz_opaque_callback_data: "effect-1",
    errors: [{ code: 131_026, title: "Message undeliverable to 5491160012345" }],
  };
  const { arrivals } = arrivalsIn({ contacts, statuses: [status], messages: [text] });
  expect(arrivals.map(({ kind }) => kind)).toEqual(["message", "status"]);
  expect(arrivals[1]).toMatchObject({
    status: "failed",
    effectId: "effect-1",
    error: { code: "whatsapp.131026", message: "Message undeliverable to [number]" },
  });
});

test("what cannot be read and what nobody acts upon is noted without a word of it", () => {
  const broken = arrivalsIn({ contacts, messages: [{ ...text, timestamp: "Castro Barros" }] });
  expect(broken.arrivals).toEqual([]);
  expect(broken.lines).toContain('"kind":"unreadable"');
  const unknown = arrivalsIn({ secret: "Castro Barros 432" }, "brand_new_field");
  expect(unknown.arrivals).toEqual([]);
  expect(unknown.lines).toContain('"kind":"unknown"');
  expect(broken.lines + unknown.lines).not.toMatch(/Castro|Marta|5491160012345/);
});
