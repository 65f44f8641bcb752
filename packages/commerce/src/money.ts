import { z } from "zod";

/** Integer centavos of an Argentine peso. Prices are final: taxes in. */
export const centavosSchema = z.int().brand<"Centavos">();
export type Centavos = z.infer<typeof centavosSchema>;

/** Throws a RangeError for anything but a safe integer: a wrong sum must never become a price. */
export function centavos(amount: number): Centavos {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not an amount in centavos: ${amount}`);
  return centavosSchema.parse(amount);
}

export function addCents(...amounts: readonly Centavos[]): Centavos {
  return centavos(amounts.reduce((sum, amount) => sum + amount, 0));
}

/** Price times units or kilos, to the nearest centavo (250 g of something at $ 1.234,55 a kilo). */
export function multiplyCents(amount: Centavos, quantity: number): Centavos {
  // Quantities have at most three decimals (grams), so whole grams keep the product exact.
  const grams = Math.round(quantity * 1000);
  return centavos(Math.round((amount * grams) / 1000));
}

export function parseMoney(_text: string, _options: { thousands?: boolean } = {}): Centavos | null {
  return null;
}
