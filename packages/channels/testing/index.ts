export { describeChannel } from "./channel.contract.ts";
export type { ChannelBench, ProviderMood } from "./channel.contract.ts";
