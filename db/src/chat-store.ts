// The engine's store on Postgres: what each call promises is written at the port.

import type { BusinessId, InstanceRef, Store, StoreTransaction } from "@mostrador/engine";

import type { Database } from "./database.ts";
import type { Session, Tx } from "./session.ts";
import { addressOf, claimChats, extendChats, releaseChats } from "./store/chats.ts";
import { findDueChats, findDueJobs, findDueTimers, findWaitingInstances } from "./store/find.ts";
import { lockInstances, oldestInbox } from "./store/lock.ts";
import { pause } from "./store/pause.ts";
import { poison } from "./store/poison.ts";
import { recordSends } from "./store/record-sends.ts";
import { remember } from "./store/remember.ts";
import { businessesOf } from "./store/rows.ts";
import { save } from "./store/save.ts";
import { finishJob, fireTimers, leaseJobs, retryJob } from "./store/schedule.ts";
import { recordStatuses } from "./store/statuses.ts";
import { listenForWork, notify } from "./wake.ts";

export function createStore(database: Database): Store<Tx> {
  const asApp = <T>(businesses: readonly BusinessId[], work: (session: Session) => Promise<T>) =>
    database.transaction({ role: "app", businesses }, work);
  const asDispatcher = <T>(work: (session: Session) => Promise<T>) =>
    database.transaction({ role: "dispatcher" }, work);

  return {
    transaction: (businesses, work) =>
      asApp(businesses, async (session) => {
        const { transaction, unfinished } = storeTransaction(session);
        const result = await work(transaction);
        if (unfinished()) await notify(session, "inbox");
        return result;
      }),
    findWaiting: (limit) => asDispatcher((session) => findWaitingInstances(session, limit)),
    poison: (row, error) => asApp([row.business], (session) => poison(session, row, error)),

    fireTimers: async (limit) => {
      const due = await asDispatcher((session) => findDueTimers(session, limit));
      if (due.length === 0) return [];
      return asApp(businessesOf(due), (session) => fireTimers(session, due));
    },
    claimJobs: async (limit, leaseMs) => {
      const due = await asDispatcher((session) => findDueJobs(session, limit));
      if (due.length === 0) return [];
      return asApp(businessesOf(due), (session) => leaseJobs(session, due, leaseMs));
    },
    finishJob: (job, outcome) =>
      asApp([job.business], (session) => finishJob(session, job, outcome)),
    retryJob: (job, retryInMs) =>
      asApp([job.business], (session) => retryJob(session, job, retryInMs)),

    claimOutbox: async (limit, lease) => {
      const due = await asDispatcher((session) => findDueChats(session, limit, lease.settleMs));
      if (due.length === 0) return [];
      return asApp(businessesOf(due), (session) => claimChats(session, due, lease));
    },
    recordSends: (records) =>
      asApp(businessesOf(records.map(({ row }) => row)), (session) =>
        recordSends(session, records),
      ),
    releaseChats: async (chats, sender, which) => {
      if (chats.length === 0) return [];
      return asApp(businessesOf(chats), async (session) => {
        const { left, rows } = await releaseChats(session, chats, { sender, which });
        if (left) await notify(session, "outbox");
        return rows;
      });
    },
    extendChats: async (chats, lease) => {
      if (chats.length === 0) return;
      await asApp(businessesOf(chats), (session) => extendChats(session, chats, lease));
    },
    recordStatuses: async (statuses) => {
      if (statuses.length === 0) return 0;
      return asApp(businessesOf(statuses), (session) => recordStatuses(session, statuses));
    },
    pause: (given) => asApp([given.business], (session) => pause(session, given)),
    addressOf: (chat) => asApp([chat.business], (session) => addressOf(session, chat)),

    now: () => asDispatcher(async ({ now }) => now),
    listen: (onWake) => listenForWork(database, onWake),
  };
}

function storeTransaction(session: Session) {
  const waiting = new Map<string, InstanceRef>();
  const keyOf = (business: BusinessId, id: string) => `${business}/${id}`;

  const transaction: StoreTransaction<Tx> = {
    now: session.now,
    get domain() {
      return session.tx;
    },
    remember: async (deliveries) => {
      const remembered = await remember(session, deliveries);
      for (const { delivery, instance, duplicate } of remembered) {
        const { business } = delivery;
        if (!duplicate) waiting.set(keyOf(business, instance), { business, id: instance });
      }
      return remembered;
    },
    lockInstances: (refs) => lockInstances(session, refs),
    oldestInbox: (refs) => oldestInbox(session, refs),
    save: (turns, lease) => {
      for (const { instance } of turns) waiting.delete(keyOf(instance.business, instance.id));
      return save(session, turns, lease);
    },
    savepoint: session.savepoint,
  };
  /** Something was remembered whose turn was not taken in this transaction: somebody else may be free to. */
  return { transaction, unfinished: () => waiting.size > 0 };
}
