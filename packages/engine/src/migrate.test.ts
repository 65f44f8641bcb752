import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Conversation } from "../testing/conversation.ts";
import { sketch, type Sketch } from "../testing/sketch.ts";

const ping = { type: "ping" };
const go = { type: "go" };

/** A chat that took `events` in one release, and goes on in the next. */
function released(before: Sketch, after: Sketch, events = [ping]): Conversation {
  const old = new Conversation(sketch(before));
  for (const event of events) old.signals(event);
  return new Conversation(sketch({ version: 2, ...after }), { from: old.snapshot! });
}

describe("a release under a living chat:", () => {
  test("a state whose surface is as it was goes on, and its timer stands", () => {
    const before = { states: { open: { entry: "logA", after: { soon: "open" } } } };
    const after = { states: { open: { entry: "logB", after: { soon: { actions: "logC" } } } } };
    const chat = released(before, after).signals(ping);
    expect(chat.context).toEqual({ log: ["A"] });
    expect(chat.effects).toEqual([]);
  });

  test("a delay that was renamed: the old timer goes, the new one is set", () => {
    const chat = released(
      { states: { open: { after: { soon: "open" } } } },
      { states: { open: { after: { late: "open" } } } },
    );
    const effects = chat.signals(ping).effects;
    expect(effects).toMatchObject([
      { kind: "timer.cancel", timerId: "xstate.after.soon.sketch.open" },
      { kind: "timer.set", timerId: "xstate.after.late.sketch.open", delayMs: 10_000 },
    ]);
  });

  test("a leaf that got steps of its own enters the first of them properly", () => {
    const inner = {
      initial: "one",
      states: { one: { entry: "logB", on: { go: "two" } }, two: {} },
    };
    const chat = released(
      { states: { open: { entry: "logA" } } },
      { states: { open: inner } },
    ).signals(go);
    expect(chat.context).toEqual({ log: ["A", "B"] });
    expect(chat.state).toEqual(["open.two"]);
  });

  test("a job that was added is started, one that was renamed is started anew", () => {
    const invoke = (id: string) => ({ invoke: { src: "bake", id, onError: "open" } });
    const chat = released({ states: { open: {} } }, { states: { open: invoke("cake") } }).signals(
      ping,
    );
    expect(chat.effects).toMatchObject([{ kind: "job.start", jobId: "cake" }]);
    const renamed = released(
      { states: { open: invoke("cake") } },
      { states: { open: invoke("bread") } },
    ).signals(ping);
    expect(renamed.effects).toMatchObject([
      { kind: "job.cancel", jobId: "cake" },
      { kind: "job.start", jobId: "bread" },
    ]);
  });

  test("a delay added around the step is set without losing the place", () => {
    const steps = {
      initial: "one",
      states: { one: { on: { go: "two" } }, two: { entry: "logA" } },
    };
    const chat = released(
      { states: { open: steps } },
      { states: { open: { ...steps, after: { late: "#sketch.open" } } } },
      [ping, go],
    );
    chat.signals(ping);
    expect(chat.state).toEqual(["open.two"]);
    expect(chat.context).toEqual({ log: ["A"] });
    expect(chat.timers).toEqual(["xstate.after.late.sketch.open"]);
  });
});

describe("a state that is no more", () => {
  const before: Sketch = { states: { paying: { after: { soon: "paying" } } } };
  const states = {
    open: { on: { go: "payment" } },
    payment: { on: { ping: { actions: "logD" } } },
  };

  test("without a migration is a bug that names it", () => {
    expect(() => released(before, { states }).signals(ping)).toThrow(
      /a chat in sketch.paying goes on \(version 1\)/u,
    );
  });

  test("goes on where a migration says, without its timers", () => {
    const migrations = [{ to: 2, states: { "sketch.paying": "sketch.payment" } }];
    const chat = released(before, { states, migrations }).signals(ping);
    expect(chat.state).toEqual(["payment"]);
    expect(chat.context).toEqual({ log: ["D"] });
    expect(chat.effects).toMatchObject([{ kind: "timer.cancel" }]);
    expect(chat.snapshot).toMatchObject({ version: 2 });
  });

  test("is passed through every release in between, in order", () => {
    const migrations = [
      { to: 3, states: { "sketch.buying": "sketch.payment" } },
      { to: 2, states: { "sketch.paying": "sketch.buying" } },
    ];
    expect(released(before, { version: 3, states, migrations }).signals(ping).state).toEqual([
      "payment",
    ]);
  });

  test("is left out of a history, whose default is taken", () => {
    const away = { on: { go: "open.last" } };
    const steps = (states: object) => ({
      initial: "one",
      states: { ...states, last: { type: "history" } },
      on: { stop: "away" },
    });
    const old = { states: { open: steps({ one: { on: { go: "two" } }, two: {} }), away } };
    const chat = released(old, { states: { open: steps({ one: {}, three: {} }), away } }, [
      ping,
      go,
      { type: "stop" },
    ]);
    expect(chat.signals(go).state).toEqual(["open.one"]);
  });
});

describe("what a chat remembers", () => {
  const states = { open: { on: { ping: { actions: "sayLog" } } } };

  test("is rewritten by a migration", () => {
    const migrations = [{ to: 2, context: () => ({ log: ["Z"] }) }];
    expect(released({ states }, { states, migrations }).signals(ping).said).toEqual(["Z"]);
  });

  test("takes the defaults of fields that are new", () => {
    const context = z.object({ log: z.array(z.string()), count: z.number().default(3) });
    expect(released({ states }, { states, context }).signals(ping).context).toEqual({
      log: [],
      count: 3,
    });
  });

  test("that no longer fits is a bug", () => {
    const context = z.object({ log: z.array(z.string()), count: z.number() });
    expect(() => released({ states }, { states, context }).signals(ping)).toThrow(
      /stored context/u,
    );
  });
});

test("a rollback reads the chats of the newer release, where their states are still there", () => {
  const states = { open: { on: { go: "next" } }, next: {} };
  const newer = new Conversation(sketch({ version: 2, states })).signals(ping);
  const chat = new Conversation(sketch({ version: 1, states }), { from: newer.snapshot! }).signals(
    go,
  );
  expect(chat.state).toEqual(["next"]);
});
