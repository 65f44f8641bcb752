// What a line typed on a keyboard means on a phone.

import type { Bubble, Choice } from "./phone/bubble.ts";
import type { Location, Phone } from "./phone/phone.ts";

export type Typed =
  | { kind: "text"; text: string }
  | { kind: "tap"; bubbleId: string; choice: Choice }
  | { kind: "location"; location: Location };

/** Digits tap a choice of `bubble`, `@lat,long` drops a pin, a leading `"` makes anything a text. */
export function readTyped(line: string, bubble: Bubble | undefined): Typed {
  if (line.startsWith('"')) return { kind: "text", text: line.slice(1) };
  const pin = /^@\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)$/.exec(line);
  if (pin !== null) {
    return { kind: "location", location: { latitude: Number(pin[1]), longitude: Number(pin[2]) } };
  }
  const choice = /^\d{1,2}$/.test(line) ? bubble?.choices[Number(line) - 1] : undefined;
  if (bubble === undefined || choice === undefined) return { kind: "text", text: line };
  return { kind: "tap", bubbleId: bubble.id, choice };
}

/** The newest message that has something to tap. */
export function newestWithChoices(bubbles: Bubble[]): Bubble | undefined {
  return bubbles.findLast((bubble) => bubble.choices.length > 0);
}

export async function performTyped(phone: Phone, typed: Typed): Promise<void> {
  if (typed.kind === "text") await phone.says(typed.text);
  else if (typed.kind === "location") await phone.sendsLocation(typed.location);
  else await phone.sends({ ...typed.choice.reply, context: { id: typed.bubbleId } });
}
