export { addressGaps, addressSchema, looksLikeAddress, parseAddress } from "./address.ts";
export type { Address } from "./address.ts";
export { cheapestCover } from "./bundle.ts";
export {
  addLine,
  cartSchema,
  changeLine,
  emptyCart,
  newCart,
  removeLine,
  setQuantity,
} from "./cart.ts";
export type { Cart, CartLine, ChosenOption, LineChange, NewLine } from "./cart.ts";
export type { Adjustment } from "./discount.ts";
export { fold, tokens, withinOneEdit } from "./fold.ts";
export { localDay, localTime, openingAt } from "./hours.ts";
export type { Opening } from "./hours.ts";
export { menuRows, menuSections, onMenu } from "./menu.ts";
export type { MenuRow, MenuSection } from "./menu.ts";
export { addCents, centavos, centavosSchema, multiplyCents, parseMoney } from "./money.ts";
export type { Centavos } from "./money.ts";
export { lineName, optionNames, productName } from "./naming.ts";
export { canBecome, isOver, orderStatusSchema, placedOrderSchema } from "./order.ts";
export type { OrderStatus, PlacedOrder } from "./order.ts";
export { displayPhone, phoneKey } from "./phone.ts";
export { priceCart, priceLine, quote } from "./pricing.ts";
export type { Fulfilment, PricedCart, PricedLine, Quote } from "./pricing.ts";
export {
  available,
  findProduct,
  findVariant,
  groupLimits,
  groupsOf,
  impliedVariant,
  lineFor,
  questionsFor,
  sellable,
} from "./product.ts";
export type { Question } from "./product.ts";
export { promiseWindow } from "./promise.ts";
export { parseQuantity, quantityOf } from "./quantity.ts";
export type { Amount, ProductQuantity } from "./quantity.ts";
export { readOrder } from "./reading/read-order.ts";
export type { ReadingContext } from "./reading/read-order.ts";
export { applyOperations } from "./reading/reading.ts";
export type {
  Candidate,
  Clarify,
  Operation,
  Pending,
  Reading,
  Topic,
  Unavailable,
} from "./reading/reading.ts";
export { paymentMethodSchema, shopSchema } from "./shop.ts";
export type {
  Bundle,
  Category,
  FulfilmentKind,
  ModifierGroup,
  ModifierOption,
  OpenRange,
  Payment,
  PaymentMethod,
  Product,
  Shop,
  Variant,
  Weekday,
  Zone,
} from "./shop.ts";
export { barriosOf, findBarrio, findZone } from "./zone.ts";
export type { Whereabouts } from "./zone.ts";
