export type {
  Channel,
  ChannelLimits,
  ChatAddress,
  OutboxRow,
  Refusal,
  Remedy,
  SendResult,
} from "./channel.ts";
export type { Effect, EffectId, Request, SignalTarget } from "./effect.ts";
export { decodeChoice, encodeChoice } from "./choice.ts";
export { effectsOf } from "./effects-of.ts";
export type { Done, Failed } from "./effects-of.ts";
export { Bug, Failure, invariant, unreachable } from "./errors.ts";
export type { FailureRetry } from "./errors.ts";
export { defineFlow } from "./flow.ts";
export type { About, Flow, Heard, Migration, Replies, WordRule } from "./flow.ts";
export { cleanText, fold } from "./fold.ts";
export { createHost } from "./host.ts";
export type { Host } from "./host.ts";
export { defaultHostSettings } from "./host-parts.ts";
export type {
  Alert,
  Call,
  Checkpoint,
  HostLog,
  HostParts,
  HostSettings,
  JobHandler,
  LogFields,
  Operation,
  Operations,
} from "./host-parts.ts";
export type { Brand, BusinessId, ChatId, InstanceId, Json } from "./ids.ts";
export type { Answers, Outcome, TurnInput } from "./input.ts";
export type {
  CartItem,
  Incoming,
  Media,
  Outgoing,
  OutgoingButton,
  OutgoingMedia,
  OutgoingRow,
  OutgoingSection,
  SharedContact,
  Template,
} from "./message.ts";
export { loadSnapshot } from "./migrate.ts";
export type { Receipt } from "./receive.ts";
export type { Choice, FlowEvent, Line, Notice, Screen, Take } from "./screen.ts";
export { flowSnapshotSchema } from "./snapshot.ts";
export type { FlowSnapshot } from "./snapshot.ts";
export type {
  Aftermath,
  ChatRef,
  Delivery,
  DeliveryStatus,
  DueJob,
  FinishedTurn,
  InboxRow,
  Instance,
  InstanceRef,
  JournalEntry,
  Pause,
  Remembered,
  SenderLease,
  SendRecord,
  Store,
  StoreTransaction,
} from "./store.ts";
export { takeTurn } from "./turn.ts";
export type { Turn } from "./turn.ts";
export type { ChatView, InWorld, World } from "./world.ts";
