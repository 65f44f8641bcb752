import { describe, expect, onTestFinished, test } from "vitest";
import { createBot, emulate, marta, number, send, text, until } from "../../test/echo-bot.ts";
import { createControl, createPhone } from "../index.ts";
import type { EmulatorOptions } from "../index.ts";

const hourMs = 3_600_000;
const template = {
  type: "template",
  template: { name: "aviso", language: { code: "es_AR" } },
};

function scene(options: Partial<EmulatorOptions> = {}) {
  const bot = createBot();
  const emulator = emulate(bot, {
    templates: [
      {
        name: "aviso",
        language: "es_AR",
        category: "UTILITY",
        body: "Hay un pedido",
        buttons: [{ type: "QUICK_REPLY", text: "Aceptar" }],
      },
    ],
    ...options,
  });
  onTestFinished(() => emulator.stop());
  const address = { fetch: emulator.fetch };
  const phone = createPhone({
    emulator: address,
    waId: marta.waId,
    phoneNumberId: number.phoneNumberId,
  });
  return { bot, emulator, phone, control: createControl(address) };
}

describe("the 24-hour window, on the emulator's own clock", () => {
  test("a message a minute before its end arrives", async () => {
    const { bot, emulator, phone, control } = scene();
    await phone.says("hola");
    await control.advance(24 * hourMs - 60_000);
    await send(emulator, text("sigo acá"));
    await until("delivered", () => bot.statuses().length === 2);
    expect(await phone.waitFor("sigo acá")).toMatchObject({ from: "shop" });
  });

  test("a message a minute after it is accepted, fails by a status and never arrives", async () => {
    const { bot, emulator, phone, control } = scene();
    await phone.says("hola");
    await control.advance(24 * hourMs + 60_000);
    const fields = { ...text("tarde"), biz_opaque_callback_data: "outbox-1" };
    const answer = await send(emulator, fields);
    expect(answer.status).toBe(200);
    await until("the status", () => bot.statuses().length === 1);
    expect(bot.statuses()).toMatchObject([
      {
        id: answer.messageId,
        status: "failed",
        biz_opaque_callback_data: "outbox-1",
        errors: [{ code: 131047, title: "Re-engagement message" }],
      },
    ]);
    expect(bot.received.at(-1)!.value).not.toHaveProperty("contacts");
    expect(await phone.messages()).toMatchObject([{ text: "hola" }]);
  });

  test("a template reaches somebody who never wrote, and its button answers with its text", async () => {
    const { bot, emulator, phone } = scene();
    await send(emulator, template);
    await phone.waitFor("Hay un pedido");
    await until("delivered", () => bot.statuses().length === 2);
    expect(bot.statuses()[0]!.pricing).toMatchObject({ category: "utility" });
    await phone.taps("Aceptar");
    await until("the tap", () => bot.messages().length === 1);
    expect(bot.messages()[0]).toMatchObject({
      type: "button",
      button: { payload: "Aceptar", text: "Aceptar" },
      context: { from: number.displayPhoneNumber },
    });
  });

  test("writing opens it again", async () => {
    const { emulator, phone, control } = scene();
    await phone.says("hola");
    await control.advance(48 * hourMs);
    await phone.says("¿siguen?");
    await send(emulator, text("sí"));
    expect(await phone.waitFor("sí")).toBeDefined();
  });
});

describe("recipients", () => {
  test("somebody whom WhatsApp does not know fails with 131026", async () => {
    const { bot, emulator } = scene();
    const answer = await send(emulator, { ...template, to: "5491155559999" });
    expect(answer.status).toBe(200);
    await until("the status", () => bot.statuses().length === 1);
    expect(bot.statuses()).toMatchObject([{ status: "failed", errors: [{ code: 131026 }] }]);
  });

  test("54 and 549 are one person", async () => {
    const { emulator, phone } = scene();
    await phone.says("hola");
    const answer = await send(emulator, { ...text("una"), to: "541155550101" });
    expect(answer.json["contacts"]).toMatchObject([{ input: "541155550101", wa_id: marta.waId }]);
    expect(await phone.waitFor("una")).toBeDefined();
  });

  test("a test number takes only the form that its list has", async () => {
    const { emulator, phone } = scene({
      numbers: [{ ...number, testRecipients: ["541155550101"] }],
    });
    await phone.says("hola");
    expect(await send(emulator, text("x"))).toMatchObject({ status: 400, code: 131030 });
    expect(await send(emulator, { ...text("x"), to: "541155550101" })).toMatchObject({
      status: 200,
    });
  });
});

describe("pace", () => {
  test("a number that sends more in a second than it may is refused, then not", async () => {
    const { emulator, phone, control } = scene({ pace: { perNumberPerSecond: 3 } });
    await phone.says("hola");
    const codes = [];
    for (let n = 0; n < 4; n += 1) codes.push((await send(emulator, text("x"))).code);
    expect(codes).toEqual([undefined, undefined, undefined, 130429]);
    await control.advance(1000);
    expect((await send(emulator, text("x"))).status).toBe(200);
  });

  test("one person gets a burst and then one message every six seconds", async () => {
    const { emulator, phone, control } = scene({ pace: { pair: { everyMs: 6000, burst: 2 } } });
    await phone.says("hola");
    await send(emulator, text("1"));
    await send(emulator, text("2"));
    expect(await send(emulator, text("3"))).toMatchObject({ status: 400, code: 131056 });
    await control.advance(6000);
    expect((await send(emulator, text("3"))).status).toBe(200);
    expect((await send(emulator, text("4"))).code).toBe(131056);
  });
});

describe("marking as read", () => {
  const mark = (message_id: string, more: object = {}) => ({
    to: undefined,
    status: "read",
    message_id,
    ...more,
  });

  test("her ticks turn, also of what she wrote before, and the dots show until we answer", async () => {
    const { emulator, phone } = scene();
    await phone.says("hola");
    const id = await phone.says("¿están?");
    const typing = { typing_indicator: { type: "text" } };
    expect((await send(emulator, mark(id, typing))).json).toEqual({ success: true });
    expect(await phone.messages()).toMatchObject([{ status: "read" }, { status: "read" }]);
    const views: boolean[] = [];
    const stop = new AbortController();
    const following = phone.follow(({ typing: dots }) => {
      views.push(dots);
      if (!dots) stop.abort();
    }, stop.signal);
    await until("the dots", () => views.length === 1);
    await send(emulator, text("sí"));
    await following;
    expect(views).toEqual([true, false]);
  });

  test("a message that is not there, or a wrong indicator, is refused", async () => {
    const { emulator, phone } = scene();
    const id = await phone.says("hola");
    expect(await send(emulator, mark("wamid.nothing"))).toMatchObject({ code: 100 });
    const wrong = mark(id, { typing_indicator: { type: "voice" } });
    expect(await send(emulator, wrong)).toMatchObject({ code: 100 });
  });
});

describe("faults", () => {
  test("a code, so many times, then none", async () => {
    const { emulator, phone, control } = scene();
    await phone.says("hola");
    await control.addFaults({ on: "send", times: 2, do: { kind: "refuse", code: 131016 } });
    const codes = [];
    for (let n = 0; n < 3; n += 1) codes.push((await send(emulator, text("x"))).code);
    expect(codes).toEqual([131016, 131016, undefined]);
    expect((await control.sends()).map((one) => one.outcome)).toMatchObject([
      { code: 131016 },
      { code: 131016 },
      { id: expect.any(String) },
    ]);
  });

  test("an answer held after acceptance: the person has the message, the business waits", async () => {
    const { emulator, phone, control } = scene();
    await phone.says("hola");
    await control.addFaults({ on: "send", do: { kind: "hold" } });
    let answered = false;
    const sending = send(emulator, text("una vez")).finally(() => {
      answered = true;
    });
    await phone.waitFor("una vez");
    expect(await control.faults()).toMatchObject({ holding: 1 });
    expect(answered).toBe(false);
    await control.releaseHeld();
    expect((await sending).status).toBe(200);
  });

  test("a business that gives up waiting gets an abort", async () => {
    const { emulator, phone, control } = scene();
    await phone.says("hola");
    await control.addFaults({ on: "send", do: { kind: "hold" } });
    const signal = AbortSignal.timeout(20);
    await expect(send(emulator, text("x"), { signal })).rejects.toThrow("given up");
    expect(await control.sends()).toHaveLength(1);
  });

  test("a dropped connection after acceptance", async () => {
    const { emulator, phone, control } = scene();
    await phone.says("hola");
    await control.addFaults({ on: "send", skip: 1, do: { kind: "drop" } });
    await send(emulator, text("1"));
    await expect(send(emulator, text("2"))).rejects.toThrow("dropped");
    expect(await phone.messages()).toMatchObject([{}, { text: "1" }, { text: "2" }]);
  });

  test("a message that is taken and fails later", async () => {
    const { bot, emulator, phone, control } = scene();
    await phone.says("hola");
    await control.addFaults({ on: "send", do: { kind: "fail", code: 131049 } });
    expect((await send(emulator, text("x"))).status).toBe(200);
    await until("the status", () => bot.statuses().length === 1);
    expect(bot.statuses()).toMatchObject([{ status: "failed", errors: [{ code: 131049 }] }]);
  });
});
