import { GraphError } from "../graph-error.ts";
import type { Network } from "../network.ts";
import type { BusinessNumber } from "../settings.ts";
import { readMarkSchema } from "./outgoing.ts";
import { readStrictly } from "./refusal.ts";

const dayMs = 86_400_000;
/** The dots go away with the next message or after this. */
const typingMs = 25_000;

/** Marks a person's message, and all before it, as read; with the typing dots where asked. */
export function markRead(network: Network, number: BusinessNumber, body: unknown): object {
  const mark = readStrictly(readMarkSchema, body, "envelope");
  const located = network.state.messages.get(mark.message_id);
  const { phoneNumberId } = number;
  if (located?.entry.kind !== "in" || located.conversation.phoneNumberId !== phoneNumberId) {
    throw new GraphError(100, "The message to mark as read does not exist.");
  }
  if (network.clock.now() - located.entry.atMs > 30 * dayMs) {
    throw new GraphError(131009, "The message to mark as read is older than 30 days.");
  }
  network.record({ kind: "seen", id: mark.message_id });
  if (mark.typing_indicator !== undefined) {
    located.conversation.typingUntilMs = network.clock.now() + typingMs;
    network.touch(located.conversation);
  }
  return { success: true };
}
