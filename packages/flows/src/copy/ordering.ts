// What a customer reads. Only interpolation here: which sentence is said is decided where it is said.

export const ordering = {
  hello: {
    first: (shop: string) => `¡Hola! Soy el asistente automático de ${shop}.`,
    again: "¡Hola de nuevo!",
    openUntil: (clock: string) => `Estamos hasta ${clock}.`,
    closed: (when: string) => `Ahora estamos cerrados: abrimos ${when}.`,
    closedForLong: "Ahora estamos cerrados.",
    lastCallOver: (when: string) => `Por hoy ya no tomamos pedidos: volvemos ${when}.`,
    lastCallOverForLong: "Por hoy ya no tomamos pedidos.",
    privacy: "Tus datos se usan solo para tu pedido.",
  },
  menu: {
    text: "Escribime qué querés o elegí de la carta.",
    withCart: (total: string) => `Llevás *${total}*. Escribime qué más querés o elegí de la carta.`,
    whileClosed: "Podés mirar la carta y dejar el pedido armado.",
    empty: "Ahora no tenemos nada para vender por acá. Si querés, hablá con una persona.",
    opener: "Ver la carta",
    person: "Hablar con alguien",
  },
  section: {
    text: (name: string) => `${name}. Elegí o escribime cuánto querés.`,
    sizesFeminine: (name: string, shown: string, others: string) =>
      `${name}. Las que ves son ${shown}; hay ${others}, decime.`,
    sizesMasculine: (name: string, shown: string, others: string) =>
      `${name}. Los que ves son ${shown}; hay ${others}, decime.`,
    sizesNeutral: (name: string, shown: string, others: string) =>
      `${name}. El tamaño que ves es ${shown}; también hay ${others}, decime.`,
    opener: "Elegir",
    other: "Otra sección",
    price: (price: string) => price,
    priceFrom: (price: string) => `desde ${price}`,
    pricePerKilo: (price: string) => `${price} el kilo`,
    description: (price: string, name: string) => `${price} · ${name}`,
    gone: "Esa sección ahora no está.",
  },
  cart: {
    added: (things: string) => `Va ${things}.`,
    addedMany: (things: string) => `Van ${things}.`,
    removed: (things: string) => `Saqué ${things}.`,
    changed: (things: string) => `Queda ${things}.`,
    changedMany: (things: string) => `Quedan ${things}.`,
    total: (total: string) => `Llevás *${total}*. ¿Algo más?`,
    hintFeminine: (size: string) => `Si la querés ${size}, con extras o más de una, escribímelo.`,
    hintMasculine: (size: string) => `Si lo querés ${size}, con extras o más de uno, escribímelo.`,
    hintNeutral: "Si querés otra cantidad o algún cambio, escribímelo.",
    lines: (lines: string) => `Hasta ahora llevás:\n${lines}`,
    line: (thing: string, price: string) => `${thing} · ${price}`,
    saving: (name: string, price: string) => `${name} · -${price}`,
    thing: (quantity: string, name: string) => `${quantity} ${name}`,
    detailed: (thing: string, details: string) => `${thing} (${details})`,
    empty: "Todavía no llevás nada.",
    opener: "Seguir",
    finish: "Terminar el pedido",
    change: "Cambiar algo",
    missing: (things: string) => `No tengo ${things}.`,
    soldOut: (things: string) => `Nos quedamos sin ${things}, disculpá. Lo saqué del pedido.`,
    soldOutNow: (name: string) => `${name} ahora no tenemos, disculpá.`,
  },
  unclear: {
    text: (words: string) => `¿Cuál querés? Me dijiste «${words}».`,
    opener: "Elegir",
    none: "Ninguna de esas",
    unit: (name: string) => `${name}: decime cuánto querés, por favor.`,
    minimum: (name: string, minimum: string) => `${name}: se pide de ${minimum} para arriba.`,
  },
  question: {
    variant: (name: string) => `${name}: ¿de qué tamaño o tipo?`,
    group: (name: string, group: string) => `${name}: elegí ${group}.`,
    groupOfMany: (name: string, group: string, count: string) =>
      `${name}: elegí ${count} de ${group}.`,
    opener: "Elegir",
    extra: (price: string) => `+${price}`,
    drop: "No lo agregues",
  },
  change: {
    which: "¿Qué cambiamos?",
    opener: "Elegir",
    addMore: "Sumar algo",
    toPickup: "Pasarlo a retiro",
    toDelivery: "Que lo envíen",
    address: "Cambiar la dirección",
    empty: "Vaciar todo",
    done: "Así está bien",
    line: (thing: string, price: string) => `${thing}, *${price}*. ¿Qué le cambiamos?`,
    quantity: "Cantidad",
    variant: "Tamaño o tipo",
    extras: "Extras y detalles",
    note: "Aclaración",
    remove: "Sacarlo del pedido",
    howMany: (name: string) => `¿Cuánto querés de ${name}? Tocá o escribí el número.`,
    whichVariant: (name: string) => `${name}: ¿cuál preferís?`,
    whichExtras: (name: string, price: string) =>
      `${name}, *${price}*. Tocá lo que quieras sumar o sacar.`,
    removeOption: (name: string) => `Sacar ${name}`,
    optionAdded: (name: string) => `Va con ${name}.`,
    optionRemoved: (name: string) => `Va sin ${name}.`,
    writeNote: (name: string) =>
      `Escribime la aclaración de ${name} para la cocina. Por ejemplo: sin aceitunas.`,
    noNote: "Sin aclaración",
    noteKept: (note: string) => `Anotado: ${note}.`,
  },
  address: {
    ask: "¿A dónde te lo mandamos? Calle, altura y barrio, con piso si hay.",
    askAgain: "¿A dónde te lo mandamos? Escribime otra dirección si no va a la misma.",
    streetOnly: "Decime la calle y la altura.",
    pickup: "Retiro en el local",
    opener: "Ver opciones",
    barrio: (address: string) => `¿En qué barrio queda ${address}?`,
    barrioOfPin: "Gracias por la ubicación. ¿Qué barrio es?",
    otherBarrio: "Otro barrio",
    number: (street: string) => `¿A qué altura de ${street}?`,
    pin: "Compartime tu ubicación, así veo si llegamos. Si preferís pasar a buscarlo, escribí *retiro*.",
    unserved: (zones: string) => `Hasta ahí no llegamos, disculpá. Repartimos en ${zones}.`,
    unservedPin: "Hasta ahí no llegamos, disculpá.",
    pickupInstead: (place: string) => `Si te sirve, podés retirarlo por ${place}.`,
    other: "Otra dirección",
    noPickup: "No tenemos retiro en el local: lo llevamos nosotros.",
    noDelivery: (place: string) => `No hacemos envíos: se retira por ${place}.`,
  },
  minimum: {
    text: (zone: string, minimum: string, reached: string) =>
      `Para ${zone} el mínimo es ${minimum} y ${reached}. ¿Sumás algo?`,
    reached: (total: string, missing: string) => `llevás ${total}: te faltan ${missing}`,
  },
  confirm: {
    delivery: (zone: string, price: string) => `Envío a ${zone} · ${price}`,
    freeDelivery: (zone: string) => `Envío a ${zone} · sin cargo`,
    discount: (price: string) => `Descuento · -${price}`,
    arrives: (total: string, range: string, address: string) =>
      `*Total ${total}* · llega ${range} · ${address}`,
    readyAt: (total: string, range: string, place: string) =>
      `*Total ${total}* · está listo ${range} · lo retirás por ${place}`,
    howPay: "¿Cómo pagás? Con tu respuesta queda confirmado.",
    payWith: (method: string) => `Pagás con ${method}. Con tu respuesta queda confirmado.`,
    payWithCash: (method: string, cash: string) =>
      `Pagás con ${method}, con ${cash}. Con tu respuesta queda confirmado.`,
    opener: "Cómo pagás",
    yes: (method: string) => `Sí, ${method}`,
    change: "Cambiar algo",
  },
  different: {
    cart: "Ojo, el pedido cambió desde ese mensaje. Queda así:",
    total: "Cambió el total desde que te lo mostré. Queda así:",
    promise: "Cambió el horario desde que te lo mostré. Queda así:",
    notTaken: "Todavía no lo confirmé, miralo de nuevo:",
  },
  closed: {
    until: (when: string) =>
      `Ahora estamos cerrados: abrimos ${when}. Te guardo el pedido y lo terminamos ahí.`,
    lastCall: (when: string) =>
      `Por hoy ya no tomamos pedidos. Volvemos ${when}; te guardo el pedido.`,
    forLong: "Ahora no estamos tomando pedidos. Te lo guardo para más adelante.",
  },
  placed: {
    confirmed: (number: string, shop: string) =>
      `*Pedido #${number} confirmado* ✅ Te aviso cuando ${shop} lo acepte.`,
    askCash: "Si necesitás vuelto, decime con cuánto pagás.",
    rest: "Cualquier cosa, escribime.",
    withCash: (cash: string) => `Con ${cash}`,
    change: (cash: string, change: string) =>
      `Anotado: pagás con ${cash}, te llevan ${change} de vuelto.`,
    changeAtShop: (cash: string, change: string) =>
      `Anotado: pagás con ${cash}, tu vuelto es de ${change}.`,
    exact: "Anotado: pagás justo.",
    cashShort: (cash: string, total: string) => `Con ${cash} no alcanza: el total es ${total}.`,
    status: "¿Cómo viene?",
    again: "Hacer otro pedido",
    cancel: "Cancelar el pedido",
    onlyCash: "Por acá, por ahora, se paga en efectivo.",
    otherPayment: (methods: string) => `Por acá se puede pagar con ${methods}.`,
  },
  status: {
    none: "No tenés ningún pedido en curso.",
    received: (number: string, shop: string) =>
      `Tu pedido #${number} está confirmado; ${shop} todavía no lo tomó. Te aviso apenas lo acepte.`,
    preparing: (number: string, range: string) =>
      `Tu pedido #${number} se está preparando: llega ${range}.`,
    preparingPickup: (number: string, range: string) =>
      `Tu pedido #${number} se está preparando: está listo ${range}.`,
    ready: (number: string, place: string) =>
      `Tu pedido #${number} está listo: te esperamos en ${place}.`,
    readyToGo: (number: string) => `Tu pedido #${number} está listo y por salir.`,
    onTheWay: (number: string) => `Tu pedido #${number} va en camino 🛵`,
    delivered: (number: string) => `Tu pedido #${number} figura entregado.`,
    cancelled: (number: string) => `Tu pedido #${number} quedó cancelado.`,
  },
  cancel: {
    cart: (total: string) => `¿Dejamos el pedido? Llevás *${total}*.`,
    cartYes: "Sí, dejarlo",
    cartNo: "No, sigo",
    order: (number: string, total: string) => `¿Cancelo el pedido #${number} de ${total}?`,
    orderYes: "Sí, cancelar",
    orderNo: "No, dejalo",
    done: (number: string) => `Listo, cancelé el pedido #${number}.`,
    kept: "Bien, sigue como estaba.",
    tooLate: (number: string) =>
      `El pedido #${number} ya lo están preparando, así que no lo puedo cancelar yo. Escribí *persona* y le aviso al local.`,
    nothing: "No hay ningún pedido para cancelar.",
    cartDropped: "Listo, lo dejamos. Cuando quieras, escribime.",
  },
  reminder: {
    text: (things: string, total: string) =>
      `Te quedó un pedido sin terminar: ${things}. Va *${total}*. ¿Lo terminamos?`,
    drop: "Dejarlo",
  },
  person: {
    called: (name: string) =>
      `Dale, ya le avisé a ${name}. Mientras tanto yo no respondo. Para seguir conmigo, escribí *volver*.`,
    data: (name: string) =>
      `Eso lo ve ${name}: ya le avisé y te contesta por acá. Los comprobantes de compras se guardan el tiempo que pide la ley. Para seguir conmigo, escribí *volver*.`,
    regret: (name: string) =>
      `Registré tu arrepentimiento y se lo pasé a ${name}, que te contesta por acá. Para comida ya preparada la ley no obliga a la devolución, pero queda registrado. Para seguir conmigo, escribí *volver*.`,
    complaint: (name: string) =>
      `Disculpá. Ya le avisé a ${name} y te contesta por acá. Para seguir conmigo, escribí *volver*.`,
    back: "Volver",
    returned: "Acá estoy de nuevo, el asistente automático.",
  },
  answers: {
    help: (example: string) =>
      `Podés elegir de la lista o escribirme, por ejemplo: «${example}», «sacá la última», «retiro» o «¿y mi pedido?». También entiendo *menú*, *horarios*, *zonas*, *cancelar* y *persona*.`,
    helpExample: (first: string, second: string) => `2 ${first} y 1 ${second}`,
    hours: (week: string) => `Nuestros horarios:\n${week}`,
    hoursLine: (days: string, ranges: string) => `${days}: ${ranges}`,
    hoursRange: (from: string, to: string) => `${from} a ${to}`,
    daysRange: (from: string, to: string) => `${from} a ${to}`,
    closedDay: "cerrado",
    zones: (zones: string) => `Llegamos a:\n${zones}`,
    zone: (names: string, fee: string, minimum: string) =>
      `${names}: envío ${fee}, mínimo ${minimum}`,
    zoneRadius: (km: string) => `hasta ${km} km del local`,
    place: (place: string) => `Estamos en ${place}.`,
    pickupToo: (place: string) => `También podés retirar por ${place}.`,
    price: (name: string, price: string) => `${name} sale ${price}.`,
    marketingRefused:
      "Hecho: no te mandamos promociones. Si hacés un pedido, te escribimos solo por ese pedido. Para volver, escribí ALTA.",
    marketingAccepted:
      "Hecho: te mandamos promociones cuando haya. Para no recibirlas más, escribí BAJA.",
    noSchedule: "Todavía no puedo agendar un horario: lo preparamos lo antes posible.",
  },
  media: {
    audio: "Todavía no puedo escuchar audios. Escribime qué querés y te lo anoto.",
    image: "Me llegó la foto, pero no la puedo ver. Contámelo en un mensaje, o escribí *persona*.",
    video: "Me llegó el video, pero no lo puedo ver. Contámelo en un mensaje, o escribí *persona*.",
    document:
      "Me llegó el archivo, pero no lo puedo abrir. Contámelo en un mensaje, o escribí *persona*.",
    contacts: "Gracias por el contacto, pero no lo puedo usar. Escribime qué necesitás.",
    edited: "Vi que editaste un mensaje. Escribime el cambio en uno nuevo, así no me confundo.",
    unreadable: "Ese mensaje no lo puedo leer. Escribímelo, por favor.",
  },
  misunderstood: {
    first: (example: string) =>
      `No llegué a entenderte. Escribime qué querés, por ejemplo «${example}», o *ayuda*.`,
    second: "Sigo sin entenderte, disculpá. Acá podés elegir de la lista:",
    third: "No te estoy entendiendo. Si querés, te paso con una persona.",
  },
  stale: "Ese mensaje ya quedó viejo. Seguimos por acá:",
  more: "Más",
  team: "el local",
  weekdays: {
    lun: "Lunes",
    mar: "Martes",
    mie: "Miércoles",
    jue: "Jueves",
    vie: "Viernes",
    sab: "Sábado",
    dom: "Domingo",
  },
  payments: {
    efectivo: "efectivo",
    transferencia: "transferencia",
    mp_link: "link de Mercado Pago",
    mp_qr: "QR",
    debito: "débito",
    credito: "crédito",
  },
};
