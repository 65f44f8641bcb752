import type { Effect, Request } from "./effect.ts";
import { Bug, Failure, invariant } from "./errors.ts";
import type { Call, HostParts, Operation } from "./host-parts.ts";
import type { Answers, Outcome } from "./input.ts";
import type { BusinessId } from "./ids.ts";
import { loadSnapshot } from "./migrate.ts";
import type { FinishedTurn, InboxRow, Instance, StoreTransaction } from "./store.ts";
import { takeTurn } from "./turn.ts";
import type { World } from "./world.ts";

/** How long after a person's message we may write freely. */
const windowMs = 24 * 60 * 60 * 1000;

/** A turn's failure that is not the database's: the input is to be parked. */
export class TurnFailure extends Error {
  readonly row: InboxRow;

  constructor(row: InboxRow, cause: unknown) {
    super(`turn of ${row.instance} on ${row.id} failed: ${String(cause)}`, { cause });
    this.name = "TurnFailure";
    this.row = row;
  }
}

type TurnTask<Domain> = {
  tx: StoreTransaction<Domain>;
  instance: Instance;
  row: InboxRow;
  facts: ReadonlyMap<BusinessId, unknown>;
};

/**
 * Takes the turn of one inbox row: the pure step, its questions and commands answered from the
 * transaction, its writes carried out. Nothing of it is saved yet. Throws a {@link TurnFailure},
 * or the database's own failure.
 */
export async function runTurn<Domain>(
  parts: HostParts<Domain>,
  task: TurnTask<Domain>,
): Promise<FinishedTurn> {
  try {
    return await run(parts, task);
  } catch (error) {
    if (isTransient(error)) throw error;
    throw new TurnFailure(task.row, error);
  }
}

/** A failure of the database or the network that a new try may not meet again. */
export function isTransient(error: unknown): boolean {
  return error instanceof Failure && error.retry === "soon";
}

/** Deadlocks and lost locks: the database answers, but this transaction met another. */
export function isContention(error: unknown): boolean {
  return error instanceof Failure && error.code === "store.contention";
}

async function run<Domain>(
  parts: HostParts<Domain>,
  task: TurnTask<Domain>,
): Promise<FinishedTurn> {
  const { tx, instance, row } = task;
  const startedAt = parts.monotonicMs();
  const flow = parts.flows.get(instance.flow);
  invariant(flow !== undefined, `no flow is called ${instance.flow}`);
  const call: Call<Domain> = {
    domain: tx.domain,
    business: instance.business,
    instance: instance.id,
    now: tx.now,
  };
  const frame = { instance: instance.id, limits: parts.channel.limits };
  let world = worldOf(parts, task);
  const loaded = instance.snapshot === null ? null : loadSnapshot(flow, instance.snapshot);
  let turn = takeTurn(flow, loaded, { ...frame, input: row.input, world });
  while (turn.requests.length > 0) {
    const input = await answer(parts, { call, tx, requests: turn.requests });
    if (turn.requests.some(({ kind }) => kind === "command")) {
      const facts = await parts.facts(tx.domain, [instance.business]);
      world = { ...world, facts: facts.get(instance.business) };
    }
    turn = takeTurn(flow, turn, { ...frame, input, world });
  }
  await carryOutWrites(parts, call, turn.effects);
  const durationMs = parts.monotonicMs() - startedAt;
  return {
    instance,
    inbox: row,
    snapshot: turn.snapshot,
    effects: turn.effects,
    journal: { ...turn.journal, durationMs },
  };
}

function worldOf<Domain>(parts: HostParts<Domain>, task: TurnTask<Domain>): World<unknown> {
  const { tx, instance, facts } = task;
  const { chat } = instance;
  return {
    facts: facts.get(instance.business),
    now: tx.now,
    ids: parts.freshIds(),
    chat:
      chat === null
        ? null
        : {
            id: chat.id,
            windowOpen: chat.lastInboundAt !== null && tx.now < chat.lastInboundAt + windowMs,
            ...(chat.personName === undefined ? {} : { personName: chat.personName }),
          },
  };
}

type Questions<Domain> = {
  call: Call<Domain>;
  tx: StoreTransaction<Domain>;
  requests: readonly Request[];
};

async function answer<Domain>(
  parts: HostParts<Domain>,
  { call, tx, requests }: Questions<Domain>,
): Promise<Answers> {
  const answers: { requestId: string; outcome: Outcome }[] = [];
  // One after the other: they share a transaction, and a command's writes are seen by the next.
  for (const request of requests) {
    const known = request.kind === "query" ? parts.operations.queries : parts.operations.commands;
    const operation = find(known, request.name);
    const ask = () => operation(call, request.input);
    const outcome = await outcomeOf(request.kind === "query" ? ask : () => tx.savepoint(ask));
    answers.push({ requestId: request.id, outcome });
  }
  return { kind: "answers", answers };
}

async function outcomeOf(ask: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { ok: true, output: await ask() };
  } catch (error) {
    if (!(error instanceof Failure) || isTransient(error)) throw error;
    const { code, message, details } = error;
    return { ok: false, error: { code, message, details } };
  }
}

async function carryOutWrites<Domain>(
  parts: HostParts<Domain>,
  call: Call<Domain>,
  effects: readonly Effect[],
): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== "write") continue;
    await find(parts.operations.writes, effect.write)(call, effect.input);
  }
}

function find<Domain>(
  known: Readonly<Record<string, Operation<Domain>>>,
  name: string,
): Operation<Domain> {
  const operation = Object.hasOwn(known, name) ? known[name] : undefined;
  if (operation === undefined) throw new Bug(`no operation is called ${name}`);
  return operation;
}
