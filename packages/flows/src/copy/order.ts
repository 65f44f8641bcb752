// What a placed order says to its customer.

export const order = {
  accepted: (shop: string, number: string, range: string) =>
    `${shop} aceptó tu pedido #${number}. Lo están preparando: llega ${range}.`,
  acceptedPickup: (shop: string, number: string, range: string) =>
    `${shop} aceptó tu pedido #${number}. Lo están preparando: está listo ${range}.`,
  ready: (number: string, place: string) =>
    `Tu pedido #${number} está listo ✅ Te esperamos en ${place}.`,
  left: (number: string) => `Tu pedido #${number} va en camino 🛵`,
  haveCash: (cash: string, change: string) => `Tené a mano ${cash}; el vuelto es de ${change}.`,
  refused: (shop: string, number: string) =>
    `${shop} no puede tomar tu pedido #${number}, disculpá.`,
  refusedBecause: (shop: string, number: string, reason: string) =>
    `${shop} no puede tomar tu pedido #${number}, disculpá: ${reason}.`,
  cancelled: (shop: string, number: string) =>
    `${shop} tuvo que cancelar tu pedido #${number}, disculpá.`,
  cancelledBecause: (shop: string, number: string, reason: string) =>
    `${shop} tuvo que cancelar tu pedido #${number}, disculpá: ${reason}.`,
};
