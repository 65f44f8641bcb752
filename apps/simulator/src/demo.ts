// The accounts that an emulator has when nobody says otherwise: invented, the same every time, good for nothing elsewhere.

import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { EmulatorSettings } from "./emulator/settings.ts";

export const projectRoot = path.resolve(import.meta.dirname, "../../..");

/** What the business's side needs to speak to the emulator. */
export const demoCredentials = {
  appId: "900000000000001",
  appSecret: "emulator-app-secret",
  verifyToken: "emulator-verify-token",
  accessToken: "emulator-access-token",
};

/** When the demo's clock begins: a Friday evening, the shop is open. */
export const demoStart = "2026-11-27T20:30:00-03:00";

/** The ring for an owner who has not written for a day. */
const newOrderTemplate = {
  name: "pedido_nuevo",
  language: "es_AR",
  category: "UTILITY" as const,
  body: "Pedido nuevo: {{1}}. Respondé con un botón para tomarlo.",
  buttons: [
    { type: "QUICK_REPLY" as const, text: "Aceptar" },
    { type: "QUICK_REPLY" as const, text: "Otra demora" },
    { type: "QUICK_REPLY" as const, text: "Rechazar" },
  ],
};

const shopSchema = z.object({
  name: z.string(),
  contact: z.object({
    waId: z.string(),
    ownerName: z.string(),
    adminWaIds: z.array(z.string()).min(1),
  }),
  whatsapp: z.object({ phoneNumberId: z.string(), wabaId: z.string() }),
});

export type DemoShop = {
  name: string;
  phoneNumberId: string;
  wabaId: string;
  displayPhoneNumber: string;
  owner: { waId: string; name: string };
  customer: { waId: string; name: string };
};

/** A demo shop by its id, such as `la-esquina`. Throws when there is none. */
export function readDemoShop(id: string): DemoShop {
  const file = path.join(projectRoot, "db/seed/shops", `${path.basename(id)}.json`);
  const { name, contact, whatsapp } = shopSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return {
    name,
    ...whatsapp,
    displayPhoneNumber: contact.waId,
    owner: { waId: contact.adminWaIds[0] ?? contact.waId, name: contact.ownerName },
    customer: { waId: "5491155550101", name: "Marta" },
  };
}

/** One app with the shop's number, its owner and one customer. `callbackUrl`: where webhooks go. */
export function demoSettings(shop: DemoShop, callbackUrl: string): EmulatorSettings {
  const { appId, appSecret, verifyToken, accessToken } = demoCredentials;
  const { phoneNumberId, wabaId, displayPhoneNumber, owner, customer } = shop;
  return {
    apps: [{ id: appId, secret: appSecret, verifyToken, callbackUrl, accessTokens: [accessToken] }],
    numbers: [{ phoneNumberId, wabaId, displayPhoneNumber, appId }],
    people: [owner, customer],
    templates: [newOrderTemplate],
  };
}
