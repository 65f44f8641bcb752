import type { BusinessId, Channel, ChatAddress } from "@mostrador/engine";

/** Marks under way at once. Replies share the connections to the provider and must not stand behind them. */
const maxUnderWay = 32;

type Marked = { business: BusinessId; address: ChatAddress; messageId: string };

/**
 * Marks messages as read and shows that somebody types. Free and best effort: nobody waits for it, and
 * while the provider is slow there is none rather than a pile of them.
 */
export function createReadMarks(channel: Pick<Channel, "markRead">): (marked: Marked) => void {
  let underWay = 0;
  return ({ business, address, messageId }) => {
    if (underWay >= maxUnderWay) return;
    underWay += 1;
    channel
      .markRead(business, address, messageId)
      // Not even a bug in it may end the process.
      .catch(() => {})
      .finally(() => {
        underWay -= 1;
      });
  };
}
