import type { Outgoing } from "@mostrador/engine";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refusalsOf } from "../../testing/strict-cloud-api.ts";
import { cut } from "./outbound/cut.ts";
import { renderMessage } from "./render.ts";

const marta = { number: "101", person: { phone: "5491155550101", userId: "AR.m4rt4" } };
const render = (message: Outgoing, address: { number: string; person: object } = marta) =>
  renderMessage({ id: "1a:4:0", address, message });
const json = (message: Outgoing) => {
  const rendered = render(message);
  if (!rendered.ok) throw new Error(rendered.reason);
  return rendered.json;
};

// Words as people and shops write them, and worse: emoji with joiners, stacks of accents, blanks, control characters.
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("Muzza", "empanada de carne", "ñandú", "$ 15.900", " ") },
  fc.constantFrom(
    "👨‍👩‍👧‍👦",
    "🇦🇷",
    "👍🏽",
    "❤️",
    "é",
    `z${"\u0301".repeat(80)}`,
    "\u200b",
    "\u200d",
    "\ufeff",
  ),
  fc.constantFrom("\n", "\t", "     ", "\r\n", "\0", "\u0007", "\ud83c", "\udf55", "/", "\u2028"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const words = (size: number) =>
  fc.oneof(
    fc.array(piece, { maxLength: size }).map((pieces) => pieces.join("")),
    fc.tuple(piece, fc.nat(size * 20)).map(([text, times]) => text.repeat(times)),
  );
const short = words(12);
const long = words(300);
const maybe = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc
    .option(value, { nil: undefined })
    .map((given) => (given === undefined ? {} : { [key]: given }));
const id = fc.oneof(fc.constantFrom("a", "b", "c:1:x"), fc.string({ maxLength: 260 }), short);
const label = fc.oneof(fc.constantFrom("Sí", "Empanada de carne picante y dulce"), short);
const row = fc
  .tuple(id, label, maybe("description", words(30)))
  .map(([id, label, more]) => ({ id, label, ...more }));
const section = fc
  .tuple(fc.array(row, { maxLength: 6 }), maybe("title", short))
  .map(([rows, more]) => ({ rows, ...more }));
const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom("https://mpago.la/1?a=ñ b", "javascript:alert(1)"),
  short,
);
const file = fc.oneof(
  id.map((id) => ({ id })),
  address.map((link) => ({ link })),
);
const list = <T>(value: fc.Arbitrary<T>) => fc.array(value, { maxLength: 12 });

const messages: { [Kind in Outgoing["kind"]]: fc.Arbitrary<Outgoing> } = {
  text: fc
    .tuple(long, maybe("previewUrl", fc.boolean()))
    .map(([text, more]) => ({ kind: "text", text, ...more })),
  buttons: fc
    .tuple(long, list(row), maybe("footer", short))
    .map(([text, buttons, more]) => ({ kind: "buttons", text, buttons, ...more })),
  list: fc
    .tuple(long, short, list(section), maybe("footer", short))
    .map(([text, opener, sections, more]) => ({ kind: "list", text, opener, sections, ...more })),
  locationRequest: long.map((text) => ({ kind: "locationRequest", text })),
  link: fc
    .tuple(long, label, address)
    .map(([text, label, url]) => ({ kind: "link", text, label, url })),
  image: fc
    .tuple(file, maybe("caption", long))
    .map(([media, more]) => ({ kind: "image", media, ...more })),
  document: fc
    .tuple(file, short, maybe("caption", long))
    .map(([media, fileName, more]) => ({ kind: "document", media, fileName, ...more })),
  reaction: fc
    .tuple(id, fc.oneof(piece, fc.constantFrom("👍🏽", "❤️", "🇦🇷", "", "✅")))
    .map(([messageId, emoji]) => ({ kind: "reaction", messageId, emoji })),
  template: fc
    .record({
      name: fc.oneof(fc.constant("pedido_nuevo"), short),
      language: fc.constantFrom("es_AR", "es", "", "español"),
      parameters: list(long),
      payloads: list(id),
    })
    .map((template) => ({ kind: "template", template })),
  read: fc
    .tuple(id, fc.boolean())
    .map(([messageId, typing]) => ({ kind: "read", messageId, typing })),
};

describe("whatever a flow says", () => {
  test.each(Object.entries(messages))("as %s is never refused by Meta", (_kind, arbitrary) => {
    let sent = 0;
    fc.assert(
      fc.property(arbitrary, (message) => {
        const rendered = render(message);
        if (rendered.ok) sent += 1;
        expect(rendered.ok ? refusalsOf(rendered.json) : []).toEqual([]);
        // Reasons are logged: they hold no words of the message.
        expect(rendered.ok ? "fine" : rendered.reason).toMatch(/^[a-z ]+$/);
      }),
      { numRuns: 300 },
    );
    expect(sent).toBeGreaterThan(30);
  });

  test("is cut between graphemes, at most at the limit, keeping its beginning", () => {
    fc.assert(
      fc.property(long, fc.integer({ min: 2, max: 60 }), (raw, limit) => {
        const text = raw.toWellFormed();
        const short = cut(text, limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        const kept = text.length <= limit ? text : short.slice(0, -1);
        expect(text.startsWith(kept)).toBe(true);
        expect(short === text || short.endsWith("…")).toBe(true);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
    expect(cut("Empanada de carne picante", 24)).toBe("Empanada de carne…");
    expect(cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 21)).toBe("👨‍👩‍👧‍👦…");
    expect(cut("uno dos", 4)).toBe("uno…");
  });
});

describe("a message as Meta gets it", () => {
  test("goes to the phone with a plus and brings our id along", () => {
    expect(json({ kind: "text", text: "¡Hola!", previewUrl: false })).toEqual({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "+5491155550101",
      type: "text",
      text: { body: "¡Hola!", preview_url: false },
      biz_opaque_callback_data: "1a:4:0",
    });
  });

  test("goes to the user id of whoever has no phone, and to nobody without either", () => {
    const message: Outgoing = { kind: "text", text: "¡Hola!" };
    const known = render(message, { number: "101", person: { userId: "AR.m4rt4" } });
    expect(known).toMatchObject({ ok: true, json: { recipient: "AR.m4rt4" } });
    expect(render(message, { number: "101", person: {} })).toEqual({
      ok: false,
      reason: "nobody to send it to",
    });
  });

  test("with buttons", () => {
    const buttons = [{ id: "c:1:pickup", label: "Retiro en el local" }];
    expect(
      json({ kind: "buttons", text: "¿A dónde?", buttons, footer: "La Esquina" }),
    ).toMatchObject({
      type: "interactive",
      interactive: {
        type: "button",
        body: { text: "¿A dónde?" },
        footer: { text: "La Esquina" },
        action: {
          buttons: [{ type: "reply", reply: { id: "c:1:pickup", title: "Retiro en el local" } }],
        },
      },
    });
  });

  test("with a list of sections", () => {
    const sections = [
      { title: "Pizzas", rows: [{ id: "1", label: "Muzzarella", description: "$ 15.900" }] },
      { title: "Bebidas", rows: [{ id: "2", label: "Coca-Cola 1,5 L" }] },
    ];
    expect(json({ kind: "list", text: "¿Qué querés?", opener: "Carta", sections })).toMatchObject({
      interactive: {
        type: "list",
        action: {
          button: "Carta",
          sections: [
            { title: "Pizzas", rows: [{ id: "1", title: "Muzzarella", description: "$ 15.900" }] },
            { title: "Bebidas", rows: [{ id: "2", title: "Coca-Cola 1,5 L" }] },
          ],
        },
      },
    });
  });

  test("keeps all rows together when one of several sections has no heading", () => {
    const sections = [
      { rows: [{ id: "1", label: "Terminar el pedido" }] },
      { title: "Carta", rows: [{ id: "2", label: "Pizzas" }] },
    ];
    expect(json({ kind: "list", text: "¿Algo más?", opener: "Ver", sections })).toMatchObject({
      interactive: {
        action: {
          sections: [
            {
              rows: [
                { id: "1", title: "Terminar el pedido" },
                { id: "2", title: "Pizzas" },
              ],
            },
          ],
        },
      },
    });
  });

  test("tells apart what is cut alike", () => {
    const rows = ["picante", "suave", "dulce"].map((kind) => ({
      id: kind,
      label: `Empanada de carne ${kind}`,
    }));
    const { interactive } = json({
      kind: "list",
      text: "Elegí",
      opener: "Ver",
      sections: [{ rows }],
    });
    expect(JSON.stringify(interactive)).toMatch(
      /"Empanada de carne…".*"Empanada de carne suave".*"Empanada de carne dulce"/,
    );
    const long = rows.map((row) => ({ ...row, label: `Empanada de carne muy ${row.id}` }));
    const again = json({ kind: "list", text: "Elegí", opener: "Ver", sections: [{ rows: long }] });
    expect(JSON.stringify(again["interactive"])).toMatch(
      /carne muy…".*carne muy… 2".*carne muy… 3"/,
    );
  });

  test("of each other kind", () => {
    const link: Outgoing = {
      kind: "link",
      text: "Pagá acá",
      label: "Pagar",
      url: "https://mpago.la/1",
    };
    expect(json(link)).toMatchObject({
      interactive: {
        type: "cta_url",
        action: {
          name: "cta_url",
          parameters: { display_text: "Pagar", url: "https://mpago.la/1" },
        },
      },
    });
    expect(json({ kind: "locationRequest", text: "¿Dónde estás?" })).toMatchObject({
      interactive: {
        type: "location_request_message",
        body: { text: "¿Dónde estás?" },
        action: { name: "send_location" },
      },
    });
    expect(json({ kind: "image", media: { id: "801" }, caption: "tu tarjeta" })).toMatchObject({
      type: "image",
      image: { id: "801", caption: "tu tarjeta" },
    });
    const fileName = `${"carta ".repeat(60)}.pdf`;
    const document = json({
      kind: "document",
      media: { link: "https://example.com/c.pdf" },
      fileName,
    });
    expect(document).toMatchObject({ document: { link: "https://example.com/c.pdf" } });
    expect(JSON.stringify(document)).toMatch(/carta…\.pdf"/);
    expect(json({ kind: "reaction", messageId: "wamid.1", emoji: "👍🏽" })).toMatchObject({
      type: "reaction",
      reaction: { message_id: "wamid.1", emoji: "👍🏽" },
    });
    expect(json({ kind: "read", messageId: "wamid.1", typing: true })).toEqual({
      messaging_product: "whatsapp",
      status: "read",
      message_id: "wamid.1",
      typing_indicator: { type: "text" },
    });
  });

  test("from a template has its parameters on one line and its buttons numbered", () => {
    const template = {
      name: "pedido_nuevo",
      language: "es_AR",
      parameters: ["#1", "1 Muzzarella\n\t1     Coca", " "],
      payloads: ["c:1:accept", "c:1:refuse"],
    };
    expect(json({ kind: "template", template })).toMatchObject({
      type: "template",
      template: {
        name: "pedido_nuevo",
        language: { code: "es_AR" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "#1" },
              { type: "text", text: "1 Muzzarella 1 Coca" },
              { type: "text", text: "-" },
            ],
          },
          {
            type: "button",
            sub_type: "quick_reply",
            index: "0",
            parameters: [{ type: "payload", payload: "c:1:accept" }],
          },
          { type: "button", sub_type: "quick_reply", index: "1" },
        ],
      },
    });
  });

  test("with nothing to say is not sent", () => {
    const empty: Outgoing[] = [
      { kind: "text", text: " \u200b\n" },
      { kind: "buttons", text: "", buttons: [{ id: "1", label: "Sí" }] },
      { kind: "list", text: "", opener: "Ver", sections: [] },
      {
        kind: "list",
        text: "Elegí",
        opener: " ",
        sections: [{ rows: [{ id: "1", label: "Sí" }] }],
      },
      { kind: "link", text: "Pagá", label: "Pagar", url: "javascript:alert(1)" },
      { kind: "image", media: { link: "file:///etc/passwd" } },
      { kind: "reaction", messageId: "wamid.1", emoji: "ok" },
      { kind: "read", messageId: "", typing: false },
    ];
    expect(empty.map((message) => render(message).ok)).toEqual(empty.map(() => false));
  });

  test("keeps its words where no choice can be shown", () => {
    expect(
      json({ kind: "buttons", text: "Hola", buttons: [{ id: "x".repeat(201), label: "Sí" }] }),
    ).toMatchObject({
      type: "text",
      text: { body: "Hola" },
    });
  });
});
