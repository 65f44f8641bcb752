// What the people of a shop type.

type Deed = "accept" | "refuse" | "start" | "ready" | "leave" | "deliver" | "cancel" | "show";

/** Beginnings of words, without accents, or whole phrases; the first that is found counts. */
export const deeds: readonly { deed: Deed; stems: readonly string[] }[] = [
  { deed: "refuse", stems: ["rechaz", "no puedo con", "no lo tomo", "no la tomo"] },
  { deed: "cancel", stems: ["cancel", "anul"] },
  { deed: "accept", stems: ["acept", "tomo", "dale", "ok", "joya", "confirm"] },
  { deed: "deliver", stems: ["entreg"] },
  {
    deed: "leave",
    stems: ["salio", "salieron", "sale", "salen", "saliendo", "despach", "en camino"],
  },
  { deed: "ready", stems: ["listo", "lista", "listos", "terminad"] },
  { deed: "start", stems: ["prepar", "marcha", "en el horno", "cocin"] },
  { deed: "show", stems: ["ver pedido", "ver el", "mostra", "detalle", "como era el", "pedido "] },
];

export const orders = ["pedidos", "pendientes", "abiertos", "comandas"];

export const orderLists = [
  "pedidos",
  "ver pedidos",
  "los pedidos",
  "pendientes",
  "pedidos abiertos",
  "pedidos pendientes",
  "qué pedidos tengo",
  "qué pedidos hay",
  "dame los pedidos",
  "lista",
];

export const help = ["ayuda", "help", "menú", "opciones", "comandos", "qué puedo hacer"];

export const greetings = ["hola", "buenas", "buen día", "buenas tardes", "buenas noches", "inicio"];

export const courtesies = [
  "gracias",
  "muchas gracias",
  "genial",
  "bárbaro",
  "buenísimo",
  "perfecto",
];
