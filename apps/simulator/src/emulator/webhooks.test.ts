import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { app, createBot, emulate, marta, number, send, text, until } from "../../test/echo-bot.ts";
import type { Bot } from "../../test/echo-bot.ts";
import { createControl, createPhone } from "../index.ts";
import type { EmulatorOptions } from "../index.ts";

function scene(options: Partial<EmulatorOptions> = {}, bot: Bot = createBot()) {
  const emulator = emulate(bot, options);
  onTestFinished(() => emulator.stop());
  const phone = createPhone({
    emulator: { fetch: emulator.fetch },
    waId: marta.waId,
    phoneNumberId: number.phoneNumberId,
  });
  return { bot, emulator, phone, control: createControl({ fetch: emulator.fetch }) };
}

describe("a person writes", () => {
  test("the business gets Meta's envelope with contact, id and time", async () => {
    const { bot, phone, emulator } = scene();
    const id = await phone.says("hola");
    await until("the webhook", () => bot.received.length === 1);
    const { value } = bot.received[0]!;
    expect(value.metadata).toEqual({
      display_phone_number: number.displayPhoneNumber,
      phone_number_id: number.phoneNumberId,
    });
    expect(value.contacts).toMatchObject([{ profile: { name: "Marta" }, wa_id: marta.waId }]);
    expect(value.messages).toMatchObject([
      { id, from: marta.waId, type: "text", text: { body: "hola" } },
    ]);
    const seconds = Number(value.messages?.[0]?.timestamp);
    expect(Math.abs(seconds - emulator.clock.now() / 1000)).toBeLessThan(2);
  });

  test("the signature is over the bytes sent, in which ñ and emoji are escaped", async () => {
    const { bot, phone } = scene();
    await phone.says("¿mañana? 🍕 1/2");
    await until("the webhook", () => bot.received.length === 1);
    const { bytes, signature, value } = bot.received[0]!;
    expect(bytes).toContain(String.raw`\u00bfma\u00f1ana? \ud83c\udf55 1\/2`);
    const digest = createHmac("sha256", app.secret).update(bytes).digest("hex");
    expect(signature).toBe(`sha256=${digest}`);
    expect(value.messages?.[0]).toMatchObject({ text: { body: "¿mañana? 🍕 1/2" } });
  });

  test("a webhook that is refused comes again until it is taken, once", async () => {
    const { bot, phone } = scene();
    bot.answers.push(500, 403, 302);
    await phone.says("hola");
    await until("the webhook", () => bot.received.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(bot.received).toHaveLength(1);
    expect(bot.answers).toEqual([]);
  });

  test("a webhook that nobody ever takes is given up after the last try", async () => {
    const { bot, phone, control } = scene();
    bot.answers.push(500, 500, 500, 500);
    await phone.says("hola");
    await until("the last try", () => bot.answers.length === 0);
    await phone.says("otra");
    await until("the next webhook", () => bot.received.length === 1);
    expect(bot.messages()).toMatchObject([{ text: { body: "otra" } }]);
    expect(await control.now()).toBeGreaterThan(0);
  });

  test("five bubbles in a row arrive in their order", async () => {
    const { bot, phone } = scene();
    await Promise.all(["1", "2", "3", "4", "5"].map((body) => phone.says(body)));
    await until("all five", () => bot.received.length === 5);
    const bodies = bot.messages().map((message) => message["text"]);
    expect(bodies).toEqual(["1", "2", "3", "4", "5"].map((body) => ({ body })));
  });

  test("a person with a username shows no phone, only the user id", async () => {
    const { bot, phone, control, emulator } = scene();
    await control.putPerson({ ...marta, userId: "AR.1234", username: "marta.b", hidePhone: true });
    await phone.says("hola");
    await until("the webhook", () => bot.received.length === 1);
    expect(bot.received[0]!.bytes).not.toContain(marta.waId);
    expect(bot.received[0]!.value.contacts).toEqual([
      { profile: { name: "Marta", username: "marta.b" }, user_id: "AR.1234" },
    ]);
    const answer = await send(emulator, { to: undefined, recipient: "AR.1234", ...text("hola") });
    expect(answer.json["contacts"]).toEqual([{ input: "AR.1234", user_id: "AR.1234" }]);
    await until("statuses", () => bot.statuses().length === 2);
    expect(bot.statuses()[0]).toMatchObject({ recipient_user_id: "AR.1234" });
    expect(bot.statuses()[0]).not.toHaveProperty("recipient_id");
  });

  test("the same webhook can be made to arrive ten times at once", async () => {
    const { bot, phone, control } = scene();
    await control.addFaults({ on: "webhook", do: { kind: "multiply", copies: 10 } });
    await phone.says("hola");
    await until("ten", () => bot.received.length === 10);
    expect(new Set(bot.received.map(({ bytes }) => bytes)).size).toBe(1);
  });
});

describe("a callback is registered", () => {
  test("only when it answers the challenge to the right token", async () => {
    const { control } = scene();
    const url = "http://bot.invalid/webhooks";
    await control.registerCallback(app.id, { url, verifyToken: app.verifyToken });
    const wrong = control.registerCallback(app.id, { url, verifyToken: "wrong" });
    await expect(wrong).rejects.toThrow("HTTP 403");
  });
});

describe("a message of the business", () => {
  test("is sent, delivered and, once the phone shows it, read; with price and our own data", async () => {
    const { bot, emulator, phone } = scene();
    await phone.says("hola");
    const fields = { ...text("¡Hola!"), biz_opaque_callback_data: "outbox-1" };
    const { messageId } = await send(emulator, fields);
    await until("delivered", () => bot.statuses().length === 2);
    await phone.looks();
    await until("read", () => bot.statuses().length === 3);
    const common = {
      id: messageId,
      recipient_id: marta.waId,
      biz_opaque_callback_data: "outbox-1",
    };
    const pricing = {
      billable: true,
      pricing_model: "PMP",
      type: "regular",
      category: "service",
    };
    expect(bot.statuses()).toMatchObject([
      { ...common, status: "sent", pricing },
      { ...common, status: "delivered", pricing },
      { ...common, status: "read" },
    ]);
    expect(bot.statuses()[2]).not.toHaveProperty("pricing");
    await phone.looks();
    const [, shown] = await phone.messages();
    expect(shown).toMatchObject({ text: "¡Hola!", status: "read" });
  });

  test("can be delivered before it is sent, where the settings say so", async () => {
    const { bot, emulator, phone } = scene({
      statuses: { sentAfterMs: 30, deliveredAfterMs: 0 },
    });
    await phone.says("hola");
    await send(emulator, text("¡Hola!"));
    await until("both", () => bot.statuses().length === 2);
    expect(bot.statuses().map(({ status }) => status)).toEqual(["delivered", "sent"]);
  });
});

describe("after a restart on the same folder", () => {
  test("the conversation is there and an undelivered webhook arrives", async () => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(dataFolder, { recursive: true }));
    const down = createBot();
    down.answers.push(500, 500, 500, 500);
    const first = scene({ dataFolder, webhooks: { retryAfterMs: [60_000] } }, down);
    await first.phone.says("hola");
    await until("the failed try", () => down.answers.length === 3);
    await first.control.advance(3_600_000);
    await send(first.emulator, text("¡Hola!"));
    first.emulator.stop();

    const second = scene({ dataFolder });
    await until("the message", () => second.bot.messages().length === 1);
    expect(second.bot.messages()).toMatchObject([{ text: { body: "hola" } }]);
    expect(await second.phone.messages()).toMatchObject([{ text: "hola" }, { text: "¡Hola!" }]);
    expect(second.emulator.clock.now() - Date.now()).toBeGreaterThan(3_500_000);
  });
});
