// The terminal phones in front of the little shop: what the terminal test starts.

import { runChat } from "../src/chat/run.ts";
import { openShop } from "./menu-bot.ts";

const { emulator, stage } = openShop();
await emulator.fetch(
  new Request("http://emulator.invalid/emulator/clock", {
    method: "POST",
    body: JSON.stringify({ now: "2026-11-27T20:30:00-03:00" }),
  }),
);
await runChat(stage);
emulator.stop();
process.stdout.write("the terminal is back\n");
