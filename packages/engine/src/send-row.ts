import type { OutboxRow, Refusal } from "./channel.ts";
import { unreachable } from "./errors.ts";
import type { HostParts } from "./host-parts.ts";
import type { SendRecord } from "./store.ts";

/** One try to send, and what it means for the outbox. */
export async function sendRow<Domain>(
  parts: HostParts<Domain>,
  row: OutboxRow,
): Promise<SendRecord> {
  const fields = {
    business: row.business,
    chat: row.chat,
    effect: row.id,
    trace: row.traceId,
    kind: row.message.kind,
    attempts: row.attempts,
  };
  const result = await parts.channel.send(row);
  switch (result.kind) {
    case "sent":
      parts.log("info", "message.sent", { ...fields, repeated: row.repeated });
      return { kind: "sent", row, providerId: result.providerId, repeated: row.repeated };
    case "unknown":
      parts.log("warn", "message.unknown", { ...fields, reason: result.reason });
      return { kind: "unknown", row, settleMs: parts.settings.settleMs, reason: result.reason };
    case "refused":
      parts.log("warn", "message.refused", { ...fields, code: result.refusal.code });
      return refused(parts, row, result.refusal);
    default:
      return unreachable(result);
  }
}

async function refused<Domain>(
  parts: HostParts<Domain>,
  row: OutboxRow,
  refusal: Refusal,
): Promise<SendRecord> {
  const { code, message, remedy } = refusal;
  const retry = (retryInMs: number): SendRecord => ({
    kind: "retry",
    row,
    retryInMs,
    code,
    message,
  });
  const pause = (scope: "number" | "account", forMs: number | null) =>
    parts.store.pause({ business: row.business, number: row.address.number, scope, forMs, code });

  switch (remedy.kind) {
    case "retry": {
      if (row.attempts + 1 >= remedy.maxAttempts) return dead(parts, row, refusal);
      const plainMs = Math.min(remedy.baseMs * remedy.factor ** row.attempts, remedy.capMs);
      const delayMs = plainMs * (1 + parts.chance() / 2);
      if (remedy.scope !== "chat") await pause(remedy.scope, delayMs);
      return retry(delayMs);
    }
    case "coolDown":
      if (remedy.scope !== "chat") await pause(remedy.scope, remedy.ms);
      return retry(remedy.ms);
    case "pause":
      await pause(remedy.scope, null);
      parts.alert({
        key: `paused:${row.address.number}:${code}`,
        business: row.business,
        message: `Number ${row.address.number} is paused until it is fixed: ${code} ${message}`,
      });
      return retry(0);
    case "template":
      if (row.template === undefined || row.message.kind === "template")
        return dead(parts, row, refusal);
      return sendRow(parts, { ...row, message: { kind: "template", template: row.template } });
    // Whoever gave the channel has tried the other form by itself.
    case "otherAddress":
    case "deadLetter":
      return dead(parts, row, refusal);
    default:
      return unreachable(remedy);
  }
}

function dead<Domain>(
  parts: HostParts<Domain>,
  row: OutboxRow,
  { code, message }: Refusal,
): SendRecord {
  parts.alert({
    key: `dead:${row.business}:${code}`,
    business: row.business,
    message: `A message could not be delivered and was given up: ${code} ${message}`,
  });
  return { kind: "dead", row, code, message };
}
