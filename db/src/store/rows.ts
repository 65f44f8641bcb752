import type {
  BusinessId,
  ChatAddress,
  ChatId,
  Outgoing,
  OutboxRow,
  Template,
} from "@mostrador/engine";

/** A row of the outbox as {@link outboxColumns} gives it. */
export type StoredMessage = {
  business: BusinessId;
  chat: ChatId;
  id: string;
  position: number;
  number: string;
  phone: string | null;
  userId: string | null;
  message: Outgoing;
  template: Template | null;
  attempts: number;
  repeated: boolean;
  traceId: string;
};

/** Of `outbox o` joined with its `chats c`. */
export const outboxColumns = `o.business_id as business, o.chat_id as chat, o.effect_id as id,
  o.outbox_id as position, c.number_id as number, c.phone, c.user_id as "userId", o.message, o.template,
  o.attempts, o.unanswered as repeated, o.trace_id as "traceId"`;

export function toOutboxRow(row: StoredMessage): OutboxRow {
  const { business, chat, id, position, message, template, attempts, repeated, traceId } = row;
  return {
    business,
    chat,
    id,
    position,
    address: toAddress(row),
    message,
    ...(template !== null && { template }),
    attempts,
    repeated,
    traceId,
  };
}

export function toAddress(row: Pick<StoredMessage, "number" | "phone" | "userId">): ChatAddress {
  const { number, phone, userId } = row;
  return {
    number,
    person: { ...(phone !== null && { phone }), ...(userId !== null && { userId }) },
  };
}

/** True where a number `n` or its account `a` is paused at the moment `now`, an SQL expression. */
export const pausedAt = (now: string) => `(
  (n.paused_code is not null and coalesce(n.paused_until > ${now}, true))
  or (a.paused_code is not null and coalesce(a.paused_until > ${now}, true)))`;

/** Distinct businesses of what is given. */
export function businessesOf(given: readonly { business: BusinessId }[]): BusinessId[] {
  return [...new Set(given.map(({ business }) => business))];
}
