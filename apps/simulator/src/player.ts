// Plays a script on the phones and tells what happens as it happens.

import type { Bubble } from "./phone/bubble.ts";
import { findChoice } from "./phone/phone.ts";
import type { Phone } from "./phone/phone.ts";
import { playerCopy as copy } from "./copy.ts";
import { readNews } from "./news.ts";
import type { Act, Count, Expectation, Script, Step } from "./script.ts";
import { roles } from "./stage.ts";
import type { Role, Stage } from "./stage.ts";
import type { TranscriptEvent } from "./transcript.ts";

export type Play = {
  stage: Stage;
  script: Script;
  tell(event: TranscriptEvent): void;
  /** Real time that an expectation, or a choice to tap, may take. */
  timeoutMs: number;
};

/** What one phone has shown since the play began. */
type Seen = {
  role: Role;
  phone: Phone;
  /** Messages that were there before the play; they do not count. */
  before: Set<string>;
  /** Messages of the business that an expectation has used, or passed over. */
  passed: number;
};

/** `told`: what the transcript has. */
type Cast = Record<Role, Seen> & { told: Set<string> };

/** An expectation that was not met. */
class Unmet extends Error {
  readonly expected: string;
  readonly came: string;
  constructor(expected: string, came: string) {
    super(expected);
    this.expected = expected;
    this.came = came;
  }
}

/** Plays to the end or to the first failure; answers whether everything held. */
export async function playScript(play: Play): Promise<boolean> {
  const { stage, script, tell } = play;
  const customer = await openPhone(stage, "customer");
  const owner = await openPhone(stage, "owner");
  const cast: Cast = { customer, owner, told: new Set([...customer.before, ...owner.before]) };
  for (const step of script.steps) {
    try {
      await playStep(play, cast, step);
      await look(play, cast);
    } catch (error) {
      if (!(error instanceof Unmet)) throw error;
      await look(play, cast);
      tell({ kind: "failed", line: step.line, expected: error.expected, came: error.came });
      return false;
    }
  }
  const received = { customer: 0, owner: 0 };
  for (const role of roles) received[role] = (await fromShop(cast[role])).length;
  tell({ kind: "passed", received });
  return true;
}

async function openPhone(stage: Stage, role: Role): Promise<Seen> {
  const phone = stage.phones[role];
  const ids = (await phone.messages()).map((bubble) => bubble.id);
  return { role, phone, before: new Set(ids), passed: 0 };
}

async function playStep(play: Play, cast: Cast, step: Step): Promise<void> {
  if (step.clock !== undefined) {
    await play.stage.advance(step.clock);
    play.tell({ kind: "clock", advanceMs: step.clock, nowMs: await play.stage.now() });
  }
  for (const role of roles) {
    const act = step[role];
    if (act !== undefined) await perform(play, cast, { role, act });
    const expectation = step.expect?.[role];
    if (expectation !== undefined) await meet(play, cast, { role, expectation });
    const count = step.messages?.[role];
    if (count !== undefined) await checkCount(cast[role], count);
  }
}

async function perform(
  play: Play,
  cast: Cast,
  { role, act }: { role: Role; act: Act },
): Promise<void> {
  const { phone } = cast[role];
  await phone.looks();
  if (act.says !== undefined) await phone.says(act.says);
  else if (act.location !== undefined) await phone.sendsLocation(withoutUndefined(act.location));
  else if (act.message !== undefined) await phone.sends(act.message);
  else if (act.tap !== undefined) await tap(play, cast, { role, label: act.tap, on: act.on });
}

function withoutUndefined(location: NonNullable<Act["location"]>) {
  const { latitude, longitude, name, address } = location;
  return {
    latitude,
    longitude,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
  };
}

/** Taps as soon as the choice is there: in an answer to what the person did last, unless `on` names a message. */
async function tap(
  play: Play,
  cast: Cast,
  { role, label, on }: { role: Role; label: string; on: string | undefined },
): Promise<void> {
  const offers = (bubbles: Bubble[]) => {
    const isCandidate = (bubble: Bubble) =>
      on === undefined ? bubble.choices.length > 0 : bubble.text.includes(on);
    const lastOwn = bubbles.findLastIndex((bubble) => bubble.from === "person");
    const candidates = on === undefined ? bubbles.slice(lastOwn + 1) : bubbles;
    return candidates.findLast((bubble) => bubble.from === "shop" && isCandidate(bubble));
  };
  const bubbles = await waitUntil(play, cast, {
    role,
    holds: (all) => offers(all)?.choices.some((choice) => choice.label === label) === true,
    timeoutMs: play.timeoutMs,
  });
  const bubble = offers(bubbles);
  if (bubble?.choices.some((choice) => choice.label === label) !== true) {
    throw new Unmet(copy.choice(label), bubble === undefined ? copy.nothing : shown(bubble));
  }
  await cast[role].phone.taps(findChoice([bubble], label).choice.label, { on: bubble.id });
}

async function meet(
  play: Play,
  cast: Cast,
  { role, expectation }: { role: Role; expectation: Expectation },
): Promise<void> {
  const seen = cast[role];
  const { nothing, within } = expectation;
  const isNew = (all: Bubble[]) => ofShop(all).slice(seen.passed);
  if (nothing !== undefined) {
    const all = await waitUntil(play, cast, {
      role,
      holds: (bubbles) => isNew(bubbles).length > 0,
      timeoutMs: nothing,
    });
    const [surprise] = isNew(all);
    if (surprise !== undefined) throw new Unmet(copy.silence, shown(surprise));
    return;
  }
  const all = await waitUntil(play, cast, {
    role,
    holds: (bubbles) => isNew(bubbles).some((bubble) => fits(bubble, expectation)),
    timeoutMs: within ?? play.timeoutMs,
  });
  const index = isNew(all).findIndex((bubble) => fits(bubble, expectation));
  if (index === -1) {
    const came = isNew(all).map(shown).join("\n");
    throw new Unmet(copy.message(role, describe(expectation)), came === "" ? copy.nothing : came);
  }
  seen.passed += index + 1;
}

function fits(bubble: Bubble, { contains, matches, choices }: Expectation): boolean {
  const labels = bubble.choices.map((choice) => choice.label);
  return (
    (contains ?? []).every((part) => bubble.text.includes(part)) &&
    (matches === undefined || matches.test(bubble.text)) &&
    (choices ?? []).every((label) => labels.includes(label))
  );
}

function describe({ contains, matches, choices }: Expectation): string {
  return [
    ...(contains ?? []).map((part) => `"${part}"`),
    ...(matches === undefined ? [] : [String(matches)]),
    ...(choices === undefined ? [] : [`[${choices.join(" · ")}]`]),
  ].join(", ");
}

function shown({ text, choices }: Bubble): string {
  const labels = choices.map((choice) => choice.label).join(" · ");
  return labels === "" ? text : `${text}\n[${labels}]`;
}

async function checkCount(seen: Seen, { atMost, exactly }: Count): Promise<void> {
  const count = (await fromShop(seen)).length;
  if (atMost !== undefined && count > atMost) {
    throw new Unmet(copy.atMost(seen.role, atMost), String(count));
  }
  if (exactly !== undefined && count !== exactly) {
    throw new Unmet(copy.exactly(seen.role, exactly), String(count));
  }
}

function ofShop(bubbles: Bubble[]): Bubble[] {
  return bubbles.filter((bubble) => bubble.from === "shop");
}

async function fromShop(seen: Seen): Promise<Bubble[]> {
  return ofShop(await newBubbles(seen));
}

async function newBubbles({ phone, before }: Seen): Promise<Bubble[]> {
  return (await phone.messages()).filter((bubble) => !before.has(bubble.id));
}

type Wait = { role: Role; holds: (bubbles: Bubble[]) => boolean; timeoutMs: number };

/** Watches one phone until `holds` or the time is over, telling what comes; answers what is there then. */
async function waitUntil(play: Play, cast: Cast, wait: Wait): Promise<Bubble[]> {
  const seen = cast[wait.role];
  const deadline = performance.now() + wait.timeoutMs;
  for (;;) {
    await look(play, cast);
    const bubbles = await newBubbles(seen);
    const restMs = deadline - performance.now();
    if (wait.holds(bubbles) || restMs <= 0) return bubbles;
    await seen.phone.waitForChange(Math.ceil(restMs));
  }
}

/** Tells what came on either phone. */
async function look(play: Play, cast: Cast): Promise<void> {
  for (const { role, bubble } of await readNews(play.stage, cast.told)) {
    if (bubble.from === "person") {
      play.tell({ kind: "said", who: role, text: bubble.text, atMs: bubble.atMs });
    } else {
      const ids = (await fromShop(cast[role])).map(({ id }) => id);
      play.tell({ kind: "received", who: role, number: ids.indexOf(bubble.id) + 1, bubble });
    }
  }
}
