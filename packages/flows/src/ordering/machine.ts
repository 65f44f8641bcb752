import { newOrderingMemory } from "./context.ts";
import { orderingSetup, startWith } from "./setup.ts";

/** A customer's chat: from hola to a placed order, and what is asked about it afterwards. */
export const orderingMachine = orderingSetup.createMachine({
  id: "ordering",
  description:
    "Un cliente pide. Cada mensaje nuestro dice qué pasó, cómo va el pedido y qué se puede hacer; las palabras valen en cualquier estado.",
  context: startWith(newOrderingMemory),
  initial: "attending",
  on: {
    "marketing.refused": { actions: ["refuseMarketing", "sayMarketingRefused"] },
    "marketing.accepted": { actions: ["acceptMarketing", "sayMarketingAccepted"] },
  },
  states: {
    attending: {
      description: "Atiende el asistente. Lo que está acá vale en todos los estados de adentro.",
      initial: "arriving",
      on: {
        "greeting.said": { target: ".proceeding", actions: ["sayWelcome", "forgetFinishing"] },
        "menu.asked": { target: ".choosingSection", actions: "forgetFinishing" },
        "section.chosen": {
          guard: "sectionIsServed",
          target: ".choosingProduct",
          actions: ["rememberSection", "forgetFinishing"],
        },
        "product.chosen": {
          guard: "productIsSold",
          target: ".proceeding",
          actions: ["sayProductAdded", "addProduct"],
        },
        "items.named": {
          guard: "itemsMean",
          target: ".proceeding",
          actions: ["sayItemsChanged", "addItems"],
        },
        "product.unclear": { target: ".proceeding", actions: "rememberUnclear" },
        "amount.unclear": { actions: "sayAmountUnclear" },
        "quantity.given": {
          guard: "quantityIsPlausible",
          target: ".proceeding",
          actions: ["sayQuantity", "rememberQuantity"],
        },
        "order.finished": [
          { guard: "cartHasLines", target: ".proceeding", actions: "rememberFinishing" },
          { target: ".choosingSection", actions: "sayNothingToFinish" },
        ],
        "cart.asked": { target: ".proceeding", actions: ["sayCartLines", "forgetFinishing"] },
        "cart.emptied": {
          guard: "cartHasLines",
          target: ".choosingSection",
          actions: ["dropCart", "sayCartDropped"],
        },
        "change.asked": { guard: "cartHasLines", target: ".changing" },
        "change.finished": ".proceeding",
        "line.chosen": {
          guard: "lineExists",
          target: ".changing.changingLine",
          actions: "rememberLine",
        },
        "line.removed": {
          guard: "lineExists",
          target: ".proceeding",
          actions: ["sayLineRemoved", "removeLine"],
        },
        "variant.chosen": {
          guard: "lineExists",
          target: ".proceeding",
          actions: ["sayVariant", "rememberVariant"],
        },
        "option.chosen": {
          guard: "lineExists",
          target: ".proceeding",
          actions: ["sayOptionAdded", "addOption"],
        },
        "option.removed": {
          guard: "lineExists",
          target: ".proceeding",
          actions: ["sayOptionRemoved", "removeOption"],
        },
        "pickup.chosen": [
          { guard: "pickupIsOffered", target: ".proceeding", actions: "rememberPickup" },
          { actions: "sayNoPickup" },
        ],
        "delivery.chosen": [
          { guard: "deliveryIsOffered", target: ".proceeding", actions: "rememberDelivery" },
          { actions: "sayNoDelivery" },
        ],
        "address.given": [
          { guard: "deliveryIsOffered", target: ".proceeding", actions: "rememberAddress" },
          { actions: "sayNoDelivery" },
        ],
        "address.kept": {
          guard: "addressIsKnown",
          target: ".proceeding",
          actions: "rememberDelivery",
        },
        "address.asked": [
          { guard: "deliveryIsOffered", target: ".proceeding", actions: "forgetAddress" },
          { actions: "sayNoDelivery" },
        ],
        "barrio.named": { target: ".proceeding", actions: "rememberBarrio" },
        "location.sent": [
          { guard: "deliveryIsOffered", target: ".proceeding", actions: "rememberLocation" },
          { actions: "sayNoDelivery" },
        ],
        "time.named": { actions: "sayNoSchedule" },
        "payment.named": [
          { guard: "methodIsOffered", target: ".proceeding", actions: "rememberPayment" },
          { actions: "sayPaymentUnavailable" },
        ],
        "payment.confirmed": {
          guard: "cartHasLines",
          target: ".proceeding",
          actions: ["rememberFinishing", "sayNotConfirmed"],
        },
        "cash.named": [
          { guard: "cartHasLines", target: ".proceeding", actions: "rememberCash" },
          {
            guard: "cashCovers",
            target: ".placed",
            actions: ["sayChange", "rememberCash", "writeCash", "signalCash"],
          },
          { guard: "orderIsPlaced", actions: "sayCashShort" },
        ],
        "status.asked": "#ordering.readingOrder",
        "cancel.asked": [
          { guard: "cartHasLines", target: ".cancellingCart" },
          { target: "#ordering.readingOrderToCancel" },
        ],
        "person.asked": { target: "#ordering.callingPerson", actions: "rememberReason" },
        "help.asked": { actions: "sayHelp" },
        "hours.asked": { actions: "sayHours" },
        "zones.asked": { actions: "sayZones" },
        "place.asked": { actions: "sayPlace" },
        "payments.asked": { actions: "sayPayments" },
        "price.asked": { actions: "sayPrices" },
        "media.sent": { actions: "sayMedia" },
      },
      states: {
        arriving: {
          description: "Primer mensaje de la persona: se presenta el asistente.",
          always: { target: "welcoming", actions: "sayHello" },
        },
        welcoming: {
          description: "Recién llegado: hasta un sticker recibe la carta.",
          meta: { screen: "menu" },
          on: { "greeting.said": "choosingSection", "visit.begun": "choosingSection" },
        },
        proceeding: {
          description:
            "Decide qué falta, en orden: lo que se agotó, lo que quedó dudoso, lo obligatorio de cada cosa; y si ya terminó de elegir: a dónde va, el mínimo, y la confirmación.",
          always: [
            {
              guard: "somethingIsSoldOut",
              target: "proceeding",
              reenter: true,
              actions: ["saySoldOut", "removeSoldOut"],
            },
            { guard: "somethingIsUnclear", target: "choosingAmong" },
            { guard: "lineIsIncomplete", target: "completingLine" },
            { guard: "cartIsEmpty", target: "choosingSection", actions: "forgetFinishing" },
            { guard: "customerIsBrowsing", target: "choosingMore" },
            {
              guard: "shopTakesNoOrders",
              target: "choosingMore",
              actions: ["sayTakesNoOrders", "forgetFinishing"],
            },
            {
              guard: "onlyPickupIsOffered",
              target: "proceeding",
              reenter: true,
              actions: "rememberPickup",
            },
            { guard: "deliveryIsUndecided", target: "choosingAddress.askingAddress" },
            { guard: "addressIsMissing", target: "choosingAddress.askingAddress" },
            { guard: "barrioIsMissing", target: "choosingAddress.askingBarrio" },
            { guard: "pinIsMissing", target: "choosingAddress.askingPin" },
            { guard: "zoneIsUnserved", target: "choosingAddress.leavingZone" },
            { guard: "numberIsMissing", target: "choosingAddress.askingNumber" },
            { guard: "minimumIsMissing", target: "missingMinimum" },
            { target: "confirming" },
          ],
        },
        choosingSection: {
          description: "La carta: sus secciones.",
          meta: { screen: "menu" },
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
        },
        choosingProduct: {
          description: "Los productos de una sección. Un toque suma uno.",
          meta: { screen: "section" },
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
        },
        choosingAmong: {
          description: "Lo que escribió puede ser más de un producto: cuál.",
          meta: { screen: "choosing" },
          on: {
            "product.chosen": {
              guard: "productIsSold",
              target: "proceeding",
              actions: ["sayProductAdded", "addProduct", "forgetUnclear"],
            },
            "unclear.dropped": { target: "proceeding", actions: "forgetUnclear" },
          },
        },
        completingLine: {
          description:
            "Falta algo obligatorio de un producto: tamaño, gusto, salsa. De a una cosa.",
          meta: { screen: "question" },
        },
        choosingMore: {
          description: "Se sumó algo: total y la lista siguiente. Un número suelto es cantidad.",
          meta: { screen: "cart" },
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
        },
        changing: {
          description: "Cambiar algo de lo que lleva.",
          initial: "choosingLine",
          on: {
            "quantity.asked": ".choosingQuantity",
            "variant.asked": ".choosingVariant",
            "extras.asked": ".choosingExtras",
            "note.asked": ".writingNote",
            "note.removed": { target: "proceeding", actions: "forgetNote" },
          },
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
          states: {
            choosingLine: { description: "Qué renglón.", meta: { screen: "changeCart" } },
            changingLine: { description: "Qué del renglón.", meta: { screen: "changeLine" } },
            choosingQuantity: { description: "Cuánto.", meta: { screen: "changeQuantity" } },
            choosingVariant: {
              description: "Qué tamaño o tipo.",
              meta: { screen: "changeVariant" },
            },
            choosingExtras: {
              description: "Extras y detalles: se tocan varios seguidos.",
              meta: { screen: "changeExtras" },
              on: {
                "option.chosen": {
                  guard: "lineExists",
                  target: "choosingExtras",
                  reenter: true,
                  actions: ["sayOptionAdded", "addOption"],
                },
                "option.removed": {
                  guard: "lineExists",
                  target: "choosingExtras",
                  reenter: true,
                  actions: ["sayOptionRemoved", "removeOption"],
                },
              },
            },
            writingNote: {
              description: "Aclaración para la cocina, con sus palabras.",
              meta: { screen: "changeNote" },
              on: {
                "note.given": {
                  guard: "textIsNote",
                  target: "#ordering.attending.proceeding",
                  actions: ["rememberNote", "sayNoteKept"],
                },
              },
            },
          },
        },
        choosingAddress: {
          description: "A dónde va. Siempre se puede pasar a retirarlo.",
          initial: "askingAddress",
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
          states: {
            askingAddress: {
              description: "Calle, altura y barrio, en uno o varios mensajes.",
              meta: { screen: "address" },
              on: {
                "address.typed": {
                  guard: "textIsAddress",
                  target: "#ordering.attending.proceeding",
                  actions: "rememberAddress",
                },
              },
            },
            askingBarrio: {
              description: "Las zonas van por barrio y no lo dijo.",
              meta: { screen: "barrio" },
            },
            askingNumber: {
              description: "Falta la altura.",
              meta: { screen: "addressNumber" },
              on: {
                "number.given": {
                  guard: "textHasNumber",
                  target: "#ordering.attending.proceeding",
                  actions: "rememberNumber",
                },
              },
            },
            askingPin: {
              description: "Las zonas van por distancia: hace falta la ubicación.",
              meta: { screen: "pin" },
            },
            leavingZone: {
              description: "Ahí no llegamos: retiro u otra dirección. El pedido queda.",
              meta: { screen: "outOfZone" },
            },
          },
        },
        missingMinimum: {
          description: "No llega al mínimo de la zona.",
          meta: { screen: "minimum" },
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
        },
        confirming: {
          description:
            "Todo el pedido con su total. Elegir cómo paga lo confirma, si nada cambió desde que lo vio.",
          meta: { screen: "confirmation" },
          on: {
            "payment.confirmed": [
              { guard: "confirmationHolds", target: "placing", actions: "rememberPayment" },
              { target: "proceeding", actions: "sayWhatChanged" },
            ],
          },
          after: {
            cartAbandoned: {
              guard: "reminderHelps",
              target: "reminding",
              actions: "rememberReminder",
            },
          },
        },
        placing: {
          description: "Se registra el pedido; la base vuelve a mirar precio, stock y horario.",
          invoke: {
            src: "placeOrder",
            id: "placeOrder",
            onDone: {
              target: "placed",
              actions: ["rememberOrder", "signalOrderPlaced", "sayOrderConfirmed"],
            },
            onError: { target: "proceeding", actions: ["sayRefusal", "removeRefused"] },
          },
        },
        placed: {
          description: "Pedido confirmado. Si paga en efectivo, con cuánto.",
          meta: { screen: "placed" },
        },
        cancellingCart: {
          description: "Pidió cancelar con cosas elegidas: se pregunta antes de vaciar.",
          meta: { screen: "cancelCart" },
          on: { "cancel.declined": "proceeding" },
        },
        cancellingOrder: {
          description: "Pidió cancelar un pedido que el local todavía no tomó: se pregunta antes.",
          meta: { screen: "cancelOrder" },
          on: {
            "cancel.confirmed": "cancellingPlaced",
            "cancel.declined": { target: "placed", actions: "sayKept" },
          },
        },
        cancellingPlaced: {
          description: "Se cancela en la base, si el local no lo aceptó en el medio.",
          invoke: {
            src: "cancelOrder",
            id: "cancelOrder",
            onDone: {
              target: "choosingSection",
              actions: ["rememberCancelled", "signalCancelled", "sayCancelled"],
            },
            onError: { target: "placed", actions: "sayTooLate" },
          },
        },
        reminding: {
          description: "Un solo recordatorio de un pedido que quedó sin terminar.",
          meta: { screen: "reminder" },
        },
        recent: { type: "history", history: "deep", description: "Donde estaba." },
      },
    },
    readingOrder: {
      description: "¿Y mi pedido? Se lee de la base y se vuelve a donde estaba.",
      invoke: {
        src: "readLatestOrder",
        id: "readLatestOrder",
        onDone: {
          target: "attending.recent",
          actions: ["rememberLatestOrder", "sayStatus"],
        },
        onError: { target: "attending.recent", actions: "sayStatus" },
      },
    },
    readingOrderToCancel: {
      description: "Qué pedido hay para cancelar, y si todavía se puede.",
      invoke: {
        src: "readLatestOrder",
        id: "readOrderToCancel",
        onDone: [
          {
            guard: "orderIsCancellable",
            target: "attending.cancellingOrder",
            actions: "rememberLatestOrder",
          },
          {
            guard: "orderIsRunning",
            target: "attending.placed",
            actions: ["rememberLatestOrder", "sayTooLate"],
          },
          { target: "attending.recent", actions: "sayNothingToCancel" },
        ],
        onError: { target: "attending.recent", actions: "sayNothingToCancel" },
      },
    },
    callingPerson: {
      description: "Se avisa al local con los datos para contestar.",
      invoke: {
        src: "findContact",
        id: "findContact",
        onDone: { target: "withPerson", actions: "signalPersonAsked" },
        onError: { target: "withPerson", actions: "signalPersonAsked" },
      },
    },
    withPerson: {
      description:
        "Atiende una persona y el asistente se calla, hasta que lo llaman o pasa un rato.",
      meta: { screen: "withPerson" },
      on: { "bot.asked": { target: "attending.recent", actions: "sayReturned" } },
      after: { personIsDone: { target: "attending.recent", actions: "sayReturned" } },
    },
  },
});
