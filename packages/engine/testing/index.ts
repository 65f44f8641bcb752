export { testOutbox } from "./outbox.contract.ts";
export { testSchedule } from "./schedule.contract.ts";
export { testStore } from "./store.contract.ts";
export type { StoreFixture } from "./store-fixture.ts";
