/** What an amount in words means: units, kilos, or nothing certain. */
export type Quantity = { kind: "units"; count: number } | { kind: "kilos"; kilos: number };

export function parseQuantity(_text: string): Quantity | null {
  return null;
}
