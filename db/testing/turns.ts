import type {
  BusinessId,
  ChatId,
  Delivery,
  Effect,
  FinishedTurn,
  InboxRow,
  Instance,
  InstanceRef,
  SenderLease,
  Store,
  StoreTransaction,
} from "@mostrador/engine";

let count = 0;

/** A person's text, new each time. */
export function says(business: BusinessId, chat: ChatId, text = "hola"): Delivery {
  count += 1;
  const id = `wamid.${process.pid}.${count}`;
  return {
    business,
    chat,
    flow: "ordering",
    source: "whatsapp",
    dedupeKey: id,
    traceId: id,
    input: { kind: "message", messageId: id, sentAt: 0, content: { kind: "text", text } },
  };
}

/** A turn that answers with these effects and changes nothing else. */
function turnOf(instance: Instance, inbox: InboxRow, effects: readonly Effect[]): FinishedTurn {
  const seq = (instance.snapshot?.seq ?? 0) + 1;
  return {
    instance,
    inbox,
    effects,
    snapshot: {
      flow: instance.flow,
      version: 1,
      machine: {
        status: "active",
        value: "greeting",
        context: {},
        historyValue: {},
        children: {},
        output: null,
        error: null,
      },
      active: ["ordering.greeting"],
      hashes: {},
      seq,
      revision: seq,
      screen: null,
      page: 0,
      misses: 0,
      timers: {},
      jobs: {},
      held: [],
    },
    journal: { from: [], to: [], events: [], transitions: [], reading: "taken", durationMs: 1 },
  };
}

/** Takes one turn of each of these instances that is free and has an input, answering it with a text. */
export function answerAll(store: Store<unknown>, refs: readonly InstanceRef[], lease: SenderLease) {
  const businesses = [...new Set(refs.map(({ business }) => business))];
  return store.transaction(businesses, (tx) => answerIn(tx, refs, lease));
}

/** The same within a transaction that is open. */
export async function answerIn(
  tx: StoreTransaction<unknown>,
  refs: readonly InstanceRef[],
  lease: SenderLease,
) {
  const instances = await tx.lockInstances(refs);
  const rows = await tx.oldestInbox(instances);
  const turns = rows.flatMap((row) => {
    const instance = instances.find(
      ({ business, id }) => business === row.business && id === row.instance,
    );
    if (instance === undefined) return [];
    const id = `${instance.id}:${(instance.snapshot?.seq ?? 0) + 1}:0`;
    const message = { kind: "text" as const, text: `to ${row.id}` };
    return [turnOf(instance, row, [{ kind: "message", id, message }])];
  });
  return { turns, aftermath: await tx.save(turns, lease) };
}
