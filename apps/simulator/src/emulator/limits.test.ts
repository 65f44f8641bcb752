// Every limit of what a business may send: taken at the limit, refused one beyond it, with the right code.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBot, emulate, marta, send, text } from "../../test/echo-bot.ts";
import { createPhone } from "../index.ts";

const emulator = emulate(createBot(), {
  media: ["777"],
  templates: [
    {
      name: "pedido_nuevo",
      language: "es_AR",
      category: "UTILITY",
      body: "Pedido {{1}} por {{2}}",
      buttons: [
        { type: "QUICK_REPLY", text: "Aceptar" },
        { type: "URL", text: "Ver", url: "https://example.com/{{1}}" },
      ],
    },
    { name: "con_nombre", language: "es", category: "MARKETING", body: "Hola {{quien}}" },
    { name: "pausada", language: "es", category: "UTILITY", body: "x", status: "PAUSED" },
    { name: "apagada", language: "es", category: "UTILITY", body: "x", status: "DISABLED" },
    { name: "sin_aprobar", language: "es", category: "UTILITY", body: "x", status: "PENDING" },
    { name: "larga", language: "es", category: "UTILITY", body: `${"y".repeat(1000)}{{1}}` },
  ],
});
afterAll(() => emulator.stop());

let herMessage = "";
beforeAll(async () => {
  const phone = createPhone({
    emulator: { fetch: emulator.fetch },
    waId: marta.waId,
    phoneNumberId: "100000000000101",
  });
  herMessage = await phone.says("hola");
});

const x = (length: number) => "x".repeat(length);
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

const interactive = (content: object) => ({ type: "interactive", interactive: content });

function buttons(change: object = {}, titles: string[] = ["Sí"], id = "id") {
  const all = titles.map((title, index) => ({
    type: "reply",
    reply: { id: index === 0 ? id : `${id}${index}`, title },
  }));
  return interactive({
    type: "button",
    body: { text: "¿Va?" },
    action: { buttons: all },
    ...change,
  });
}

type Row = { id: string; title: string; description?: string };
const row = (index: number): Row => ({ id: `row${index}`, title: `Fila ${index}` });

function list(change: object = {}, action: object = {}) {
  return interactive({
    type: "list",
    body: { text: "Carta" },
    action: { button: "Ver", sections: [{ rows: [row(0)] }], ...action },
    ...change,
  });
}
const rows = (all: Row[]) => list({}, { sections: [{ rows: all }] });

function link(parameters: object = {}, change: object = {}) {
  return interactive({
    type: "cta_url",
    body: { text: "Pagá acá" },
    action: {
      name: "cta_url",
      parameters: { display_text: "Pagar", url: "https://example.com/1", ...parameters },
    },
    ...change,
  });
}

function locationRequest(change: object = {}) {
  return interactive({
    type: "location_request_message",
    body: { text: "¿Dónde estás?" },
    action: { name: "send_location" },
    ...change,
  });
}

function template(change: object = {}, texts = ["1", "$ 2"], url: string | null = "abc") {
  const button = {
    type: "button",
    sub_type: "url",
    index: "1",
    parameters: [{ type: "text", text: url }],
  };
  return {
    type: "template",
    template: {
      name: "pedido_nuevo",
      language: { code: "es_AR" },
      components: [
        { type: "body", parameters: texts.map((one) => ({ type: "text", text: one })) },
        ...(url === null ? [] : [button]),
      ],
      ...change,
    },
  };
}
const payload = (index: number, value: string) => ({
  type: "button",
  sub_type: "quick_reply",
  index: String(index),
  parameters: [{ type: "payload", payload: value }],
});
const named = (components: object[]) => ({
  name: "con_nombre",
  language: { code: "es" },
  components,
});
const reaction = (emoji: string, message_id = herMessage) => ({
  type: "reaction",
  reaction: { message_id, emoji },
});

const imageHeader = (image: object) => ({ header: { type: "image", image } });
const textHeader = (value: string) => ({ header: { type: "text", text: value } });

const accepted: [string, () => object][] = [
  ["a text of 4096", () => text(x(4096))],
  ["a text of one emoji", () => text("🍕")],
  ["a body without type is a text", () => ({ text: { body: "hola" } })],
  ["a text with preview", () => ({ type: "text", text: { body: "x", preview_url: true } })],
  ["a recipient with +", () => ({ to: `+${marta.waId}`, ...text("x") })],
  ["512 of our own data", () => ({ ...text("x"), biz_opaque_callback_data: x(512) })],
  ["an answer to her message", () => ({ ...text("x"), context: { message_id: herMessage } })],
  [
    "an image by link",
    () => ({ type: "image", image: { link: "https://a.b/c", caption: x(1024) } }),
  ],
  ["an image by id", () => ({ type: "image", image: { id: "777" } })],
  ["a document", () => ({ type: "document", document: { id: "777", filename: "a.pdf" } })],
  [
    "a document's caption of 1024",
    () => ({ type: "document", document: { id: "777", caption: x(1024) } }),
  ],
  ["a reaction", () => reaction("👍")],
  ["a heart", () => reaction("❤️")],
  ["a flag", () => reaction("🇦🇷")],
  ["a reaction taken back", () => reaction("")],
  ["three buttons", () => buttons({}, ["a", "b", "c"])],
  ["a button's title of 20", () => buttons({}, [x(20)])],
  ["a button's id of 256", () => buttons({}, ["a"], x(256))],
  ["buttons' body of 1024", () => buttons({ body: { text: x(1024) } })],
  ["buttons' footer of 60", () => buttons({ footer: { text: x(60) } })],
  ["buttons' header of 60", () => buttons(textHeader(x(60)))],
  ["buttons' header with a picture", () => buttons(imageHeader({ link: "https://a.b/c" }))],
  ["ten rows", () => rows(many(10, row))],
  [
    "ten sections",
    () => list({}, { sections: many(10, (i) => ({ title: `S${i}`, rows: [row(i)] })) }),
  ],
  ["a row's title of 24", () => rows([{ id: "a", title: x(24) }])],
  ["a row's description of 72", () => rows([{ id: "a", title: "a", description: x(72) }])],
  ["a row's id of 200", () => rows([{ id: x(200), title: "a" }])],
  [
    "two rows with one title",
    () =>
      rows([
        { id: "a", title: "a" },
        { id: "b", title: "a" },
      ]),
  ],
  ["a section's title of 24", () => list({}, { sections: [{ title: x(24), rows: [row(0)] }] })],
  ["a list's button of 20", () => list({}, { button: x(20) })],
  ["a list's body of 4096", () => list({ body: { text: x(4096) } })],
  ["a list's footer of 60", () => list({ footer: { text: x(60) } })],
  ["a list's header of 60", () => list(textHeader(x(60)))],
  ["a link's label of 20", () => link({ display_text: x(20) })],
  ["a link's body of 1024", () => link({}, { body: { text: x(1024) } })],
  [
    "a link with footer and header",
    () => link({}, { footer: { text: x(60) }, ...textHeader(x(60)) }),
  ],
  ["a location request of 1024", () => locationRequest({ body: { text: x(1024) } })],
  ["a template", () => template()],
  [
    "a template with a payload",
    () => template({ components: [...template().template.components, payload(0, "p")] }),
  ],
  ["four spaces in a parameter", () => template({}, ["a    b", "c"])],
  [
    "a named parameter",
    () => ({
      type: "template",
      template: named([
        { type: "body", parameters: [{ type: "text", parameter_name: "quien", text: "vos" }] },
      ]),
    }),
  ],
];

const refused: [string, number, () => object][] = [
  ["a text of 4097", 100, () => text(x(4097))],
  ["a text of 2049 emoji, which are two units each", 100, () => text("🍕".repeat(2049))],
  ["an empty text", 100, () => text("")],
  ["a text that is a number", 100, () => ({ type: "text", text: { body: 5 } })],
  ["a text without body", 100, () => ({ type: "text", text: {} })],
  ["a type without its part", 100, () => ({ type: "text" })],
  ["an unknown type", 100, () => ({ type: "poem", poem: {} })],
  ["an unknown key", 100, () => ({ ...text("x"), colour: "red" })],
  ["an unknown key deep inside", 100, () => buttons({ colour: "red" })],
  ["two parts", 100, () => ({ ...text("x"), image: { id: "777" } })],
  ["another product", 100, () => ({ ...text("x"), messaging_product: "sms" })],
  ["no product", 100, () => ({ ...text("x"), messaging_product: undefined })],
  ["no recipient", 100, () => ({ ...text("x"), to: undefined })],
  ["a recipient as a number", 100, () => ({ ...text("x"), to: 5491155550101 })],
  ["a recipient with dashes", 100, () => ({ ...text("x"), to: "54-9-11" })],
  ["itself as recipient", 131021, () => ({ ...text("x"), to: "5491150001987" })],
  ["513 of our own data", 100, () => ({ ...text("x"), biz_opaque_callback_data: x(513) })],
  ["a kind that the emulator lacks", 131051, () => ({ type: "audio", audio: { id: "777" } })],
  ["an image of nowhere", 100, () => ({ type: "image", image: {} })],
  [
    "an image by id and link",
    100,
    () => ({ type: "image", image: { id: "777", link: "https://a.b/c" } }),
  ],
  ["an image by a path", 100, () => ({ type: "image", image: { link: "/c.png" } })],
  ["media that do not exist", 131009, () => ({ type: "image", image: { id: "778" } })],
  [
    "an image's caption of 1025",
    100,
    () => ({ type: "image", image: { id: "777", caption: x(1025) } }),
  ],
  ["an image with file name", 100, () => ({ type: "image", image: { id: "777", filename: "a" } })],
  [
    "a document's caption of 1025",
    100,
    () => ({ type: "document", document: { id: "777", caption: x(1025) } }),
  ],
  ["a reaction to nothing", 131009, () => reaction("👍", "wamid.nothing")],
  ["a reaction with a word", 131009, () => reaction("ok")],
  ["a reaction with a digit", 131009, () => reaction("1")],
  ["a reaction with two emoji", 131009, () => reaction("👍👍")],
  [
    "a reaction without emoji",
    131008,
    () => ({ type: "reaction", reaction: { message_id: herMessage } }),
  ],
  ["no buttons", 131009, () => buttons({}, [])],
  ["four buttons", 131009, () => buttons({}, ["a", "b", "c", "d"])],
  ["a button's title of 21", 131009, () => buttons({}, [x(21)])],
  ["an empty title", 131009, () => buttons({}, [""])],
  ["two buttons with one title", 131009, () => buttons({}, ["a", "a"])],
  [
    "two buttons with one id",
    131009,
    () =>
      interactive({
        type: "button",
        body: { text: "x" },
        action: {
          buttons: ["a", "b"].map((title) => ({ type: "reply", reply: { id: "same", title } })),
        },
      }),
  ],
  ["a button's id of 257", 131009, () => buttons({}, ["a"], x(257))],
  [
    "a button without id",
    131008,
    () =>
      interactive({
        type: "button",
        body: { text: "x" },
        action: { buttons: [{ type: "reply", reply: { title: "a" } }] },
      }),
  ],
  ["buttons without body", 131008, () => buttons({ body: undefined })],
  ["buttons' body of 1025", 131009, () => buttons({ body: { text: x(1025) } })],
  ["buttons' footer of 61", 131009, () => buttons({ footer: { text: x(61) } })],
  ["buttons' header of 61", 131009, () => buttons(textHeader(x(61)))],
  ["a header without type", 131008, () => buttons({ header: { text: "x" } })],
  ["a header's picture that does not exist", 131009, () => buttons(imageHeader({ id: "5" }))],
  ["an unknown interactive type", 131009, () => interactive({ type: "poem" })],
  ["an interactive type that the emulator lacks", 131051, () => interactive({ type: "flow" })],
  [
    "eleven rows in two sections",
    131009,
    () =>
      list(
        {},
        {
          sections: [
            { title: "a", rows: many(6, row) },
            { title: "b", rows: many(5, (i) => row(i + 6)) },
          ],
        },
      ),
  ],
  ["eleven rows in one section", 131009, () => rows(many(11, row))],
  [
    "eleven sections",
    131009,
    () => list({}, { sections: many(11, (i) => ({ title: `S${i}`, rows: [row(i)] })) }),
  ],
  ["no rows", 131009, () => rows([])],
  [
    "two rows with one id",
    131009,
    () =>
      rows([
        { id: "a", title: "a" },
        { id: "a", title: "b" },
      ]),
  ],
  [
    "two sections, one without title",
    131009,
    () =>
      list(
        {},
        {
          sections: [{ rows: [row(0)] }, { title: "b", rows: [row(1)] }],
        },
      ),
  ],
  ["a row's title of 25", 131009, () => rows([{ id: "a", title: x(25) }])],
  ["a row's description of 73", 131009, () => rows([{ id: "a", title: "a", description: x(73) }])],
  ["a row's id of 201", 131009, () => rows([{ id: x(201), title: "a" }])],
  [
    "a section's title of 25",
    131009,
    () => list({}, { sections: [{ title: x(25), rows: [row(0)] }] }),
  ],
  ["a list's button of 21", 131009, () => list({}, { button: x(21) })],
  ["a list without button", 131008, () => list({}, { button: undefined })],
  ["a list's body of 4097", 131009, () => list({ body: { text: x(4097) } })],
  ["a list's footer of 61", 131009, () => list({ footer: { text: x(61) } })],
  ["a list's header of 61", 131009, () => list(textHeader(x(61)))],
  ["a list with a picture", 131009, () => list(imageHeader({ id: "777" }))],
  ["a link's label of 21", 131009, () => link({ display_text: x(21) })],
  ["a link that is none", 131009, () => link({ url: "mailto:a@b.c" })],
  ["a link's body of 1025", 131009, () => link({}, { body: { text: x(1025) } })],
  ["a location request of 1025", 131009, () => locationRequest({ body: { text: x(1025) } })],
  ["a location request with footer", 100, () => locationRequest({ footer: { text: "x" } })],
  ["a template that is unknown", 132001, () => template({ name: "otra" })],
  ["a template in another language", 132001, () => template({ language: { code: "es" } })],
  [
    "a template not approved",
    132001,
    () => template({ name: "sin_aprobar", language: { code: "es" } }),
  ],
  [
    "a template that is paused",
    132015,
    () => template({ name: "pausada", language: { code: "es" } }),
  ],
  [
    "a template that is disabled",
    132016,
    () => template({ name: "apagada", language: { code: "es" } }),
  ],
  ["one parameter too few", 132000, () => template({}, ["1"])],
  ["one parameter too many", 132000, () => template({}, ["1", "2", "3"])],
  ["a URL without its parameter", 132000, () => template({}, ["1", "2"], null)],
  ["a new line in a parameter", 132018, () => template({}, ["a\nb", "c"])],
  ["a tab in a parameter", 132018, () => template({}, ["a\tb", "c"])],
  ["five spaces in a parameter", 132018, () => template({}, ["a     b", "c"])],
  [
    "a template grown too long",
    132005,
    () =>
      template({
        name: "larga",
        language: { code: "es" },
        components: [{ type: "body", parameters: [{ type: "text", text: x(25) }] }],
      }),
  ],
  [
    "a button that the template lacks",
    132012,
    () => template({ components: [...template().template.components, payload(5, "p")] }),
  ],
  [
    "a payload for a URL button",
    132012,
    () => template({ components: [template().template.components[0], payload(1, "p")] }),
  ],
  [
    "a parameter without its name",
    132012,
    () => ({
      type: "template",
      template: named([{ type: "body", parameters: [{ type: "text", text: "vos" }] }]),
    }),
  ],
  ["a template without language", 131008, () => template({ language: undefined })],
];

describe("what Meta takes is taken", () => {
  test.each(accepted)("%s", async (_, fields) => {
    const answer = await send(emulator, fields());
    expect(answer.json).toMatchObject({
      messaging_product: "whatsapp",
      contacts: [{ wa_id: marta.waId }],
      messages: [{ id: expect.stringMatching(/^wamid\./) }],
    });
    expect(answer.status).toBe(200);
  });
});

describe("what Meta refuses is refused", () => {
  test.each(refused)("%s: %i", async (_, code, fields) => {
    const answer = await send(emulator, fields());
    expect(answer).toMatchObject({ status: 400, code });
  });

  test.each([
    ["a token that is not known", 190, { token: "another" }],
    ["no token", 0, { token: null }],
  ])("%s: 401", async (_, code, options) => {
    const answer = await send(emulator, text("x"), options);
    expect(answer).toMatchObject({ status: 401, code });
  });

  test("a number that the token does not see: 100 with subcode 33", async () => {
    const answer = await send(emulator, text("x"), { number: "999" });
    expect(answer.json["error"]).toMatchObject({
      code: 100,
      error_subcode: 33,
      type: "GraphMethodException",
    });
  });

  test.each(["", "{", "[]", "null", '"hola"'])("the body %s", async (raw) => {
    expect(await send(emulator, {}, { raw })).toMatchObject({ status: 400, code: 100 });
  });
});
