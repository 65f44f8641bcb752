// A customer on a real phone: every step is a signed webhook, a tap carries what the last message on the phone carried.

import type { Incoming } from "@mostrador/engine";
import type { Step, Walker, Whereabouts } from "@mostrador/engine/testing";
import type { Phone } from "@mostrador/simulator";

import type { Counter } from "./counter.ts";
import type { BackOffice } from "./back-office.ts";
import { changes, isChange } from "./happenings.ts";
import type { Traces, TurnTrace } from "./traces.ts";

const root = "ordering.";

/**
 * What every step takes by the shop's clock, however long a busy machine takes for it: so what came later is later,
 * and bubbles that follow each other are joined. Milliseconds.
 */
const stepMs = 250;
/** In memory a step takes no time: so much later may a timer fall due. Milliseconds. */
const lateMs = 20_000;

export type Stage = { counter: Counter; traces: Traces; office: BackOffice };

/** Walks one tour as somebody new, from the moment `start` on, at the shop as it was seeded. */
export async function customerWalker(stage: Stage, start: number): Promise<Walker> {
  const { counter, traces, office } = stage;
  const phone = counter.newCustomer();
  let now = start;
  let last: TurnTrace = { seq: 0, active: [], transitions: [], said: [] };
  await traces.forgetTimers();
  await office.restore();

  const act = async (step: Step): Promise<TurnTrace> => {
    switch (step.type) {
      case "taps":
        return traces.turnOfMessage(await phone.taps(step.label));
      case "tapsOlder":
        return traces.turnOfMessage(await tapOlder(phone, step.label));
      case "sends":
        return traces.turnOfMessage(await phone.sends(metaMessage(step.content)));
      case "waits": {
        const due = (await traces.dueAt(phone.waId, step.timerId)) ?? now + step.ms;
        if (Math.abs(due - now - step.ms) > lateMs) {
          throw new Error(`${step.timerId} is due in ${due - now} ms instead of ${step.ms}`);
        }
        now = due;
        await counter.setNow(now);
        return traces.turnAfter(phone.waId, last.seq);
      }
      case "happens":
        if (isChange(step.name)) await office.change(changes[step.name]);
        else await acceptOrder(stage, phone.waId);
        return { ...last, transitions: [], said: [] };
      case "finishes":
      case "signals":
        throw new Error(`nobody outside can cause "${step.type}"`);
    }
  };

  return {
    perform: async (step) => {
      now += stepMs;
      await counter.setNow(now);
      last = await act(step);
      return whereabouts(last, phone);
    },
  };
}

async function whereabouts(
  { active, transitions, said }: TurnTrace,
  phone: Phone,
): Promise<Whereabouts> {
  const state = active.map((id) => id.slice(root.length));
  const id = said.at(-1);
  if (id === undefined) return { state, transitions, offers: null };
  const bubble = (await phone.messages()).find((message) => message.id === id);
  if (bubble === undefined) throw new Error("a message that was sent is not on the phone");
  return { state, transitions, offers: bubble.choices.map(({ label }) => label) };
}

async function tapOlder(phone: Phone, label: string): Promise<string> {
  const offering = (await phone.messages()).filter(({ choices }) => choices.length > 0);
  const older = offering
    .slice(0, -1)
    .findLast(({ choices }) => choices.some((choice) => choice.label === label));
  if (older === undefined) throw new Error(`no older message offers "${label}"`);
  return phone.taps(label, { on: older.id });
}

/** The owner takes the customer's order with the first button of its ring. */
async function acceptOrder({ counter, traces }: Stage, customer: string): Promise<void> {
  const { number } = await traces.order(customer);
  const named = new RegExp(`#${number}\\b`);
  const ring = await counter.owner.waitFor(
    ({ text, choices }) => named.test(text) && choices.length > 0,
  );
  const [accept] = ring.choices;
  if (accept === undefined) throw new Error("the ring has no buttons");
  await counter.owner.taps(accept.label, { on: ring.id });
  await traces.until(`the acceptance of #${number}`, async () => {
    const { status } = await traces.order(customer);
    return status === "received" ? null : status;
  });
}

/** The same message as Meta's webhook has it. */
function metaMessage(content: Incoming): Parameters<Phone["sends"]>[0] {
  const { kind } = content;
  if (kind === "text") return { type: kind, text: { body: content.text } };
  if (kind === "location") {
    const { latitude, longitude } = content;
    return { type: kind, location: { latitude, longitude } };
  }
  if (kind === "audio") return { type: kind, audio: { ...media(content), voice: true } };
  if (kind === "sticker") return { type: kind, sticker: { ...media(content), animated: false } };
  throw new Error(`a walk has no way to send "${kind}"`);
}

function media({ media: { id, mimeType } }: { media: { id: string; mimeType: string } }) {
  return { id, mime_type: mimeType, sha256: "c2hh" };
}
