import type { Cases } from "@mostrador/engine/testing";

const sticker = { kind: "sticker", media: { id: "media-1", mimeType: "image/webp" } } as const;
const pin = { kind: "location", latitude: -34.62, longitude: -58.41 } as const;

/** Free inputs for walks through ordering, by screen, over the shop la-esquina. */
export const orderingCases: Cases = {
  inputs: {
    "*": ["¿y mi pedido?", "cancelar", "persona"],
    menu: ["una muzza", "queso y dulce", "dos de verdura", sticker],
    cart: ["2", "para las 21:30", "Maza 120, Almagro", "Av. Rivadavia 8000, Flores"],
    changeNote: ["bien cocida por favor"],
    // One text only: bubbles that wait to be joined look alike to whoever explores.
    address: ["Castro Barros, Boedo", pin],
    addressNumber: ["432"],
    confirmation: ["pago con transferencia"],
    placed: ["con 40 lucas", "con 100 pesos", "gracias", "hola"],
    withPerson: ["una coca"],
  },
  perEvent: 1,
};

/** What tells two chats in the same state apart, for walks. */
export function orderingSituation(context: Readonly<Record<string, unknown>>): unknown {
  const { cart, finishing, fulfilment, order } = context;
  return [JSON.stringify(cart).includes("productId"), finishing, fulfilment, order !== null];
}
