// A shop of a few lines that takes an order with one list and two buttons and rings its owner by template.

import { demoCredentials, demoSettings } from "../src/demo.ts";
import { createEmulator } from "../src/index.ts";
import type { Emulator, EmulatorOptions } from "../src/index.ts";
import { createStage } from "../src/stage.ts";
import type { Stage } from "../src/stage.ts";

export const shop = {
  name: "La Esquina de Boedo",
  phoneNumberId: "100000000000101",
  wabaId: "200000000000101",
  displayPhoneNumber: "5491150001987",
  owner: { waId: "5491150001988", name: "Rubén" },
  customer: { waId: "5491155550101", name: "Marta" },
};

type Tell = (to: string, message: object) => Promise<void>;

const menu = (body: string) => ({
  type: "interactive",
  interactive: {
    type: "list",
    body: { text: body },
    action: {
      button: "Ver la carta",
      sections: [
        {
          title: "Carta",
          rows: [
            { id: "pizzas", title: "Pizzas", description: "Desde $ 9.000, a la piedra" },
            { id: "bebidas", title: "Bebidas" },
          ],
        },
      ],
    },
  },
});

const finish = {
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "Va 1 Muzzarella. Llevás *$ 15.900*. ¿Algo más? 🍕" },
    action: {
      buttons: [
        { type: "reply", reply: { id: "end", title: "Terminar" } },
        { type: "reply", reply: { id: "more", title: "Otra cosa" } },
      ],
    },
  },
};

const ring = {
  type: "template",
  template: {
    name: "pedido_nuevo",
    language: { code: "es_AR" },
    components: [
      { type: "body", parameters: [{ type: "text", text: "1 Muzzarella" }] },
      {
        type: "button",
        sub_type: "quick_reply",
        index: 0,
        parameters: [{ type: "payload", payload: "accept" }],
      },
    ],
  },
};

async function answer(tell: Tell, from: string, said: string): Promise<void> {
  const text = (body: string) => ({ type: "text", text: { body } });
  switch (said) {
    case "hola":
      return tell(from, menu("¡Hola! Soy el asistente automático."));
    case "pizzas":
      return tell(from, finish);
    case "end":
      await tell(from, text("*Pedido #1 confirmado* ✅"));
      return tell(shop.owner.waId, ring);
    case "accept":
      await tell(from, text("#1 aceptado."));
      return tell(shop.customer.waId, text("Lo están preparando."));
    case "gracias":
      return undefined;
    default:
      return tell(from, text(`No entendí "${said}".`));
  }
}

type InMessage = {
  id: string;
  from: string;
  text?: { body: string };
  button?: { payload: string };
  interactive?: { list_reply?: { id: string }; button_reply?: { id: string } };
};

function saidBy(message: InMessage): string {
  return (
    message.text?.body ??
    message.button?.payload ??
    message.interactive?.list_reply?.id ??
    message.interactive?.button_reply?.id ??
    "?"
  );
}

/** The bot and its emulator in one process, and both people's phones. */
export function openShop(options: Partial<EmulatorOptions> = {}): {
  emulator: Emulator;
  stage: Stage;
} {
  const tell: Tell = async (to, message) => {
    const response = await emulator.fetch(
      new Request(`http://graph.invalid/${shop.phoneNumberId}/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${demoCredentials.accessToken}` },
        body: JSON.stringify({ messaging_product: "whatsapp", to, ...message }),
      }),
    );
    if (!response.ok) throw new Error(await response.text());
  };
  const emulator = createEmulator({
    ...demoSettings(shop, "http://bot.invalid/webhooks"),
    fetch: async (request) => {
      const { value } = JSON.parse(await request.text()).entry[0].changes[0];
      for (const message of value.messages ?? []) {
        const read = { to: undefined, status: "read", message_id: message.id };
        await tell(message.from, { ...read, typing_indicator: { type: "text" } });
        await answer(tell, message.from, saidBy(message));
      }
      return new Response("ok");
    },
    ...options,
  });
  emulator.start();
  const stage = createStage({
    emulator: { fetch: emulator.fetch },
    advanceServer: async () => {},
    phoneNumberId: shop.phoneNumberId,
    shopName: shop.name,
    actors: { customer: shop.customer, owner: shop.owner },
  });
  return { emulator, stage };
}
