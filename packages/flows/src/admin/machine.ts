import { newAdminMemory } from "./context.ts";
import { adminSetup, startWith } from "./setup.ts";

/** The chat of somebody who runs the shop: orders ring here and are moved from here. */
export const adminMachine = adminSetup.createMachine({
  id: "admin",
  description:
    "El teléfono de quien atiende el local: suenan los pedidos nuevos y desde acá se aceptan, rechazan y avanzan.",
  context: startWith(newAdminMemory),
  initial: "resting",
  on: {
    "order.arrived": [
      { guard: "somethingRings", actions: ["rememberRinging", "sayArrived"] },
      { actions: ["rememberRinging", "sayArrived", "raiseBellLater"] },
    ],
    "bell.rang": {
      guard: "somethingRings",
      actions: ["rememberRing", "sayRingAgain", "raiseBellLater"],
    },
    "order.changed": { actions: ["sayChanged", "rememberChanged"] },
    "cash.named": { actions: ["rememberCash", "sayCash"] },
    "person.asked": { actions: "sayPersonAsked" },
    "accept.chosen": { target: ".findingOrder", actions: "rememberTask" },
    "delay.asked": { target: ".findingOrder", actions: "rememberTask" },
    "refusal.asked": { target: ".findingOrder", actions: "rememberTask" },
    "ready.chosen": { target: ".findingOrder", actions: "rememberTask" },
    "leaving.chosen": { target: ".findingOrder", actions: "rememberTask" },
    "delivered.chosen": { target: ".findingOrder", actions: "rememberTask" },
    "cancel.asked": { target: ".findingOrder", actions: "rememberTask" },
    "order.opened": { target: ".findingOrder", actions: "rememberTask" },
    "deed.worded": { target: ".findingOrder", actions: "rememberTask" },
    "minutes.given": [
      { guard: "minutesArePlausible", target: ".findingOrder", actions: "rememberTask" },
      { actions: "sayNothingRings" },
    ],
    "orders.asked": ".listingOrders",
    "desk.asked": ".resting",
    "hello.said": ".resting",
    "help.asked": { actions: "sayHelp" },
    "media.sent": { actions: "sayMedia" },
  },
  states: {
    resting: {
      description: "Nada en mano: qué suena y qué se puede pedir.",
      meta: { screen: "desk" },
    },
    findingOrder: {
      description: "Se buscan los pedidos abiertos para saber de cuál se habla.",
      invoke: {
        src: "findOpenOrders",
        id: "findOpenOrders",
        onDone: { target: "deciding", actions: "rememberFound" },
        onError: { target: "resting", actions: "sayUnknownOrder" },
      },
    },
    deciding: {
      description: "Qué falta para hacerlo: cuál, en cuánto, por qué, si es seguro.",
      always: [
        { guard: "orderIsUnknown", target: "resting", actions: "sayUnknownOrder" },
        { guard: "orderIsAmbiguous", target: "choosingOrder" },
        { guard: "nothingIsToBeDone", target: "holdingOrder" },
        { guard: "minutesAreMissing", target: "choosingMinutes" },
        { guard: "reasonIsMissing", target: "choosingReason" },
        { guard: "confirmationIsMissing", target: "confirmingCancel" },
        { target: "advancing" },
      ],
    },
    choosingOrder: {
      description: "Puede ser más de uno.",
      meta: { screen: "whichOrder" },
      on: {
        "order.picked": {
          guard: "orderIsListed",
          target: "deciding",
          actions: "rememberPicked",
        },
        "number.given": {
          guard: "orderIsListed",
          target: "deciding",
          actions: "rememberPicked",
        },
      },
    },
    choosingMinutes: {
      description: "Otra demora: en cuántos minutos.",
      meta: { screen: "askMinutes" },
      on: {
        "minutes.given": {
          guard: "minutesArePossible",
          target: "deciding",
          actions: "rememberMinutes",
        },
      },
    },
    choosingReason: {
      description: "Por qué se rechaza; el cliente lo lee.",
      meta: { screen: "askReason" },
      on: {
        "reason.given": {
          guard: "reasonIsSaid",
          target: "deciding",
          actions: "rememberReason",
        },
      },
    },
    confirmingCancel: {
      description: "Cancelar se pregunta antes.",
      meta: { screen: "askCancel" },
      on: {
        "cancel.confirmed": { target: "advancing", actions: "rememberSure" },
        "cancel.declined": "holdingOrder",
      },
    },
    advancing: {
      description:
        "Se mueve en la base, que decide si todavía se puede; después se entera el pedido.",
      invoke: {
        src: "advanceOrder",
        id: "advanceOrder",
        onDone: { target: "holdingOrder", actions: ["rememberAdvanced", "signalOrder"] },
        onError: [
          {
            guard: "refusalNamesOrder",
            target: "holdingOrder",
            actions: ["rememberActual", "sayRefusedAlready"],
          },
          { target: "resting", actions: "sayUnknownOrder" },
        ],
      },
    },
    holdingOrder: {
      description: "Un pedido en mano y su paso siguiente.",
      meta: { screen: "order" },
    },
    listingOrders: {
      description: "Se leen los pedidos abiertos.",
      invoke: {
        src: "findOpenOrders",
        id: "listOpenOrders",
        onDone: { target: "browsingOrders", actions: "rememberOpen" },
        onError: "resting",
      },
    },
    browsingOrders: {
      description: "La lista de los pedidos abiertos.",
      meta: { screen: "orders" },
    },
  },
});
