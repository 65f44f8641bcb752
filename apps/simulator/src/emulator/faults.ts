// What goes wrong on purpose. A rule waits for calls that fit it and acts on the first `times` of them.

import { z } from "zod";

const sendAction = z.discriminatedUnion("kind", [
  /** Refused with this code before anything happens; `status` overrides the HTTP status. */
  z.strictObject({
    kind: z.literal("refuse"),
    code: z.number().int(),
    status: z.number().int().min(400).max(599).optional(),
    details: z.string().optional(),
  }),
  /** Answered with something that is not the Graph API's JSON, before anything happens. */
  z.strictObject({ kind: z.literal("garble"), status: z.number().int().min(200).max(599) }),
  /** Accepted; the answer comes only when released, or after `forMs`. */
  z.strictObject({ kind: z.literal("hold"), forMs: z.number().int().positive().optional() }),
  /** Accepted; the connection fails instead of an answer. */
  z.strictObject({ kind: z.literal("drop") }),
  /** Everything as usual, `ms` later. */
  z.strictObject({ kind: z.literal("delay"), ms: z.number().int().positive() }),
  /** Accepted; a failed status with this code follows. */
  z.strictObject({ kind: z.literal("fail"), code: z.number().int() }),
]);

const webhookAction = z.discriminatedUnion("kind", [
  /** Delivered this many times at the same moment. */
  z.strictObject({ kind: z.literal("multiply"), copies: z.number().int().min(2).max(1000) }),
  z.strictObject({ kind: z.literal("delay"), ms: z.number().int().positive() }),
  z.strictObject({ kind: z.literal("lose") }),
]);

const counted = {
  /** Fitting calls that pass untouched first. */
  skip: z.number().int().min(0).default(0),
  times: z.number().int().positive().default(1),
};

export const faultSchema = z.discriminatedUnion("on", [
  z.strictObject({
    on: z.literal("send"),
    phone_number_id: z.string().optional(),
    /** The recipient exactly as the business writes it. */
    to: z.string().optional(),
    type: z.string().optional(),
    ...counted,
    do: sendAction,
  }),
  z.strictObject({
    on: z.literal("webhook"),
    appId: z.string().optional(),
    /** `messages` or `statuses`: what the webhook carries. */
    carries: z.enum(["messages", "statuses"]).optional(),
    ...counted,
    do: webhookAction,
  }),
]);

export type Fault = z.input<typeof faultSchema>;
type Rule = z.output<typeof faultSchema>;
export type SendAction = z.output<typeof sendAction>;
type WebhookAction = z.output<typeof webhookAction>;

type ActiveFault = { rule: Rule; met: number; applied: number };

export type Faults = {
  add(rules: Rule[]): void;
  clear(): void;
  list(): ActiveFault[];
  onSend(call: { phoneNumberId: string; to: string; type: string }): SendAction | undefined;
  onWebhook(call: { appId: string; carries: string }): WebhookAction | undefined;
  /** Waits until `release` or `clear`, or `forMs`. */
  held(forMs: number | undefined): Promise<void>;
  release(): void;
  /** Answers that are held now. */
  holding(): number;
};

export function createFaults(): Faults {
  let active: ActiveFault[] = [];
  const held = new Set<() => void>();
  const release = () => {
    for (const letGo of held) letGo();
  };
  return {
    add: (rules) => {
      active.push(...rules.map((rule) => ({ rule, met: 0, applied: 0 })));
    },
    clear: () => {
      active = [];
      release();
    },
    list: () => active,
    onSend: (call) => {
      for (const fault of active) {
        const { rule } = fault;
        if (rule.on === "send" && fitsSend(rule, call) && takes(fault)) return rule.do;
      }
      return undefined;
    },
    onWebhook: (call) => {
      for (const fault of active) {
        const { rule } = fault;
        if (rule.on === "webhook" && fitsWebhook(rule, call) && takes(fault)) return rule.do;
      }
      return undefined;
    },
    held: (forMs) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          held.delete(done);
          resolve();
        };
        const timer = forMs === undefined ? undefined : setTimeout(done, forMs);
        held.add(done);
      }),
    release,
    holding: () => held.size,
  };
}

function takes(fault: ActiveFault): boolean {
  if (fault.applied >= fault.rule.times) return false;
  fault.met += 1;
  if (fault.met <= fault.rule.skip) return false;
  fault.applied += 1;
  return true;
}

function fitsSend(
  rule: Extract<Rule, { on: "send" }>,
  call: { phoneNumberId: string; to: string; type: string },
): boolean {
  return (
    (rule.phone_number_id ?? call.phoneNumberId) === call.phoneNumberId &&
    (rule.to ?? call.to) === call.to &&
    (rule.type ?? call.type) === call.type
  );
}

function fitsWebhook(
  rule: Extract<Rule, { on: "webhook" }>,
  call: { appId: string; carries: string },
): boolean {
  return (
    (rule.appId ?? call.appId) === call.appId && (rule.carries ?? call.carries) === call.carries
  );
}
