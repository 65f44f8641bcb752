import type { Channel, OutboxRow } from "@mostrador/engine";
import { describe, expect, test } from "vitest";

/** What a provider may do with a call. */
export type ProviderMood =
  | "accepts"
  /** Refuses for good. */
  | "refuses"
  /** Refuses with a word for "slow down". */
  | "throttles"
  /** Takes the message and never answers. */
  | "goesSilent"
  /** Takes the message and cuts the line. */
  | "hangsUp"
  /** Answers something that is not of its protocol, with a status that says success. */
  | "mumbles"
  /** Nobody listens. */
  | "isAway";

export type ChannelBench = {
  channel: Channel;
  /** A message that the channel can carry. */
  row: OutboxRow;
  /** A part of the credentials that must not show up anywhere. */
  secret: string;
  /** How many calls the provider has seen. */
  calls(): number;
};

/** What every channel must do. `open` gives a channel whose provider is in this mood. */
export function describeChannel(name: string, open: (mood: ProviderMood) => Promise<ChannelBench>) {
  const send = async (mood: ProviderMood) => {
    const bench = await open(mood);
    const result = await bench.channel.send(bench.row);
    expect(JSON.stringify(result)).not.toContain(bench.secret);
    return { result, bench };
  };

  describe(`${name}, as every channel`, () => {
    test("gives the provider's id for what was accepted, after one call", async () => {
      const { result, bench } = await send("accepts");
      expect(result).toMatchObject({ kind: "sent" });
      expect(result.kind === "sent" && result.providerId).not.toBe("");
      expect(bench.calls()).toBe(1);
    });

    test("tells what a refusal asks of us", async () => {
      expect((await send("refuses")).result).toMatchObject({
        kind: "refused",
        refusal: { remedy: { kind: "deadLetter" } },
      });
      expect((await send("throttles")).result).toMatchObject({
        kind: "refused",
        refusal: { remedy: { kind: "retry" } },
      });
    });

    test.each(["goesSilent", "hangsUp", "mumbles"] as const)(
      "does not know what became of a message when the provider %s, and does not repeat it",
      async (mood) => {
        const { result, bench } = await send(mood);
        expect(result).toMatchObject({ kind: "unknown" });
        expect(bench.calls()).toBe(1);
      },
    );

    test("knows that nothing was sent when nobody listens, and has it tried again for a day", async () => {
      const { result } = await send("isAway");
      expect(result).toMatchObject({ kind: "refused", refusal: { remedy: { kind: "retry" } } });
      if (result.kind !== "refused" || result.refusal.remedy.kind !== "retry")
        throw new Error("no retry");
      const { baseMs, factor, capMs, maxAttempts } = result.refusal.remedy;
      const waits = Array.from({ length: maxAttempts }, (_, n) =>
        Math.min(baseMs * factor ** n, capMs),
      );
      expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(23 * 3_600_000);
    });

    test.each(["accepts", "refuses", "goesSilent", "hangsUp", "mumbles", "isAway"] as const)(
      "marks as read without throwing when the provider %s",
      async (mood) => {
        const { channel, row } = await open(mood);
        await expect(channel.markRead(row.business, row.address, "m1")).resolves.toBeUndefined();
      },
    );

    test("refuses what it can never send instead of trying", async () => {
      const bench = await open("accepts");
      const result = await bench.channel.send({
        ...bench.row,
        message: { kind: "text", text: " " },
      });
      expect(result).toMatchObject({
        kind: "refused",
        refusal: { remedy: { kind: "deadLetter" } },
      });
      expect(bench.calls()).toBe(0);
    });
  });
}
