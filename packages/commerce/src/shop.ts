import { z } from "zod";

import { centavosSchema } from "./money.ts";

const cents = centavosSchema.refine((amount) => amount >= 0, "a price is never negative");
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
/** Wall-clock time in the shop's zone, `HH:MM`. */
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const waId = z.string().regex(/^549\d{10}$/);
const metaId = z.string().regex(/^\d{15}$/);

/** `[open, close]`; a close at or before the open belongs to the next day. */
const openRangeSchema = z.tuple([clockTime, clockTime]);

const weekdaySchema = z.enum(["lun", "mar", "mie", "jue", "vie", "sab", "dom"]);
export type Weekday = z.infer<typeof weekdaySchema>;

const hoursSchema = z.record(weekdaySchema, z.array(openRangeSchema));

const exceptionSchema = z.object({
  /** Local day, `YYYY-MM-DD`. Beats holiday and weekly hours. */
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  closed: z.boolean().optional(),
  ranges: z.array(openRangeSchema).optional(),
  label: z.string(),
});

const optionSchema = z.object({
  id: slug,
  name: z.string(),
  aliases: z.array(z.string()).optional(),
  priceCents: cents,
  available: z.boolean(),
  /** Units left; absent: not counted. */
  stock: z.int().min(0).optional(),
  /** The product whose price counts, in groups of a product with a `priceRule`. */
  productRef: slug.optional(),
});

const modifierGroupSchema = z.object({
  id: slug,
  name: z.string(),
  min: z.int().min(0),
  max: z.int().min(1),
  minByVariant: z.record(z.string(), z.int()).optional(),
  maxByVariant: z.record(z.string(), z.int()).optional(),
  /** The same option may be chosen twice. */
  repeatable: z.boolean().optional(),
  options: z.array(optionSchema).min(1),
});

const productSchema = z
  .object({
    id: slug,
    categoryId: slug,
    name: z.string().max(80),
    description: z.string().optional(),
    aliases: z.array(z.string()).optional(),
    unit: z.enum(["unidad", "kg"]),
    /** Of one unit or one kilo. Exactly one of `priceCents` and `variants` is there. */
    priceCents: cents.optional(),
    variants: z.array(optionSchema).min(1).optional(),
    defaultVariant: slug.optional(),
    modifierGroups: z.array(slug).optional(),
    available: z.boolean(),
    stock: z.int().min(0).optional(),
    qtyStep: z.number().positive().optional(),
    minQty: z.number().positive().optional(),
    maxQty: z.number().positive().optional(),
    /** The final price comes after weighing. */
    approxWeight: z.boolean().optional(),
    priceRule: z.enum(["max_of_options", "average_of_options", "sum_of_options"]).optional(),
    restricted: z.enum(["alcohol", "tabaco"]).optional(),
    leadTimeHours: z.int().optional(),
    tags: z.array(z.string()).optional(),
  })
  .refine((product) => (product.priceCents === undefined) !== (product.variants === undefined), {
    message: "a product has a price or variants, never both",
  });

const categorySchema = z.object({
  id: slug,
  name: z.string(),
  sort: z.int(),
  availability: z.object({ fromTime: clockTime, toTime: clockTime }).optional(),
});

const pointSchema = z.tuple([z.number(), z.number()]);

const zoneFields = {
  id: slug,
  name: z.string(),
  feeCents: cents,
  minOrderCents: cents,
  freeFromCents: cents.optional(),
  /** Minutes, from and to. */
  etaMin: z.tuple([z.int(), z.int()]),
};

const zoneSchema = z.discriminatedUnion("kind", [
  z.object({ ...zoneFields, kind: z.literal("barrios"), barrios: z.array(z.string()).min(1) }),
  z.object({ ...zoneFields, kind: z.literal("radius"), radiusKm: z.number().positive() }),
  /** `[lat, lng]` corners. */
  z.object({ ...zoneFields, kind: z.literal("polygon"), polygon: z.array(pointSchema).min(3) }),
  z.object({ ...zoneFields, kind: z.literal("nacional") }),
]);

const fulfilmentKindSchema = z.enum(["delivery", "pickup"]);
export type FulfilmentKind = z.infer<typeof fulfilmentKindSchema>;

export const paymentMethodSchema = z.enum([
  "efectivo",
  "transferencia",
  "mp_link",
  "mp_qr",
  "debito",
  "credito",
]);
export type PaymentMethod = z.infer<typeof paymentMethodSchema>;

const paymentSchema = z.object({
  method: paymentMethodSchema,
  enabled: z.boolean(),
  fulfillment: z.array(fulfilmentKindSchema),
  label: z.string(),
  askChange: z.boolean().optional(),
  proofRequired: z.boolean().optional(),
  discountPct: z.number().min(0).max(100).optional(),
  account: z
    .object({
      alias: z.string().regex(/^[A-Za-z0-9.-]{6,20}$/),
      cbu: z
        .string()
        .regex(/^\d{22}$/)
        .optional(),
      cvu: z
        .string()
        .regex(/^\d{22}$/)
        .optional(),
      holder: z.string(),
      cuit: z.string(),
      bank: z.string().optional(),
    })
    .optional(),
});

const bundleSchema = z.object({
  id: slug,
  name: z.string(),
  match: z.union([z.object({ categoryId: slug }), z.object({ productIds: z.array(slug) })]),
  /** Units, or kilos of a product sold by kilo. */
  size: z.number().positive(),
  priceCents: cents,
});

const promoItemSchema = z.object({
  productId: slug,
  variant: slug.optional(),
  qty: z.number().positive(),
});

const promoSchema = z.object({
  id: slug,
  name: z.string(),
  text: z.string(),
  days: z.array(weekdaySchema).optional(),
  kind: z.enum(["fixed_bundle", "fixed_price", "percent"]),
  items: z.array(promoItemSchema).optional(),
  scope: z.unknown().optional(),
  priceCents: cents.optional(),
  pct: z.number().optional(),
});

const fulfilmentSettingSchema = z.object({ enabled: z.boolean(), note: z.string().optional() });

/** A shop's profile and catalogue, version 1. Money is integer centavos, times are the shop's own. */
export const shopSchema = z.object({
  schemaVersion: z.literal(1),
  id: slug,
  name: z.string().min(2).max(60),
  rubro: z.string(),
  tier: z.enum(["basico", "intermedio", "pro"]),
  about: z.string().optional(),
  fictional: z.literal(true).optional(),
  pricesAsOf: z.string().optional(),
  contact: z.object({
    waId,
    display: z.string(),
    ownerName: z.string(),
    adminWaIds: z.array(waId).min(1),
  }),
  whatsapp: z.object({ phoneNumberId: metaId, wabaId: metaId, catalogId: metaId.optional() }),
  fiscal: z.object({
    cuit: z.string().regex(/^\d{2}-\d{8}-\d$/),
    ivaCondition: z.enum(["monotributo", "responsable_inscripto", "exento"]),
    legalName: z.string().optional(),
  }),
  address: z.object({
    street: z.string(),
    /** Text: "120 bis". */
    number: z.string(),
    floor: z.string().optional(),
    unit: z.string().optional(),
    between: z.array(z.string()).max(2).optional(),
    barrio: z.string().optional(),
    city: z.string(),
    province: z.string(),
    postalCode: z.string().optional(),
    lat: z.number().min(-55.1).max(-21.7),
    lng: z.number().min(-73.6).max(-53.6),
  }),
  /** IANA name. Never compare two of them: one zone has several names. */
  timezone: z.string().regex(/^America\/Argentina\//),
  locale: z.literal("es-AR"),
  currency: z.literal("ARS"),
  hours: hoursSchema,
  exceptions: z.array(exceptionSchema),
  holidayPolicy: z.enum(["normal", "closed", "ask", "special"]),
  holidayHours: z.array(openRangeSchema).optional(),
  lastOrderMinutesBeforeClose: z.int().min(0),
  prep: z.object({ pickupMin: z.int(), deliveryMin: z.int() }),
  scheduling: z.object({
    enabled: z.boolean(),
    maxDaysAhead: z.int(),
    slotMin: z.int(),
    minLeadMin: z.int(),
    slotCapacity: z.int().min(1),
  }),
  fulfillment: z.object({ pickup: fulfilmentSettingSchema, delivery: fulfilmentSettingSchema }),
  zones: z.array(zoneSchema).min(1),
  payments: z.array(paymentSchema).min(1),
  deposit: z
    .object({
      appliesTo: z.union([z.object({ categoryIds: z.array(slug) }), z.object({ tag: z.string() })]),
      pct: z.number(),
      note: z.string(),
    })
    .optional(),
  returnPolicy: z
    .object({ exchangeDays: z.int(), regretDays: z.int(), note: z.string() })
    .optional(),
  modifierGroups: z.array(modifierGroupSchema),
  categories: z.array(categorySchema).min(1),
  products: z.array(productSchema),
  bundles: z.array(bundleSchema),
  promos: z.array(promoSchema),
  faq: z.array(z.object({ q: z.string(), a: z.string() })),
});

export type Shop = z.infer<typeof shopSchema>;
export type OpenRange = z.infer<typeof openRangeSchema>;
export type Variant = z.infer<typeof optionSchema>;
export type ModifierOption = z.infer<typeof optionSchema>;
export type ModifierGroup = z.infer<typeof modifierGroupSchema>;
export type Product = z.infer<typeof productSchema>;
export type Category = z.infer<typeof categorySchema>;
export type Zone = z.infer<typeof zoneSchema>;
export type Payment = z.infer<typeof paymentSchema>;
export type Bundle = z.infer<typeof bundleSchema>;
