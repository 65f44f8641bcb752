import { parseArgs } from "node:util";
import { startCopy as copy } from "./copy.ts";
import { OptionError, userPath } from "./options.ts";

export type StartOptions = {
  help: boolean;
  shop: string;
  script: string | undefined;
  json: boolean;
  /** Where conversations and database live; undefined: nowhere, they end with the process. */
  dataFolder: string | undefined;
  reset: boolean;
  realTime: boolean;
  /** Other processes to play against. */
  remote: { server: string; emulator: string } | undefined;
};

/** Throws OptionError, or what `parseArgs` says about an unknown option. */
export function readStartOptions(args: string[], defaultData: string): StartOptions {
  const { values } = parseArgs({
    args,
    options: {
      script: { type: "string" },
      json: { type: "boolean", default: false },
      shop: { type: "string", default: "la-esquina" },
      data: { type: "string" },
      reset: { type: "boolean", default: false },
      now: { type: "boolean", default: false },
      server: { type: "string" },
      emulator: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const { script, server, emulator, data } = values;
  if ((server === undefined) !== (emulator === undefined)) throw new OptionError(copy.bothUrls);
  if (values.json && script === undefined) throw new OptionError(copy.onlyScript);
  const fallback = script === undefined ? defaultData : undefined;
  return {
    help: values.help,
    shop: values.shop,
    script: script === undefined ? undefined : userPath(script),
    json: values.json,
    dataFolder: data === undefined ? fallback : userPath(data),
    reset: values.reset,
    realTime: values.now,
    remote: server === undefined || emulator === undefined ? undefined : { server, emulator },
  };
}
