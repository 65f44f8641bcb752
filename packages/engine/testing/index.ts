export { testOutbox } from "./outbox.contract.ts";
export { testSchedule } from "./schedule.contract.ts";
export { testStore } from "./store.contract.ts";
export type { StoreFixture } from "./store-fixture.ts";
export { Conversation } from "./conversation.ts";
export type { Answer, ConversationOptions } from "./conversation.ts";
export { choicesOf, textOf } from "./outgoing.ts";
export { whatsappLikeLimits } from "./whatsapp-like-limits.ts";
export { limitProblems } from "./limit-problems.ts";
