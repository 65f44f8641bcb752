// A typed client of the emulator's control API, for tests and scripts: time, faults, people, what was sent.

import { z } from "zod";
import type { Fault } from "../emulator/faults.ts";
import type { PersonInput, settingsChangeSchema } from "../emulator/settings.ts";
import { call } from "./call.ts";
import type { EmulatorAddress } from "./call.ts";

const sendSchema = z.object({
  atMs: z.number(),
  phoneNumberId: z.string(),
  body: z.record(z.string(), z.unknown()),
  outcome: z.union([
    z.object({ id: z.string() }),
    z.object({ code: z.number(), details: z.string().optional() }),
  ]),
});
const faultsSchema = z.object({
  faults: z.array(z.object({ met: z.number(), applied: z.number() })),
  holding: z.number(),
});
const nowSchema = z.object({ now: z.number() });
const nothing = z.object({});

type SendRecord = z.output<typeof sendSchema>;
type FaultState = z.output<typeof faultsSchema>;

export type EmulatorControl = {
  /** Milliseconds since 1970. */
  now(): Promise<number>;
  advance(ms: number): Promise<number>;
  setNow(nowMs: number): Promise<number>;
  addFaults(...rules: Fault[]): Promise<FaultState>;
  faults(): Promise<FaultState>;
  /** Lets held answers go and forgets every rule. */
  clearFaults(): Promise<FaultState>;
  releaseHeld(): Promise<FaultState>;
  putPerson(person: PersonInput): Promise<void>;
  /** Every try of the business to send, refused ones too, oldest first; read marks are not among them. */
  sends(phoneNumberId?: string): Promise<SendRecord[]>;
  /** Throws with the reason when the callback does not pass the verification. */
  registerCallback(appId: string, callback: { url: string; verifyToken: string }): Promise<void>;
  /** Any JSON, signed and delivered as a webhook of the app. */
  sendWebhook(appId: string, body: unknown): Promise<void>;
  change(settings: z.input<typeof settingsChangeSchema>): Promise<void>;
};

export function createControl(emulator: EmulatorAddress): EmulatorControl {
  const post = <T>(path: string, body: unknown, answer: z.ZodType<T>) =>
    call(emulator, { method: "POST", path, body, answer });
  return {
    now: async () => (await call(emulator, { path: "/clock", answer: nowSchema })).now,
    advance: async (ms) => (await post("/clock", { advanceMs: ms }, nowSchema)).now,
    setNow: async (nowMs) => (await post("/clock", { now: nowMs }, nowSchema)).now,
    addFaults: (...rules) => post("/faults", { rules }, faultsSchema),
    faults: () => call(emulator, { path: "/faults", answer: faultsSchema }),
    clearFaults: () => call(emulator, { method: "DELETE", path: "/faults", answer: faultsSchema }),
    releaseHeld: () => post("/faults/release", {}, faultsSchema),
    putPerson: async ({ waId, ...body }) => {
      await call(emulator, { method: "PUT", path: `/people/${waId}`, body, answer: nothing });
    },
    sends: async (phoneNumberId) => {
      const query = phoneNumberId === undefined ? "" : `?phone_number_id=${phoneNumberId}`;
      const answer = z.object({ sends: z.array(sendSchema) });
      return (await call(emulator, { path: `/sends${query}`, answer })).sends;
    },
    registerCallback: async (appId, callback) => {
      await post(`/apps/${appId}/callback`, callback, nothing);
    },
    sendWebhook: async (appId, body) => {
      await post(`/apps/${appId}/webhooks`, { body }, nothing);
    },
    change: async (body) => {
      await call(emulator, { method: "PATCH", path: "/settings", body, answer: nothing });
    },
  };
}
