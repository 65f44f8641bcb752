import type { Cart, LineChange, NewLine } from "../cart.ts";
import { addLine, changeLine, removeLine, setQuantity } from "../cart.ts";
import type { Centavos } from "../money.ts";
import type { PaymentMethod } from "../shop.ts";
import { unreachable } from "../unreachable.ts";

/** What a sentence asks of the cart; ids only, never prices. */
export type Operation =
  | { kind: "add"; line: NewLine }
  /** `quantity` null: the whole line. */
  | { kind: "remove"; lineId: string; quantity: number | null }
  | { kind: "setQuantity"; lineId: string; quantity: number }
  | { kind: "change"; lineId: string; change: LineChange };

/** What must be asked before it is certain. A variant or group missing from an added line is in `questionsFor`. */
export type Clarify =
  | { kind: "variant"; productId: string }
  | { kind: "group"; productId: string; groupId: string }
  /** Several products fit the words; the line keeps quantity and options for whichever is chosen. */
  | { kind: "product"; text: string; candidates: Candidate[]; quantity: number }
  /** Pieces or money of something sold by kilo, or a part of something sold whole. */
  | { kind: "unit"; productId: string; text: string }
  /** Below the least that is sold. */
  | { kind: "minimum"; productId: string; minimum: number };

export type Candidate = { productId: string; variantId?: string };

/** Things the shop has and cannot sell now. */
export type Unavailable = {
  productId: string;
  variantId?: string;
  option?: { groupId: string; optionId: string };
};

/** What a sentence is about besides the cart. */
export type Topic =
  | "greeting"
  | "menu"
  | "hours"
  | "price"
  | "product"
  | "zones"
  | "payments"
  | "promos"
  | "location"
  | "recommendation"
  | "status"
  | "cartView"
  | "cartClear"
  | "checkout"
  | "confirm"
  | "deny"
  | "usual"
  | "thanks"
  | "human"
  | "complaint"
  | "cancelOrder"
  | "optOut"
  | "personalData"
  | "regret"
  | "hostile";

/** A line that waits for an answer: a variant, or options of a group. */
export type Pending = { line: NewLine; lineId?: string; missing: "variant" | { groupId: string } };

export type Reading = {
  operations: Operation[];
  clarify: Clarify[];
  /** Words that ask for something the shop does not have. */
  unresolved: string[];
  unavailable: Unavailable[];
  address?: string;
  /** A barrio of the shop, as the shop writes it. */
  barrio?: string;
  pickup?: boolean;
  delivery?: boolean;
  payment?: { method?: PaymentMethod; cashCents?: Centavos; exactCash?: boolean };
  /** `HH:MM` on the shop's clock. */
  time?: string;
  /** A day in the customer's word: "mañana", "sábado". */
  day?: string;
  /** Products a question is about. */
  asked?: string[];
  topics: Topic[];
};

/** The cart after a reading's operations. */
export function applyOperations(cart: Cart, operations: readonly Operation[]): Cart {
  return operations.reduce(applyOperation, cart);
}

function applyOperation(cart: Cart, operation: Operation): Cart {
  switch (operation.kind) {
    case "add":
      return addLine(cart, operation.line);
    case "remove":
      return removeLine(cart, operation.lineId, operation.quantity);
    case "setQuantity":
      return setQuantity(cart, operation.lineId, operation.quantity);
    case "change":
      return changeLine(cart, operation.lineId, operation.change);
    default:
      return unreachable(operation);
  }
}
