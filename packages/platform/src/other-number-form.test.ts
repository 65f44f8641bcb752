import type {
  BusinessId,
  Channel,
  ChannelLimits,
  ChatId,
  OutboxRow,
  SendResult,
} from "@mostrador/engine";
import { expect, test } from "vitest";

import { withOtherNumberForm } from "./other-number-form.ts";

const refused: SendResult = {
  kind: "refused",
  refusal: { code: "whatsapp.131030", message: "not allowed", remedy: { kind: "otherAddress" } },
};

/** A test number that knows its people by these forms alone. */
function channelThatKnows(...allowed: string[]) {
  const tried: string[] = [];
  const channel: Channel = {
    name: "test",
    limits: {} as ChannelLimits,
    markRead: async () => {},
    send: async ({ address }) => {
      const phone = address.person.phone ?? "";
      tried.push(phone);
      return allowed.includes(phone) ? { kind: "sent", providerId: `to ${phone}` } : refused;
    },
  };
  return { channel: withOtherNumberForm(channel, () => 0), tried };
}

const rowTo = (phone: string): OutboxRow => ({
  business: "la-esquina" as BusinessId,
  chat: "1" as ChatId,
  id: "1:1:0",
  position: 1,
  address: { number: "100", person: { phone } },
  message: { kind: "text", text: "hola" },
  attempts: 0,
  repeated: false,
  traceId: "trace",
});

test("a number that refuses 549 is written to as 54, and at once from then on", async () => {
  const { channel, tried } = channelThatKnows("541155550101");
  expect(await channel.send(rowTo("5491155550101"))).toMatchObject({ kind: "sent" });
  expect(await channel.send(rowTo("5491155550101"))).toMatchObject({ kind: "sent" });
  expect(tried).toEqual(["5491155550101", "541155550101", "541155550101"]);
});

test("the other way round as well", async () => {
  const { channel, tried } = channelThatKnows("5491155550101");
  expect(await channel.send(rowTo("541155550101"))).toMatchObject({ kind: "sent" });
  expect(tried).toEqual(["541155550101", "5491155550101"]);
});

test("who is allowed in no form is refused after both", async () => {
  const { channel, tried } = channelThatKnows();
  expect(await channel.send(rowTo("5491155550101"))).toEqual(refused);
  expect(tried).toHaveLength(2);
});

test("a number from elsewhere has but one form", async () => {
  const { channel, tried } = channelThatKnows();
  expect(await channel.send(rowTo("5511912345678"))).toEqual(refused);
  expect(tried).toHaveLength(1);
});
