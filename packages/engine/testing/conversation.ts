import type { ChannelLimits } from "../src/channel.ts";
import type { Effect, Request } from "../src/effect.ts";
import { Failure, invariant } from "../src/errors.ts";
import type { Flow } from "../src/flow.ts";
import { fold } from "../src/fold.ts";
import type { InstanceId } from "../src/ids.ts";
import type { Answers, Outcome, TurnInput } from "../src/input.ts";
import type { Incoming, Outgoing } from "../src/message.ts";
import { loadSnapshot } from "../src/migrate.ts";
import type { FlowEvent } from "../src/screen.ts";
import type { FlowSnapshot } from "../src/snapshot.ts";
import { takeTurn, type Turn } from "../src/turn.ts";
import type { ChatView, World } from "../src/world.ts";
import { asStored } from "./as-stored.ts";
import { choicesOf, textOf } from "./outgoing.ts";
import { whatsappLikeLimits } from "./whatsapp-like-limits.ts";

/**
 * Answers a query or command: its output, or a thrown Failure where it is refused. What it answers must follow
 * from its arguments alone where conversations are forked: `past` is all that a database could know.
 */
export type Answer = (input: unknown, world: World<unknown>, past: readonly Past[]) => unknown;

/** What became of the domain in this conversation, oldest first: what was asked, written, or happened elsewhere. */
export type Past =
  | { kind: "answered"; name: string; input: unknown; outcome: Outcome }
  | { kind: "written"; name: string; input: unknown }
  | { kind: "happened"; name: string };

export type ConversationOptions = {
  facts?: unknown;
  /** By the operation's name, e.g. `order.place`. */
  answers?: Readonly<Record<string, Answer>>;
  /** What may happen outside of the conversation, by name: it changes facts or time, or answers look for it in the past. */
  happenings?: Readonly<Record<string, (chat: Conversation) => void>>;
  limits?: ChannelLimits;
  /** Milliseconds since 1970. */
  now?: number;
  /** Null: an instance without a person. */
  chat?: Partial<ChatView> | null;
  instance?: string;
  /** Goes on from a stored snapshot instead of starting. */
  from?: FlowSnapshot;
};

type Timer = { timerId: string; generation: number; event: FlowEvent; dueAt: number };
type Job = { jobId: string; generation: number; job: string; input: unknown };

/** One person's conversation with a flow, without any I/O: what a host would do, in memory. */
export class Conversation {
  readonly flow: Flow;
  /** Messages and effects of the last step; `later` is one step. */
  messages: Outgoing[] = [];
  effects: Effect[] = [];
  /** All messages so far, oldest first. */
  readonly history: Outgoing[] = [];
  /** Requests put so far, with what was asked. */
  readonly requests: Request[] = [];
  /** What answers may look at. */
  readonly past: Past[] = [];
  snapshot: FlowSnapshot | null;
  journal: Turn["journal"] | null = null;
  /** May be changed between steps: a price rises, the shop closes. */
  facts: unknown;
  now: number;
  windowOpen = true;

  readonly #options: ConversationOptions;
  readonly #timers = new Map<string, Timer>();
  readonly #jobs = new Map<string, Job>();
  #inputs = 0;

  constructor(flow: Flow, options: ConversationOptions = {}) {
    this.flow = flow;
    this.#options = options;
    this.facts = options.facts ?? {};
    this.now = options.now ?? Date.UTC(2026, 10, 27, 23, 30);
    this.snapshot = options.from ?? null;
    this.windowOpen = options.chat?.windowOpen ?? true;
  }

  /** Ids of the active leaf states without the flow's own id: `choosingAddress`, `paying.cash`. */
  get state(): string[] {
    return (this.snapshot?.active ?? []).map((id) => id.slice(this.flow.id.length + 1));
  }

  /** Name of the screen last shown. */
  get screen(): string | null {
    return this.snapshot?.screen ?? null;
  }

  get context(): Readonly<Record<string, unknown>> {
    return this.snapshot?.machine.context ?? {};
  }

  /** Texts of the last step's messages. */
  get said(): string[] {
    return this.messages.map(textOf);
  }

  /** Labels that the last message offers. */
  get offers(): string[] {
    return choicesOf(this.messages.at(-1)).map(({ label }) => label);
  }

  /** Running timers and jobs by id. */
  get timers(): string[] {
    return [...this.#timers.keys()];
  }

  get jobs(): Job[] {
    return [...this.#jobs.values()];
  }

  /** The timer that falls due next, and in how long. */
  get nextTimer(): { timerId: string; inMs: number } | null {
    const due = this.#nextDue(Number.POSITIVE_INFINITY);
    return due === null ? null : { timerId: due.timerId, inMs: Math.max(0, due.dueAt - this.now) };
  }

  /** Another conversation that stands where this one does. */
  fork(): Conversation {
    const twin = new Conversation(this.flow, this.#options);
    twin.messages = [...this.messages];
    twin.effects = [...this.effects];
    twin.history.push(...this.history);
    twin.requests.push(...this.requests);
    twin.past.push(...this.past);
    twin.snapshot = this.snapshot;
    twin.journal = this.journal;
    twin.facts = this.facts;
    twin.now = this.now;
    twin.windowOpen = this.windowOpen;
    for (const [id, timer] of this.#timers) twin.#timers.set(id, timer);
    for (const [id, job] of this.#jobs) twin.#jobs.set(id, job);
    twin.#inputs = this.#inputs;
    return twin;
  }

  says(text: string): this {
    return this.sends({ kind: "text", text });
  }

  /** Taps the newest choice of that label that was ever offered: an older message's where the last has none. */
  taps(label: string): this {
    const choice = this.history
      .toReversed()
      .flatMap(choicesOf)
      .find((offered) => offered.label === label || fold(offered.label) === fold(label));
    invariant(
      choice !== undefined,
      `"${label}" was never offered; now: ${this.offers.join(" | ")}`,
    );
    return this.sends({ kind: "choice", choiceId: choice.id, label: choice.label });
  }

  sends(content: Incoming): this {
    this.windowOpen = true;
    this.#inputs += 1;
    const messageId = `in-${this.#inputs}`;
    return this.#step(() => this.#take({ kind: "message", messageId, sentAt: this.now, content }));
  }

  signals(event: FlowEvent & { [field: string]: unknown }): this {
    return this.#step(() => this.#take({ kind: "signal", event }));
  }

  /** Something happens that the conversation takes no part in. */
  happens(name: string): this {
    const change = this.#options.happenings?.[name];
    invariant(change !== undefined, `nothing happens that is called ${name}`);
    return this.#step(() => {
      this.journal = null;
      this.past.push({ kind: "happened", name });
      change(this);
    });
  }

  /** Lets time pass and fires what falls due, in order. */
  later(ms: number): this {
    const until = this.now + ms;
    return this.#step(() => {
      for (let due = this.#nextDue(until); due !== null; due = this.#nextDue(until)) {
        this.#timers.delete(due.timerId);
        this.now = Math.max(this.now, due.dueAt);
        const { timerId, generation, event } = due;
        this.#take({ kind: "timer", timerId, generation, event });
      }
      this.now = until;
    });
  }

  /** A running job comes back, by its invoke's id. */
  finishes(jobId: string, outcome: Outcome): this {
    const job = this.#jobs.get(jobId);
    invariant(
      job !== undefined,
      `no job ${jobId} is running; there are ${[...this.#jobs.keys()].join(", ")}`,
    );
    this.#jobs.delete(jobId);
    return this.#step(() =>
      this.#take({ kind: "job", jobId, generation: job.generation, outcome }),
    );
  }

  /** Any input as a host would hand it over, e.g. a late timer. */
  takes(input: TurnInput): this {
    return this.#step(() => this.#take(input));
  }

  #step(work: () => void): this {
    this.messages = [];
    this.effects = [];
    work();
    return this;
  }

  #nextDue(until: number): Timer | null {
    const [first] = [...this.#timers.values()].sort((a, b) => a.dueAt - b.dueAt);
    return first !== undefined && first.dueAt <= until ? first : null;
  }

  #take(input: TurnInput): void {
    const frame = {
      instance: (this.#options.instance ?? "a1") as InstanceId,
      limits: this.#options.limits ?? whatsappLikeLimits,
    };
    const before = this.snapshot === null ? null : loadSnapshot(this.flow, asStored(this.snapshot));
    let turn = takeTurn(this.flow, before, { ...frame, input, world: this.#world() });
    while (turn.requests.length > 0) {
      const answers = this.#answer(turn.requests);
      turn = takeTurn(this.flow, turn, { ...frame, input: answers, world: this.#world() });
    }
    this.snapshot = asStored(turn.snapshot);
    this.journal = turn.journal;
    for (const effect of turn.effects) this.#carryOut(asStored(effect));
  }

  #world(): World<unknown> {
    const chat: ChatView | null =
      this.#options.chat === null
        ? null
        : { id: "chat-1" as ChatView["id"], ...this.#options.chat, windowOpen: this.windowOpen };
    const ids = [1, 2, 3, 4].map((n) => `id-${this.#inputs}-${this.snapshot?.seq ?? 0}-${n}`);
    return { facts: this.facts, now: this.now, ids, chat };
  }

  #answer(requests: readonly Request[]): Answers {
    const answers = requests.map((request) => {
      this.requests.push(request);
      const outcome = this.#outcomeOf(request);
      this.past.push({ kind: "answered", name: request.name, input: request.input, outcome });
      return { requestId: request.id, outcome };
    });
    return { kind: "answers", answers };
  }

  #outcomeOf({ name, input }: Request): Outcome {
    const answer = this.#options.answers?.[name];
    invariant(answer !== undefined, `the test answers no ${name}`);
    try {
      return {
        ok: true,
        output: asStored(answer(asStored(input), this.#world(), this.past) ?? null),
      };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { code, message, details } = error;
      return { ok: false, error: { code, message, details } };
    }
  }

  #carryOut(effect: Effect): void {
    this.effects.push(effect);
    switch (effect.kind) {
      case "message":
        this.messages.push(effect.message);
        this.history.push(effect.message);
        return;
      case "timer.set": {
        const { timerId, generation, event, delayMs } = effect;
        this.#timers.set(timerId, { timerId, generation, event, dueAt: this.now + delayMs });
        return;
      }
      case "timer.cancel":
        this.#timers.delete(effect.timerId);
        return;
      case "job.start":
        this.#jobs.set(effect.jobId, effect);
        return;
      case "job.cancel":
        this.#jobs.delete(effect.jobId);
        return;
      case "write":
        this.past.push({ kind: "written", name: effect.write, input: effect.input });
        return;
      case "signal":
    }
  }
}
