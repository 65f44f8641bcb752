import type { Refusal, Remedy } from "@mostrador/engine";
import { errorCodes } from "./error-codes.ts";
import type { Policy } from "./error-codes.ts";
import type { ProviderError } from "./inbound/provider-error.ts";
import { redact } from "./redact.ts";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

type Retry = Extract<Remedy, { kind: "retry" }>;

const backoff: Retry = {
  kind: "retry",
  scope: "chat",
  baseMs: second,
  factor: 4,
  capMs: 5 * minute,
  maxAttempts: 6,
};

/** Nothing left the house or the provider is down: a day of tries, because nothing is wrong with the message. */
export const outage: Remedy = { ...backoff, factor: 2, capMs: minute, maxAttempts: 1440 };

const remedies: Record<Policy, Remedy> = {
  retry_backoff: backoff,
  retry_limited: { ...backoff, maxAttempts: 3 },
  retry_pair: { ...backoff, capMs: hour },
  retry_alt_number: { kind: "otherAddress" },
  cooldown: { kind: "coolDown", scope: "number", ms: minute },
  // A chat that waited would keep the replies to its order waiting as well, so only this message is given up.
  cooldown_24h: { kind: "deadLetter", alert: false },
  switch_template: { kind: "template" },
  pause_number: { kind: "pause", scope: "number" },
  pause_tenant: { kind: "pause", scope: "account" },
  never: { kind: "deadLetter", alert: false },
  never_alert: { kind: "deadLetter", alert: true },
};

const slowly = (scope: Retry["scope"]): Retry => ({
  ...backoff,
  scope,
  baseMs: minute,
  factor: 2,
  capMs: 15 * minute,
  maxAttempts: 12,
});

/** Where a code says more than its policy: who waits, and how long. */
const particular: ReadonlyMap<number, Remedy> = new Map<number, Remedy>([
  [4, slowly("account")],
  [80007, slowly("account")],
  [80008, slowly("account")],
  [80014, slowly("account")],
  [130429, { ...backoff, scope: "number", capMs: minute, maxAttempts: 12 }],
  [131000, { ...backoff, maxAttempts: 3 }],
  [131057, slowly("number")],
  [132069, { ...slowly("chat"), baseMs: 6 * minute }],
  [133004, { ...backoff, scope: "number" }],
  [133008, { kind: "coolDown", scope: "number", ms: hour }],
  [133015, { kind: "coolDown", scope: "number", ms: 5 * minute }],
  [133016, { kind: "coolDown", scope: "number", ms: 72 * hour }],
  [134101, { ...slowly("chat"), baseMs: 10 * minute, maxAttempts: 3 }],
  [135000, { ...backoff, maxAttempts: 2 }],
  [2494100, slowly("number")],
]);

const policies = new Map(errorCodes.map(({ code, policy }) => [code, policy]));

/** Ranges that share what one of them says. */
const ranges = [
  { from: 200, to: 299, like: 200 },
  { from: 147_001, to: 147_005, like: 147_001 },
  { from: 2_388_000, to: 2_388_999, like: 2_388_023 },
];

/** What an error of the platform asks of us. Codes that nobody knows get a few tries. */
export function remedyFor(code: number): Remedy {
  const range = ranges.find(({ from, to }) => code >= from && code <= to);
  const policy = policies.get(code) ?? policies.get(range?.like ?? code) ?? "retry_limited";
  return particular.get(code) ?? remedies[policy];
}

/** Codes are `whatsapp.` and the platform's number. The message is fit for a log. */
export function refusalOf(error: ProviderError, secret?: string): Refusal {
  const message = error.details ?? error.message ?? error.title ?? "no explanation";
  return {
    code: `whatsapp.${error.code}`,
    message: redact(message, secret),
    remedy: remedyFor(error.code),
  };
}

/** For answers that are no JSON, which come from something in between. Not for 502 and 504: those leave it open. */
export function remedyForStatus(status: number): Remedy {
  if (status === 401) return remedies.pause_tenant;
  if (status === 429) return { ...backoff, scope: "number" };
  if (status === 408 || status >= 500) return backoff;
  return remedies.never_alert;
}
