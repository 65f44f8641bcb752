// For tests that need a Cloud API and people who use it.

export { createEmulator } from "./emulator/emulator.ts";
export type { Emulator, EmulatorOptions } from "./emulator/emulator.ts";
export { serveEmulator } from "./emulator/serve.ts";
export type { Fault } from "./emulator/faults.ts";
export type { EmulatorSettings } from "./emulator/settings.ts";
export { encodeWebhook, signWebhook } from "./emulator/webhooks.ts";
export { createPhone } from "./phone/phone.ts";
export type { Phone, PhoneOptions } from "./phone/phone.ts";
export type { Bubble, Choice } from "./phone/bubble.ts";
export { createControl } from "./phone/control.ts";
export type { EmulatorControl } from "./phone/control.ts";
