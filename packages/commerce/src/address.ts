import { z } from "zod";

/** The text is the truth, the fields are hints read from it. */
export const addressSchema = z.object({
  raw: z.string(),
  street: z.string().optional(),
  /** Text: "120 bis", "s/n". */
  number: z.string().optional(),
  floor: z.string().optional(),
  unit: z.string().optional(),
  barrioText: z.string().optional(),
  between: z.array(z.string()).optional(),
  reference: z.string().optional(),
});
export type Address = z.infer<typeof addressSchema>;

export function parseAddress(text: string): Address {
  const raw = text.trim();
  const found = /^([^\d,]+?)\s+(\d{1,5})\b/.exec(raw);
  if (found === null) return { raw };
  return { raw, street: found[1] ?? "", number: found[2] ?? "" };
}

/** What a rider could not do without, street first. */
export function addressGaps(address: Address): ("street" | "number")[] {
  const gaps: ("street" | "number")[] = [];
  if (address.street === undefined) gaps.push("street");
  if (address.number === undefined) gaps.push("number");
  return gaps;
}

/** Is this an address rather than a sentence about food? */
export function looksLikeAddress(text: string): boolean {
  return addressGaps(parseAddress(text)).length === 0;
}
