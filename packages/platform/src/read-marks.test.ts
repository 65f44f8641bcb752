import type { BusinessId, Channel } from "@mostrador/engine";
import { expect, test } from "vitest";

import { createReadMarks } from "./read-marks.ts";

const marked = {
  business: "la-esquina" as BusinessId,
  address: { number: "100", person: { phone: "5491160012345" } },
  messageId: "wamid.1",
};

/** A channel whose provider answers when it is told to. */
function slowChannel() {
  const waiting: { answer: () => void; fail: () => void }[] = [];
  const channel: Pick<Channel, "markRead"> = {
    markRead: () =>
      new Promise((resolve, reject) => {
        waiting.push({ answer: resolve, fail: () => reject(new Error("no answer")) });
      }),
  };
  return { channel, waiting };
}

test("a provider that does not answer is not asked again and again", async () => {
  const { channel, waiting } = slowChannel();
  const mark = createReadMarks(channel);
  for (let message = 0; message < 1000; message += 1) mark(marked);
  expect(waiting).toHaveLength(32);
  waiting[0]?.answer();
  waiting[1]?.fail();
  await new Promise((resolve) => setImmediate(resolve));
  for (let message = 0; message < 1000; message += 1) mark(marked);
  expect(waiting).toHaveLength(34);
});
