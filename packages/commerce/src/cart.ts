import { z } from "zod";

const chosenOptionSchema = z.object({ groupId: z.string(), optionId: z.string() });

const newLineSchema = z.object({
  productId: z.string(),
  variantId: z.string().optional(),
  /** The same option twice stands twice. */
  options: z.array(chosenOptionSchema),
  /** Units, or kilos of a product sold by kilo. */
  quantity: z.number().positive(),
  note: z.string().optional(),
});

const cartLineSchema = newLineSchema.extend({ id: z.string() });

/** JSON. `revision` grows by one with every change, so a button can say which cart it showed. */
export const cartSchema = z.object({
  revision: z.int().min(0),
  lines: z.array(cartLineSchema),
});

export type ChosenOption = z.infer<typeof chosenOptionSchema>;
/** May be incomplete: a variant or compulsory options still missing. */
export type NewLine = z.infer<typeof newLineSchema>;
export type CartLine = z.infer<typeof cartLineSchema>;
export type Cart = z.infer<typeof cartSchema>;
/** What may change of a line; absent stays, null is taken off. */
export type LineChange = {
  variantId?: string | null | undefined;
  options?: readonly ChosenOption[] | undefined;
  note?: string | null | undefined;
};

/** Grams are the smallest step of a quantity; without rounding 0.1 + 0.2 kilos would not be 0.3. */
function exact(quantity: number): number {
  return Math.round(quantity * 1000) / 1000;
}

function sameOptions(first: readonly ChosenOption[], second: readonly ChosenOption[]): boolean {
  const key = (options: readonly ChosenOption[]) =>
    options
      .map((option) => `${option.groupId}/${option.optionId}`)
      .sort()
      .join(" ");
  return key(first) === key(second);
}

function sameThing(first: NewLine, second: NewLine): boolean {
  return (
    first.productId === second.productId &&
    first.variantId === second.variantId &&
    first.note === second.note &&
    sameOptions(first.options, second.options)
  );
}

/** Fixed key order and no undefined: a cart is stored as JSON and compared. */
function lineOf(id: string, line: NewLine): CartLine {
  return {
    id,
    productId: line.productId,
    ...(line.variantId === undefined ? {} : { variantId: line.variantId }),
    options: line.options.map(({ groupId, optionId }) => ({ groupId, optionId })),
    quantity: exact(line.quantity),
    ...(line.note === undefined ? {} : { note: line.note }),
  };
}

function changed(cart: Cart, lines: CartLine[]): Cart {
  return { revision: cart.revision + 1, lines };
}

export function newCart(): Cart {
  return { revision: 0, lines: [] };
}

/** Joins an equal line (same variant, options and note), else stands last. */
export function addLine(cart: Cart, line: NewLine): Cart {
  if (!(line.quantity > 0)) return cart;
  const same = cart.lines.find((candidate) => sameThing(candidate, line));
  if (same !== undefined) return setQuantity(cart, same.id, same.quantity + line.quantity);
  // The revision never repeats, so it names the line without chance.
  return changed(cart, [...cart.lines, lineOf(`l${cart.revision + 1}`, line)]);
}

/** Zero or less takes the line out. */
export function setQuantity(cart: Cart, lineId: string, quantity: number): Cart {
  if (!(quantity > 0)) return removeLine(cart, lineId);
  const line = cart.lines.find((candidate) => candidate.id === lineId);
  if (line === undefined || line.quantity === exact(quantity)) return cart;
  return changed(
    cart,
    cart.lines.map((other) => (other === line ? { ...line, quantity: exact(quantity) } : other)),
  );
}

/** Takes the line out, or so many of it. */
export function removeLine(cart: Cart, lineId: string, quantity: number | null = null): Cart {
  const line = cart.lines.find((candidate) => candidate.id === lineId);
  if (line === undefined) return cart;
  if (quantity !== null && line.quantity - quantity > 0) {
    return setQuantity(cart, lineId, line.quantity - quantity);
  }
  return changed(
    cart,
    cart.lines.filter((other) => other !== line),
  );
}

function mergeChange(line: CartLine, change: LineChange): NewLine {
  const variantId =
    change.variantId === undefined ? line.variantId : (change.variantId ?? undefined);
  const note = change.note === undefined ? line.note : (change.note ?? undefined);
  return {
    productId: line.productId,
    variantId,
    options: [...(change.options ?? line.options)],
    quantity: line.quantity,
    note,
  };
}

/** A line that becomes equal to another joins it. */
export function changeLine(cart: Cart, lineId: string, change: LineChange): Cart {
  const line = cart.lines.find((candidate) => candidate.id === lineId);
  if (line === undefined) return cart;
  const next = mergeChange(line, change);
  if (sameThing(line, next)) return cart;
  const twin = cart.lines.find((other) => other !== line && sameThing(other, next));
  if (twin === undefined) {
    return changed(
      cart,
      cart.lines.map((other) => (other === line ? lineOf(line.id, next) : other)),
    );
  }
  const joined = { ...twin, quantity: exact(twin.quantity + line.quantity) };
  return changed(
    cart,
    cart.lines.flatMap((other) => (other === line ? [] : [other === twin ? joined : other])),
  );
}

export function emptyCart(cart: Cart): Cart {
  return cart.lines.length === 0 ? cart : changed(cart, []);
}
