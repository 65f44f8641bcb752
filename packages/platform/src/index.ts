export type { Arrival, ArrivingChange, ArrivingMessage, ArrivingStatus } from "./arrival.ts";
export { createPlatform } from "./platform.ts";
export type { Platform, PlatformParts } from "./platform.ts";
