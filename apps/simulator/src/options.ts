import path from "node:path";

/** A wrong option on the command line: its message is for the person who typed it. */
export class OptionError extends Error {
  override name = "OptionError";
}

/** A path as the user meant it: relative to where the command was given, not to the project. */
export function userPath(given: string): string {
  return path.resolve(process.env["MOSTRADOR_CWD"] ?? process.cwd(), given);
}
