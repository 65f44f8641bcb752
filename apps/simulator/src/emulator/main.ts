// `npm run emulator`: the Cloud API on a loopback port, for anybody's bot.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { emulatorHelp, emulatorReady } from "../copy.ts";
import { demoSettings, readDemoShop } from "../demo.ts";
import { userPath } from "../options.ts";
import { createEmulator } from "./emulator.ts";
import { serveEmulator } from "./serve.ts";
import { settingsSchema } from "./settings.ts";
import type { EmulatorSettings } from "./settings.ts";

const defaultPort = 4000;
const defaultCallback = "http://127.0.0.1:3000/webhooks/whatsapp/900000000000001";

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: String(defaultPort) },
      shop: { type: "string", default: "la-esquina" },
      callback: { type: "string", default: defaultCallback },
      settings: { type: "string" },
      data: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

function readSettings(options: ReturnType<typeof readOptions>): EmulatorSettings {
  if (options.settings === undefined) {
    return demoSettings(readDemoShop(options.shop), options.callback);
  }
  const file = userPath(options.settings);
  const result = settingsSchema.safeParse(parseYaml(readFileSync(file, "utf8")));
  if (result.success) return result.data;
  throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    process.stdout.write(emulatorHelp(defaultPort));
    return;
  }
  const settings = readSettings(options);
  const emulator = createEmulator({
    ...settings,
    ...(options.data === undefined ? {} : { dataFolder: userPath(options.data) }),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  const server = await serveEmulator(emulator, z.coerce.number().int().parse(options.port));
  emulator.start();
  process.stdout.write(ready(settings, server.url));
  const stop = () => {
    emulator.stop();
    void server.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function ready({ apps: [app], numbers: [number] }: EmulatorSettings, url: string): string {
  return emulatorReady({
    url,
    phoneNumberId: number?.phoneNumberId ?? "",
    callbackUrl: app?.callbackUrl ?? "-",
    appId: app?.id ?? "",
    appSecret: app?.secret ?? "",
    verifyToken: app?.verifyToken ?? "",
    accessToken: app?.accessTokens[0] ?? "",
  });
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
