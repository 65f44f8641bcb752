import { z } from "zod";

const buttonSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("QUICK_REPLY"), text: z.string().min(1).max(25) }),
  z.strictObject({ type: z.literal("URL"), text: z.string().min(1).max(25), url: z.string() }),
]);

/** A template as the business had it approved: texts with `{{1}}` or `{{name}}`, limits of the management API. */
export const templateSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9_]+$/)
    .max(512),
  language: z.string(),
  category: z.enum(["UTILITY", "MARKETING", "AUTHENTICATION"]),
  status: z.enum(["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"]).default("APPROVED"),
  header: z.string().max(60).optional(),
  body: z.string().min(1).max(1024),
  footer: z.string().max(60).optional(),
  buttons: z.array(buttonSchema).max(10).default([]),
});

export type TemplateDefinition = z.output<typeof templateSchema>;

/** Names of the places to fill, in order, each once: `["1", "2"]`. */
export function placesOf(text: string): string[] {
  const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "");
  return [...new Set(names)];
}

export function fill(text: string, values: Map<string, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values.get(name) ?? "");
}
