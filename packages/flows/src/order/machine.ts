import { orderSetup, startWith } from "./setup.ts";

/** The life of one placed order. Who moves it has done so in the database; here everybody is told. */
export const orderMachine = orderSetup.createMachine({
  id: "order",
  description:
    "Un pedido confirmado. Quien lo mueve ya lo movió en la base; acá se les avisa a los demás y al cliente.",
  context: startWith({ order: null }),
  initial: "awaited",
  on: {
    "cash.named": { actions: ["rememberCash", "signalCash"] },
  },
  states: {
    awaited: {
      description: "Todavía no llegó el pedido a esta instancia.",
      on: {
        "order.placed": { target: "received", actions: ["rememberPlaced", "signalArrived"] },
      },
    },
    received: {
      description: "Recibido: suena en el local hasta que alguien lo tome.",
      on: {
        "order.accepted": {
          target: "underWay.accepted",
          actions: ["rememberNews", "signalChanged", "sayAccepted"],
        },
        "order.refused": {
          target: "cancelled",
          actions: ["rememberNews", "signalChanged", "sayRefused"],
        },
        "order.cancelled": {
          target: "cancelled",
          actions: ["rememberNews", "signalChanged", "sayCancelled"],
        },
      },
      after: { firstPhoneIsSilent: { actions: "signalSecondPhone" } },
    },
    underWay: {
      description: "El local lo tomó.",
      initial: "accepted",
      on: {
        "order.delivered": { target: "delivered", actions: ["rememberNews", "signalChanged"] },
        "order.cancelled": {
          target: "cancelled",
          actions: ["rememberNews", "signalChanged", "sayCancelled"],
        },
      },
      states: {
        accepted: {
          description: "Aceptado, con su promesa de horario.",
          on: {
            "order.started": { target: "preparing", actions: ["rememberNews", "signalChanged"] },
            "order.ready": {
              target: "ready",
              actions: ["rememberNews", "signalChanged", "sayReady"],
            },
            "order.left": {
              target: "onTheWay",
              actions: ["rememberNews", "signalChanged", "sayLeft"],
            },
          },
        },
        preparing: {
          description: "En preparación.",
          on: {
            "order.ready": {
              target: "ready",
              actions: ["rememberNews", "signalChanged", "sayReady"],
            },
            "order.left": {
              target: "onTheWay",
              actions: ["rememberNews", "signalChanged", "sayLeft"],
            },
          },
        },
        ready: {
          description: "Listo para retirar, o para salir.",
          on: {
            "order.left": {
              target: "onTheWay",
              actions: ["rememberNews", "signalChanged", "sayLeft"],
            },
          },
        },
        onTheWay: { description: "En camino." },
      },
    },
    delivered: { type: "final", description: "Entregado." },
    cancelled: { type: "final", description: "Cancelado o rechazado, con su motivo." },
  },
});
