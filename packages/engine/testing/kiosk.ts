// A small flow that uses everything the engine knows, written as a flow author writes it.

import { assertEvent, assign, setup } from "xstate";
import { z } from "zod";
import { effectsOf, type Done, type Failed } from "../src/effects-of.ts";
import { defineFlow, type About, type Heard } from "../src/flow.ts";
import type { Incoming } from "../src/message.ts";
import type { Choice, Screen } from "../src/screen.ts";
import type { ChatId } from "../src/ids.ts";
import type { InWorld } from "../src/world.ts";

export type KioskFacts = {
  products: { id: string; name: string; price: number; section: string }[];
  open: boolean;
};

const kioskContext = z.object({
  cart: z.array(z.string()),
  revision: z.int(),
  address: z.string().nullable(),
  number: z.int().nullable(),
  refusal: z.string().nullable(),
  receipt: z.string().nullable(),
});

const kioskEvents = z.discriminatedUnion("type", [
  z.object({ type: z.literal("product.chosen"), product: z.string() }),
  z.object({ type: z.literal("quantity.given"), value: z.int().min(1).max(20) }),
  z.object({ type: z.literal("cart.finished") }),
  z.object({ type: z.literal("menu.asked") }),
  z.object({ type: z.literal("person.asked") }),
  z.object({ type: z.literal("bot.asked") }),
  z.object({ type: z.literal("address.given"), text: z.string().min(4) }),
  z.object({ type: z.literal("pickup.chosen") }),
  z.object({ type: z.literal("cash.chosen"), revision: z.int() }),
  z.object({ type: z.literal("receipt.sent"), media: z.object({ id: z.string() }) }),
  z.object({ type: z.literal("order.accepted"), minutes: z.int() }),
  z.object({ type: z.literal("order.delivered") }),
]);

type Context = InWorld<z.infer<typeof kioskContext>, KioskFacts>;
type KioskEvent = z.infer<typeof kioskEvents>;
type Placed = { number: number };
type MachineEvent =
  | KioskEvent
  | Done<"placeOrder", Placed>
  | Failed<"placeOrder">
  | Done<"readReceipt", { amount: number }>
  | Failed<"readReceipt">;

const { say, write, signal, query, command, job, initial } = effectsOf<
  Context,
  KioskEvent,
  MachineEvent
>();

const nameOf = (context: Context, id: string) =>
  context.world.facts.products.find((product) => product.id === id)?.name ?? id;

const kioskMachine = setup({
  types: {
    context: {} as Context,
    events: {} as MachineEvent,
    meta: {} as { screen: "shelf" | "address" | "payment" | "placed" | "person" },
  },
  actors: {
    isOpen: query<boolean>("shop.open", () => ({})),
    placeOrder: command<Placed>("order.place", ({ context }) => ({
      cart: context.cart,
      address: context.address,
    })),
    readReceipt: job<{ amount: number }>("readReceipt", ({ context }) => ({
      media: context.receipt,
    })),
  },
  actions: {
    addProduct: assign(({ context, event }) => {
      assertEvent(event, "product.chosen");
      return { cart: [...context.cart, event.product], revision: context.revision + 1 };
    }),
    rememberQuantity: assign(({ context, event }) => {
      assertEvent(event, "quantity.given");
      const last = context.cart.at(-1) ?? "";
      const others = context.cart.slice(0, -1);
      return { cart: [...others, ...Array.from({ length: event.value }, () => last)] };
    }),
    rememberAddress: assign(({ event }) => {
      assertEvent(event, "address.given");
      return { address: event.text };
    }),
    rememberNumber: assign(({ event }) => {
      assertEvent(event, "xstate.done.actor.placeOrder");
      return { number: event.output.number };
    }),
    rememberRefusal: assign(({ event }) => {
      assertEvent(event, "xstate.error.actor.placeOrder");
      return { refusal: event.error.code };
    }),
    rememberReceipt: assign(({ event }) => {
      assertEvent(event, "receipt.sent");
      return { receipt: event.media.id };
    }),
    sayAdded: say(({ context }) => `Va ${nameOf(context, context.cart.at(-1) ?? "")}.`),
    sayRefused: say(({ context }) => `No se pudo: ${context.refusal ?? ""}.`),
    sayAmount: say(({ event }) => {
      assertEvent(event, "xstate.done.actor.readReceipt");
      return `Leí $ ${event.output.amount}.`;
    }),
    sayUnread: say(() => "No pude leer el comprobante."),
    sayReminder: say(() => "¿Seguimos con tu pedido?"),
    sayAccepted: say(({ event }) => {
      assertEvent(event, "order.accepted");
      return {
        text: `Aceptado: ${event.minutes} minutos.`,
        choices: [{ label: "Ver la carta", event: { type: "menu.asked" } }],
        template: {
          name: "aceptado",
          language: "es_AR",
          parameters: [`${event.minutes} minutos`],
          choices: [{ type: "menu.asked" }],
        },
      };
    }),
    favourProduct: write("favourite.remember", ({ context }) => ({
      product: context.cart.at(-1) ?? null,
    })),
    tellOwner: signal(({ context }) => ({
      to: { flow: "owner", key: "owner-chat", chat: "owner-chat" as ChatId },
      event: { type: "order.arrived", number: context.number },
    })),
  },
  guards: {
    cartHasSomething: ({ context }) => context.cart.length > 0,
    cartIsUnchanged: ({ context, event }) => {
      assertEvent(event, "cash.chosen");
      return event.revision === context.revision;
    },
  },
  delays: { cartAbandoned: 30 * 60_000, personQuiet: 60 * 60_000 },
}).createMachine({
  id: "kiosk",
  context: initial({
    cart: [],
    revision: 0,
    address: null,
    number: null,
    refusal: null,
    receipt: null,
  }),
  initial: "buying",
  on: { "person.asked": ".withPerson", "menu.asked": ".buying" },
  states: {
    buying: {
      initial: "shelf",
      on: {
        "product.chosen": {
          target: ".shelf",
          actions: ["addProduct", "favourProduct", "sayAdded"],
        },
      },
      states: {
        shelf: {
          meta: { screen: "shelf" },
          on: {
            "quantity.given": {
              guard: "cartHasSomething",
              target: "shelf",
              reenter: true,
              actions: "rememberQuantity",
            },
            "cart.finished": { guard: "cartHasSomething", target: "address" },
          },
          after: { cartAbandoned: { guard: "cartHasSomething", actions: "sayReminder" } },
        },
        address: {
          meta: { screen: "address" },
          on: {
            "address.given": { target: "payment", actions: "rememberAddress" },
            "pickup.chosen": "payment",
          },
        },
        payment: {
          meta: { screen: "payment" },
          on: { "cash.chosen": { guard: "cartIsUnchanged", target: "placing" } },
        },
        placing: {
          invoke: {
            src: "placeOrder",
            id: "placeOrder",
            onDone: { target: "placed", actions: ["rememberNumber", "tellOwner"] },
            onError: { target: "payment", actions: ["rememberRefusal", "sayRefused"] },
          },
        },
        placed: {
          meta: { screen: "placed" },
          on: {
            "receipt.sent": { target: "reading", actions: "rememberReceipt" },
            "order.accepted": { actions: "sayAccepted" },
            "order.delivered": "#kiosk.closed",
          },
        },
        reading: {
          meta: { screen: "placed" },
          invoke: {
            src: "readReceipt",
            id: "readReceipt",
            onDone: { target: "placed", actions: "sayAmount" },
            onError: { target: "placed", actions: "sayUnread" },
          },
        },
        recent: { type: "history", history: "deep" },
      },
    },
    withPerson: {
      meta: { screen: "person" },
      on: { "bot.asked": "checking" },
      after: { personQuiet: "buying.recent" },
    },
    checking: {
      invoke: { src: "isOpen", id: "isOpen", onDone: "buying.recent", onError: "buying.recent" },
    },
    closed: { type: "final" },
  },
});

const productChoices = ({ world }: Context): Choice<KioskEvent>[] =>
  world.facts.products.map(({ id, name, price, section }) => ({
    label: name,
    description: `$ ${price}`,
    section,
    event: { type: "product.chosen", product: id },
  }));

const screens = {
  shelf: (context: Context): Screen<KioskEvent> => ({
    text: context.cart.length === 0 ? "Hola, ¿qué llevás?" : "¿Algo más?",
    choices: [
      ...(context.cart.length === 0
        ? []
        : [
            {
              label: "Terminar el pedido",
              words: ["listo", "nada más"],
              pinned: true,
              event: { type: "cart.finished" as const },
            },
          ]),
      ...productChoices(context),
    ],
    takes: [{ kind: "number", event: "quantity.given" }],
    opener: "Ver la carta",
  }),
  address: (): Screen<KioskEvent> => ({
    text: "¿A dónde te lo mandamos?",
    choices: [{ label: "Retiro", words: ["paso a buscarlo"], event: { type: "pickup.chosen" } }],
    takes: [{ kind: "text", event: "address.given", joins: true }],
  }),
  payment: (context: Context): Screen<KioskEvent> => ({
    text: `${context.cart.length} cosas a ${context.address ?? "retirar"}. ¿Cómo pagás?`,
    choices: [
      { label: "Efectivo", event: { type: "cash.chosen", revision: context.revision } },
      { label: "Ver la carta", event: { type: "menu.asked" } },
    ],
    takes: [],
  }),
  placed: (context: Context): Screen<KioskEvent> => ({
    text: `Pedido #${context.number ?? 0} confirmado.`,
    choices: [],
    takes: [{ kind: "image", event: "receipt.sent" }],
  }),
  person: (): Screen<KioskEvent> => ({
    text: "Te leen enseguida.",
    choices: [{ label: "Volver", event: { type: "bot.asked" } }],
    takes: [],
  }),
};

function listen(heard: Incoming, about: About<Context, KioskEvent>): Heard<KioskEvent> {
  if (heard.kind === "sticker" || heard.kind === "reaction") return { kind: "silence" };
  if (heard.kind !== "text") return { kind: "nothing" };
  if (heard.text === "gracias") return { kind: "silence" };
  const events: KioskEvent[] = about.context.world.facts.products
    .filter(({ name }) => heard.text.includes(name.toLowerCase()))
    .map(({ id }) => ({ type: "product.chosen", product: id }));
  if (heard.text.includes("retiro"))
    events.push({ type: "cart.finished" }, { type: "pickup.chosen" });
  return events.length === 0 ? { kind: "nothing" } : { kind: "events", events };
}

/** A kiosk that sells over the counter; its facts are {@link KioskFacts}. */
export const kiosk = defineFlow({
  id: "kiosk",
  version: 1,
  kind: "conversation",
  machine: kioskMachine,
  context: kioskContext,
  events: kioskEvents,
  screens,
  words: [
    { words: ["menú", "carta"], event: { type: "menu.asked" } },
    { words: ["persona"], event: { type: "person.asked" } },
  ],
  listen,
  replies: {
    misunderstood: (_context, misses) => ({
      text: `No te entendí (${misses}).`,
      choice: { label: "Hablar con alguien", event: { type: "person.asked" } },
    }),
    stale: () => "Eso era de antes.",
    more: "Más",
    opener: "Ver opciones",
  },
});

export const kioskFacts: KioskFacts = {
  open: true,
  products: [
    { id: "alfajor", name: "Alfajor", price: 900, section: "Dulce" },
    { id: "chicle", name: "Chicle", price: 300, section: "Dulce" },
    { id: "papas", name: "Papas", price: 1500, section: "Salado" },
    { id: "agua", name: "Agua", price: 1200, section: "Bebidas" },
  ],
};
