// What people send to the shop that no choice offers, by the screen they are at.

import type { Cases } from "@mostrador/engine/testing";

type Inputs = NonNullable<Cases["inputs"]>;

const media = { id: "1234567890", mimeType: "audio/ogg" };
const sticker = { kind: "sticker", media: { ...media, mimeType: "image/webp" } } as const;
const audio = { kind: "audio", media, voice: true } as const;
const pin = { kind: "location", latitude: -34.62, longitude: -58.41 } as const;

/** An evening like any other. */
export const inputs: Inputs = {
  "*": ["cancelar", "persona", "gracias", "mi pedido", audio, sticker],
  menu: [
    "hola",
    "ayuda",
    "horarios",
    "zonas",
    "dónde están",
    "medios de pago",
    "cuánto sale la napo",
    "baja",
    "alta",
    "arrepentimiento",
    "terminar",
    "para las 22",
    "retiro",
    "envío",
    "Almagro",
    pin,
    "una muzza",
    "una coca",
    "vigilante",
    "una empanada de carne y una pizza",
    "20 empanadas de humita",
    "un kilo de helado",
  ],
  section: ["una muzza", "menú"],
  cart: [
    "3",
    "0",
    "que sean dos",
    "qué llevo",
    "sacá la muzza",
    "una fainá",
    "pago con 50 lucas",
    "efectivo",
    "transferencia",
    "Castro Barros 432",
    "envío",
  ],
  changeLine: ["2"],
  changeNote: ["sin aceitunas", "x"],
  address: [
    "Castro Barros 432, Boedo",
    "Castro Barros 432",
    "Av. San Juan, Boedo",
    "Cabildo 2000, Belgrano",
    "Guardia Vieja 3500, Almagro",
    pin,
  ],
  barrio: ["Belgrano", "almagro"],
  addressNumber: ["432", "no sé"],
  confirmation: [
    "efectivo",
    "transferencia",
    "pago con 50 lucas",
    "dale",
    "una coca de litro y medio",
    "asdf qwer",
  ],
  placed: ["con 100 lucas", "con 10 pesos", "transferencia", "asdf qwer"],
  withPerson: ["volver", "hola"],
  choosing: ["ninguna"],
  question: ["no"],
};

/** Labels that people find in older messages. */
export const stale: readonly string[] = [
  "Pizzas",
  "Efectivo",
  "Terminar el pedido",
  "Sí, cancelar",
  "Sacar doble muzzarella",
];

/** While the shop changes how it hands things over. */
export const handingOver: Inputs = {
  menu: ["una muzza", "retiro", "envío", "Castro Barros 432, Boedo", pin],
  cart: ["Cabildo 2000, Belgrano"],
  address: ["Cabildo 2000, Belgrano", "Castro Barros 432"],
  pin: [pin, "Castro Barros 432", { ...pin, latitude: -34.9 }],
};

/** While the shop is closed. */
export const waiting: Inputs = {
  menu: ["hola", "una muzza", "retiro"],
  cart: ["retiro", "Castro Barros 432, Boedo", "mi pedido"],
};
