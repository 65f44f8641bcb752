import {
  type AnyStateMachine,
  assign,
  createMachine,
  emit,
  fromCallback,
  raise,
  sendParent,
  sendTo,
  setup,
  stopChild,
} from "xstate";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { effectsOf } from "./effects-of.ts";
import { defineFlow } from "./flow.ts";
import type { FlowEvent } from "./screen.ts";
import type { InWorld } from "./world.ts";

type Context = InWorld<{ count: number }, unknown>;
const { say, query, job, initial } = effectsOf<Context, FlowEvent>();

/** The parts of a shop's door that a test replaces; loosely typed, because each one is a mistake. */
type Parts = {
  root?: object;
  waiting?: object;
  other?: object;
  setup?: { actions?: object; guards?: object; delays?: object; actors?: object };
  events?: z.ZodType<FlowEvent>;
  id?: string;
  version?: number;
};

function define(parts: Parts = {}) {
  const machine = setup({
    types: { context: {} as Context, events: {} as FlowEvent },
    actions: { greet: say(() => "Hola"), ...parts.setup?.actions },
    guards: { isOpen: () => true, ...parts.setup?.guards },
    delays: { tooLong: 1000, ...parts.setup?.delays },
    actors: {
      look: query("shop.look", () => ({})),
      bake: job("bake", () => ({})),
      ...parts.setup?.actors,
    },
  }).createMachine({
    id: "door",
    context: initial({ count: 0 }),
    initial: "waiting",
    ...parts.root,
    states: {
      waiting: { meta: { screen: "door" }, on: { "bell.rung": "inside" }, ...parts.waiting },
      inside: { meta: { screen: "door" }, ...parts.other },
    },
  } as never) as unknown as AnyStateMachine;
  return defineFlow({
    id: parts.id ?? "door",
    version: parts.version ?? 1,
    kind: "conversation",
    machine,
    context: z.object({ count: z.number() }),
    events:
      parts.events ?? z.discriminatedUnion("type", [z.object({ type: z.literal("bell.rung") })]),
    screens: { door: () => ({ text: "¿Quién es?", choices: [], takes: [] }) },
    words: [],
    listen: () => ({ kind: "nothing" }),
    replies: { misunderstood: () => ({ text: "¿Cómo?" }), stale: () => "Tarde." },
  });
}

test("a door that does everything by name is taken", () => {
  expect(define().id).toBe("door");
});

describe("a state is refused, by its name and with the reason,", () => {
  const invoke = { src: "look", id: "look", onError: "inside" };
  const cases: [string, Parts, string][] = [
    ["for an inline action", { waiting: { entry: () => {} } }, "door.waiting: entry is function"],
    [
      "for an inline guard",
      { waiting: { on: { "bell.rung": { target: "inside", guard: () => true } } } },
      "door.waiting: on.bell.rung.guard is function",
    ],
    [
      "for a built-in action written into the chart",
      { waiting: { entry: raise({ type: "bell.rung" }) } },
      "door.waiting: entry is function",
    ],
    [
      "for an unregistered action",
      { waiting: { entry: "wave" } },
      'door.waiting: "wave" is not among the actions',
    ],
    [
      "for an unregistered action with parameters",
      { waiting: { exit: [{ type: "wave", params: { hand: 1 } }] } },
      'door.waiting: "wave" is not among the actions',
    ],
    [
      "for an unregistered guard",
      { waiting: { always: [{ target: "inside", guard: "isLate" }] } },
      'door.waiting: "isLate" is not among the guards',
    ],
    [
      "for an unregistered delay",
      { waiting: { after: { someday: "inside" } } },
      'door.waiting: the delay "someday" is not in setup()',
    ],
    ["for a delay in digits", { waiting: { after: { 500: "inside" } } }, "door.waiting: after 500"],
    ["for a wildcard", { waiting: { on: { "*": "inside" } } }, 'door.waiting: "*" also catches'],
    [
      "for a partial wildcard",
      { waiting: { on: { "bell.*": "inside" } } },
      'door.waiting: "bell.*" also catches',
    ],
    [
      "for an invoke without onError",
      { waiting: { invoke: { src: "look", id: "look" } } },
      'door.waiting: the invoke "look" has no onError',
    ],
    [
      "for an invoke without an id",
      { waiting: { invoke: { src: "look", onError: "inside" } } },
      'door.waiting: the invoke "look" has no id',
    ],
    [
      "for an invoke of an inline actor",
      { waiting: { invoke: { ...invoke, src: fromCallback(() => {}) } } },
      "door.waiting: an invoke has no literal src",
    ],
    [
      "for a systemId",
      { waiting: { invoke: { ...invoke, systemId: "eye" } } },
      'door.waiting: the invoke "look" has a systemId',
    ],
    [
      "for onSnapshot",
      { waiting: { invoke: { ...invoke, onSnapshot: "inside" } } },
      'door.waiting: the invoke "look" has onSnapshot',
    ],
    [
      "for an input in the chart",
      { waiting: { invoke: { ...invoke, input: { far: 1 } } } },
      'door.waiting: the invoke "look" has an input',
    ],
    [
      "for waiting without a screen",
      { waiting: { meta: {} } },
      "door.waiting: a person waits here without a screen",
    ],
    [
      "for waiting for slow work without a screen",
      { other: { meta: {}, invoke: { ...invoke, src: "bake" } } },
      "door.inside: a person waits here without a screen",
    ],
    [
      "for a screen that nobody drew",
      { waiting: { meta: { screen: "window" } } },
      'door.waiting: there is no screen "window"',
    ],
    [
      "for a child whose name has a point",
      { other: { initial: "a.b", states: { "a.b": {} } } },
      'door.inside: its child "a.b" is not a plain word',
    ],
  ];
  test.each(cases)("%s", (_name, parts, reason) => {
    expect(() => define(parts)).toThrow(reason);
  });
});

describe("something in setup() is refused", () => {
  const child = createMachine({ id: "child" });
  const cases: [string, Parts["setup"], string][] = [
    [
      "when it would run code",
      { actions: { shout: () => {} } },
      'the action "shout" would run code',
    ],
    [
      "when it sends to a parent",
      { actions: { tell: sendParent({ type: "x" }) } },
      'the action "tell" is xstate.sendTo',
    ],
    [
      "when it sends to another actor",
      { actions: { tell: sendTo("x", { type: "x" }) } },
      'the action "tell" is xstate.sendTo',
    ],
    [
      "when it stops a child by hand",
      { actions: { drop: stopChild("x") } },
      'the action "drop" is xstate.stopChild',
    ],
    [
      "when an assign spawns",
      { actions: { grow: assign({ count: ({ spawn }) => (spawn(child), 1) }) } },
      'the action "grow" spawns in an assign',
    ],
    [
      "when it raises later without an id",
      { actions: { later: raise({ type: "bell.rung" }, { delay: 10 }) } },
      'the action "later" raises later without an id',
    ],
    [
      "when it takes an id of the engine's",
      { actions: { later: raise({ type: "bell.rung" }, { delay: 10, id: "engine.join" }) } },
      'the action "later" uses an id of the engine',
    ],
    [
      "when an actor is a child machine",
      { actors: { nested: child } },
      'the actor "nested" is not made by query()',
    ],
    [
      "when an actor is a callback",
      { actors: { call: fromCallback(() => {}) } },
      'the actor "call" is not made by query()',
    ],
  ];
  test.each(cases)("%s", (_name, parts, reason) => {
    expect(() => define({ setup: parts ?? {} })).toThrow(reason);
  });
});

describe("a flow is refused", () => {
  const ring = z.object({ type: z.literal("bell.rung") });
  const cases: [string, Parts, string][] = [
    [
      "for a public event of xstate's",
      { events: z.union([ring, z.object({ type: z.literal("xstate.done.actor.x") })]) },
      'the public event "xstate.done.actor.x" has a reserved name',
    ],
    [
      "for a public event of the engine's",
      { events: z.object({ type: z.literal("engine.more") }) },
      'the public event "engine.more" has a reserved name',
    ],
    [
      "for events that cannot be listed",
      { events: z.object({ type: z.string() }) },
      "not a union of objects with a literal type",
    ],
    [
      "for a context that is computed",
      { root: { context: () => ({ count: 0 }) } },
      "its first context is not JSON",
    ],
    [
      "for a context with a date",
      { root: { context: { count: new Date(0) } } },
      "its first context is not JSON: $.count is a Date",
    ],
    ["for a machine of another name", { id: "gate" }, 'its machine is called "door"'],
    ["for a version below one", { version: 0 }, "its version is 0"],
  ];
  test.each(cases)("%s", (_name, parts, reason) => {
    expect(() => define(parts)).toThrow(reason);
  });
});

test("a state that a query's answer leaves at once, a passing state and a final one need no screen", () => {
  const look = { src: "look", id: "look", onDone: "passing", onError: "passing" };
  const states = {
    states: {
      asking: { invoke: look },
      passing: { always: "over" },
      over: { type: "final" },
    },
  };
  expect(define({ other: { meta: {}, initial: "asking", ...states } }).id).toBe("door");
});

test("one region with a screen speaks for the regions beside it", () => {
  const regions = {
    talking: { initial: "a", states: { a: { meta: { screen: "door" } } } },
    watching: {},
  };
  expect(define({ other: { meta: {}, type: "parallel", states: regions } }).id).toBe("door");
});

test("all that is wrong is said at once", () => {
  expect(() => define({ waiting: { entry: "wave", after: { 5: "inside" } } })).toThrow(
    /after 5[^]*"wave"/u,
  );
});

test("built-ins under a name of their own are taken", () => {
  const actions = {
    again: raise({ type: "bell.rung" }, { id: "again", delay: 10 }),
    beep: emit({ type: "beep" }),
  };
  expect(define({ setup: { actions }, waiting: { entry: ["again", "beep"] } }).id).toBe("door");
});
