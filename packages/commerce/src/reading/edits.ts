import type { Cart, CartLine } from "../cart.ts";
import { findProduct } from "../product.ts";
import { quantityOf } from "../quantity.ts";
import type { Product, Shop } from "../shop.ts";
import type { Draft } from "./draft.ts";
import { candidatesFor } from "./candidates.ts";
import { countSaid, resolveDraft } from "./resolve.ts";
import type { Background } from "./candidates.ts";
import type { Resolved } from "./resolve.ts";
import type { Operation } from "./reading.ts";
import { linesNamed, optionsOf, variantOf, withOptions } from "./targets.ts";

/** What an editing clause is read against. */
export type Editing = Background & { cart: Cart };

/** Operations, and what the new thing of a replacement left open. Null: the clause edits nothing. */
export type Edit = { operations: Operation[]; resolved: Resolved[] };

function plainEdit(...operations: Operation[]): Edit {
  return { operations, resolved: [] };
}

/** The line that "la", "que sean dos" or nothing at all points to: the one added last. */
function lastLine(cart: Cart): CartLine | undefined {
  return cart.lines.at(-1);
}

function quantitySaid(shop: Shop, line: CartLine, draft: Draft): number | null {
  const product = findProduct(shop, line.productId);
  if (product === undefined || draft.amount === null) return null;
  const { amount } = draft.amount;
  // Of a line sold by kilo a bare number is kilos: "que sean dos".
  if (product.unit === "kg" && amount.kind === "count") return amount.count;
  const known = quantityOf(product, amount);
  return known.kind === "known" ? known.quantity : null;
}

/** The new thing of a replacement: as many, and in the same size where it comes in that size. */
export function likeLine(shop: Shop, line: CartLine, draft: Draft): Draft {
  const products = shop.products.filter(({ id }) => draft.products.includes(id));
  const sameSize = products
    .filter((product) => product.variants?.some(({ id }) => id === line.variantId))
    .map(({ id }) => ({
      kind: "variant" as const,
      productId: id,
      variantId: line.variantId ?? "",
    }));
  const inSize = draft.details.length === 0 && sameSize.length > 0;
  const byKilo = products.some(({ unit }) => unit === "kg");
  const amount = byKilo
    ? { kind: "kilos" as const, kilos: line.quantity }
    : { kind: "count" as const, count: line.quantity };
  const counted = draft.amount === null || countSaid(draft) === 1;
  return {
    ...draft,
    ...(inSize ? { details: [sameSize] } : {}),
    ...(counted ? { amount: { amount, text: String(line.quantity) } } : {}),
  };
}

/** "cambiame la napolitana por una fugazeta", "cambiala por una L". */
export function replacement(
  editing: Editing,
  from: readonly Draft[],
  to: readonly Draft[],
): Edit | null {
  const { shop, cart } = editing;
  const [next] = to;
  const named = from.flatMap((draft) => linesNamed(editing, draft));
  const line = named[0] ?? (from.length === 0 ? lastLine(cart) : undefined);
  if (line === undefined || next === undefined) return null;
  const changed = detailChange(shop, line, next);
  if (next.products.length === 0 || changed !== null) {
    return changed === null ? null : plainEdit(changed);
  }
  const resolved = resolveDraft(editing, likeLine(shop, line, next));
  if (resolved.line === null) return { operations: [], resolved: [resolved] };
  return {
    operations: [{ kind: "remove", lineId: line.id, quantity: null }],
    resolved: [resolved],
  };
}

/** A size or an option of the same product instead of the one it has. */
export function detailChange(shop: Shop, line: CartLine, draft: Draft): Operation | null {
  const product = findProduct(shop, line.productId);
  if (product === undefined) return null;
  if (draft.products.length > 0 && !draft.products.includes(product.id)) return null;
  const variantId = variantOf(product, draft);
  const added = optionsOf(shop, product.id, draft);
  if (variantId === undefined && added.length === 0 && draft.notes.length === 0) return null;
  const note = [line.note, ...draft.notes].filter((part) => part !== undefined).join(", ");
  return {
    kind: "change",
    lineId: line.id,
    change: {
      ...(variantId === undefined ? {} : { variantId }),
      ...(added.length === 0 ? {} : { options: withOptions(shop, line, added) }),
      ...(draft.notes.length === 0 ? {} : { note }),
    },
  };
}

/** "que sean dos", "son 2 muzzas no 3", "que la muzza sea bien cocida", "que sea triple mejor". */
export function correction(editing: Editing, drafts: readonly Draft[]): Edit | null {
  const { shop, cart } = editing;
  const named = drafts.flatMap((draft) =>
    draft.products.length > 0 ? linesNamed(editing, draft) : [],
  );
  const namesNothing = drafts.every((draft) => draft.products.length === 0);
  const taking = namesNothing
    ? cart.lines.findLast((line) => takesDetails(shop, line, drafts))
    : undefined;
  const line = named[0] ?? taking ?? (namesNothing ? lastLine(cart) : undefined);
  if (line === undefined) return null;
  const about = named.length === 0 ? drafts : drafts.filter((draft) => isAbout(line, draft));
  const counted = about.find((draft) => draft.amount !== null);
  const quantity = counted === undefined ? null : quantitySaid(shop, line, counted);
  const changes = about.flatMap((draft) => detailChange(shop, line, draft) ?? []);
  const operations: Operation[] =
    quantity === null ? changes : [...changes, { kind: "setQuantity", lineId: line.id, quantity }];
  if (operations.length === 0) return null;
  // "mejor 4 de pollo y 2 de humita": what is not there yet is added.
  const others = drafts.filter(
    (draft) => draft.products.length > 0 && linesNamed(editing, draft).length === 0,
  );
  return { operations, resolved: others.map((draft) => resolveDraft(editing, draft)) };
}

/** Names the line's product, or nothing at all. */
function isAbout(line: CartLine, draft: Draft): boolean {
  return draft.products.length === 0 || draft.products.includes(line.productId);
}

function takesDetails(shop: Shop, line: CartLine, drafts: readonly Draft[]): boolean {
  return drafts.some((draft) => detailChange(shop, line, draft) !== null);
}

/** "ponele fainá encima a la muzza": an option for a line, where the words name no product to add. */
export function garnish(editing: Editing, drafts: readonly Draft[]): Edit | null {
  const { shop, cart } = editing;
  const options = drafts.filter((draft) => draft.details.length > 0 && draft.amount === null);
  const names = drafts.filter((draft) => draft.products.length > 0);
  if (options.length === 0 || names.some((draft) => linesNamed(editing, draft).length === 0))
    return null;
  const named = names.flatMap((draft) => linesNamed(editing, draft));
  const line =
    named[0] ??
    cart.lines.findLast((candidate) =>
      options.some((draft) => optionsOf(shop, candidate.productId, draft).length > 0),
    );
  if (line === undefined) return null;
  const added = options.flatMap((draft) => optionsOf(shop, line.productId, draft));
  if (added.length === 0) return null;
  return plainEdit({
    kind: "change",
    lineId: line.id,
    change: { options: withOptions(shop, line, added) },
  });
}

/** "otra igual pero en gris": one more like the last, with what is said of it. */
export function another(editing: Editing, drafts: readonly Draft[]): Edit | null {
  const line = drafts.flatMap((draft) => linesNamed(editing, draft))[0] ?? lastLine(editing.cart);
  const others = drafts.some((draft) => draft.products.length > 0);
  if (
    line === undefined ||
    (others && !drafts.some(({ products }) => products.includes(line.productId)))
  )
    return null;
  const product: Product | undefined = findProduct(editing.shop, line.productId);
  const added = drafts.flatMap((draft) => optionsOf(editing.shop, line.productId, draft));
  const variants = drafts.flatMap((draft) =>
    product === undefined ? [] : (variantOf(product, draft) ?? []),
  );
  const { id: _, ...copy } = line;
  const variantId = variants.at(-1) ?? line.variantId;
  return plainEdit({
    kind: "add",
    line: {
      ...copy,
      ...(variantId === undefined ? {} : { variantId }),
      options: withOptions(editing.shop, line, added),
      quantity: 1,
    },
  });
}

/** "la negra no, blanca": the line that has the first detail gets the second. */
export function denial(
  editing: Editing,
  denied: readonly Draft[],
  meant: readonly Draft[],
): Edit | null {
  const lines = denied.flatMap((draft) => linesNamed(editing, draft));
  const [line] = lines;
  if (line === undefined) return null;
  const change = meant.flatMap((draft) => detailChange(editing.shop, line, draft) ?? []);
  if (change.length > 0) return plainEdit(...change);
  const names = denied.some((draft) => draft.products.length > 0);
  const same = meant
    .flatMap((draft) => candidatesFor(editing, draft))
    .some(({ id }) => id === line.productId);
  if (!names || same) return null;
  return plainEdit({ kind: "remove", lineId: line.id, quantity: null });
}
