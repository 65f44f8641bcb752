// What xstate 5.33.3 does that would hurt a durable machine, and that the engine holds against it.

import { assign, enqueueActions, raise } from "xstate";
import { describe, expect, test } from "vitest";
import { Conversation } from "../testing/conversation.ts";
import { sketch, type Sketch } from "../testing/sketch.ts";
import { Bug } from "./errors.ts";
import { loadSnapshot } from "./migrate.ts";

const go = { type: "go" };
const start = (parts: Sketch) => new Conversation(sketch(parts)).signals({ type: "ping" });

test("a root handler does not run on a machine that is over", () => {
  const chat = start({
    root: { on: { ping: { actions: "sayLog" } } },
    states: { open: { on: { go: "over" } }, over: { type: "final" } },
  });
  expect(chat.said).toEqual(["nothing"]);
  expect(chat.signals(go).signals({ type: "ping" }).said).toEqual([]);
  expect(chat.state).toEqual(["over"]);
});

test("a delayed raise of one's own ends with the machine", () => {
  const actions = { ringLater: raise({ type: "ping" }, { id: "ring", delay: 5000 }) };
  const chat = start({
    actions,
    states: { open: { entry: "ringLater", on: { go: "over" } }, over: { type: "final" } },
  });
  expect(chat.timers).toEqual(["ring"]);
  expect(chat.signals(go).effects).toContainEqual({ kind: "timer.cancel", timerId: "ring" });
});

test("an undelayed raise is taken once", () => {
  const actions = { ring: raise({ type: "ping" }) };
  const chat = start({
    actions,
    states: { open: { on: { go: { actions: "ring" }, ping: { actions: "logA" } } } },
  });
  expect(chat.signals(go).context).toEqual({ log: ["A", "A"] });
  expect(chat.timers).toEqual([]);
});

test("a delay that turns out to be no number is a bug, not a timer that fires at once", () => {
  const parts = {
    delays: { soon: () => undefined },
    states: { open: { on: { go: "waiting" } }, waiting: { after: { soon: "open" } } },
  };
  expect(() => start(parts).signals(go)).toThrow(/delay of "xstate.after.soon.sketch.waiting"/u);
});

test("a machine that runs in circles is stopped", () => {
  const circle = { one: { always: "two" }, two: { always: "one" } };
  expect(() => start({ states: { open: { on: { go: "one" } }, ...circle } }).signals(go)).toThrow(
    /more than 200 microsteps/u,
  );
});

describe("whether an event was handled is told by its transitions:", () => {
  test("an action alone counts", () => {
    const chat = start({ states: { open: { on: { go: { actions: "sayLog" } } } } }).signals(go);
    expect(chat.journal).toMatchObject({
      reading: "taken",
      transitions: ["sketch.open --go--> sketch.open"],
    });
  });

  test("a guard that refuses does not, nor does an event forbidden here", () => {
    const states = { open: { on: { go: { guard: "never", target: "open" }, stop: {} } } };
    expect(start({ states }).signals(go).journal).toMatchObject({ reading: "ignored" });
  });
});

test("regions act in the chart's order, whatever order the database gives their names", () => {
  const region = (action: string) => ({
    initial: "on",
    states: { on: { on: { go: { actions: action } } } },
  });
  const regions = { zzzz: region("logA"), yy: region("logB"), x: region("logC") };
  const chat = start({ root: { type: "parallel", initial: undefined }, states: regions });
  expect(chat.snapshot?.machine.value).toEqual({ x: "on", yy: "on", zzzz: "on" });
  expect(Object.keys(chat.snapshot!.machine.value!)).toEqual(["x", "yy", "zzzz"]);
  expect(chat.state).toEqual(["zzzz.on", "yy.on", "x.on"]);
  expect(chat.signals(go).context).toEqual({ log: ["A", "B", "C"] });
});

describe("a bad snapshot is refused:", () => {
  const flow = sketch({ states: { open: {} } });
  const good = new Conversation(flow).signals({ type: "ping" }).snapshot!;

  test("of a state that is not there", () => {
    expect(() => loadSnapshot(flow, { ...good, active: ["sketch.gone"] })).toThrow(/sketch.gone/u);
  });

  test("of a context that its schema refuses", () => {
    const machine = { ...good.machine, context: { log: "A" } };
    expect(() => loadSnapshot(flow, { ...good, machine })).toThrow(/stored context does not fit/u);
  });

  test("of another flow", () => {
    expect(() => loadSnapshot(flow, { ...good, flow: "other" })).toThrow(/a snapshot of other/u);
  });
});

describe("nothing is stored that JSON cannot hold:", () => {
  test.each([
    ["a date", new Date(0), /\$\.note is a Date/u],
    ["a map", new Map(), /\$\.note is a Map/u],
    ["not a number", Number.NaN, /\$\.note is NaN/u],
  ])("%s", (_name, value, reason) => {
    const actions = { remember: assign({ note: value }) };
    const chat = start({ actions, states: { open: { on: { go: { actions: "remember" } } } } });
    expect(() => chat.signals(go)).toThrow(reason);
    expect(chat.context).toEqual({ log: [] });
  });

  test("nor what the flow's schema refuses", () => {
    const actions = { remember: assign({ note: 7 }) };
    const chat = start({ actions, states: { open: { on: { go: { actions: "remember" } } } } });
    expect(() => chat.signals(go)).toThrow(/would remember what its schema refuses/u);
  });
});

test("an error in the first step is thrown, as in every other step", () => {
  const fail = assign(() => {
    throw new Error("no");
  });
  expect(() => start({ actions: { fail }, states: { open: { entry: "fail" } } })).toThrow(Bug);
  const later = start({ actions: { fail }, states: { open: { on: { go: { actions: "fail" } } } } });
  expect(() => later.signals(go)).toThrow("no");
});

test("a line said after an assign sees what was assigned, in enqueued actions too", () => {
  const actions = {
    both: enqueueActions(({ enqueue }) => {
      enqueue("logA");
      enqueue("sayLog");
    }),
  };
  const chat = start({
    actions,
    states: { open: { on: { go: { actions: ["logB", "sayLog", "both"] } } } },
  });
  expect(chat.signals(go).said).toEqual(["B\nBA"]);
});

test("a child that a hidden helper spawned is found when it happens", () => {
  const grow = (args: { [key: string]: unknown }) =>
    (args[["sp", "awn"].join("")] as (src: string, o: object) => void)("bake", { id: "cake" });
  const actions = { hide: assign((args) => (grow(args as never), {})) };
  const chat = start({ actions, states: { open: { on: { go: { actions: "hide" } } } } });
  expect(() => chat.signals(go)).toThrow(/"cake" was spawned/u);
});

test("two runs do not share their first context, not even when an assign writes into it", () => {
  const write = assign(({ context }: { context: { log: string[] } }) => {
    context.log.push("X");
    return {};
  });
  const flow = sketch({ actions: { write }, states: { open: { entry: "write" } } });
  new Conversation(flow).signals(go);
  expect(new Conversation(flow).signals(go).context).toEqual({ log: ["X"] });
});

test("a query that asks for ever is stopped", () => {
  const asking = {
    invoke: { src: "ask", id: "ask", onDone: { target: "asking", reenter: true }, onError: "open" },
  };
  const chat = new Conversation(sketch({ states: { open: { on: { go: "asking" } }, asking } }), {
    answers: { ask: () => 1 },
  });
  expect(() => chat.signals(go)).toThrow(/asked more than 8 times/u);
});
