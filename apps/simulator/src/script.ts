// A conversation as a YAML file: who says what, what must come back, how time passes.

import { LineCounter, parseDocument } from "yaml";
import type { Document } from "yaml";
import { z } from "zod";
import { incomingSchema } from "./emulator/events.ts";
import { parseDuration } from "./duration.ts";

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== undefined) return ms;
  context.addIssue({ code: "custom", message: 'a time such as "+2h", "90m" or "1d 2h"' });
  return z.NEVER;
});

const scalar = z.union([z.string(), z.number()], "a text").transform(String);
const texts = z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(scalar));

/** A bare text stands for an object with that one key. */
const shorthand = (key: string) => (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? { [key]: value } : value;

const actSchema = z.preprocess(
  shorthand("says"),
  z
    .strictObject({
      says: scalar.optional(),
      /** Label of a choice in the newest message with choices, or in the newest that contains `on`. */
      tap: scalar.optional(),
      on: scalar.optional(),
      location: z
        .strictObject({
          latitude: z.number(),
          longitude: z.number(),
          name: z.string().optional(),
          address: z.string().optional(),
        })
        .optional(),
      /** Any inbound message in Meta's shape. */
      message: incomingSchema.optional(),
    })
    .refine(
      ({ says, tap, location, message }) =>
        [says, tap, location, message].filter((part) => part !== undefined).length === 1,
      { message: "exactly one of: a text, tap, location, message" },
    ),
);

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, "u");
  } catch {
    context.addIssue({ code: "custom", message: "not a regular expression" });
    return z.NEVER;
  }
});

const expectationSchema = z.preprocess(
  shorthand("contains"),
  z.strictObject({
    contains: texts.optional(),
    matches: pattern.optional(),
    /** Labels that must be among those offered. */
    choices: texts.optional(),
    /** Real time to wait at most. */
    within: duration.optional(),
    /** Real time in which nothing may come. */
    nothing: duration.optional(),
  }),
);

const countSchema = z.strictObject({
  atMost: z.number().int().optional(),
  exactly: z.number().int().optional(),
});

const forRoles = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ customer: schema.optional(), owner: schema.optional() });

const stepSchema = z
  .strictObject({
    customer: actSchema.optional(),
    owner: actSchema.optional(),
    expect: forRoles(expectationSchema).optional(),
    clock: duration.optional(),
    /** How many messages of the business came since the start. */
    messages: forRoles(countSchema).optional(),
  })
  .refine((step) => Object.values(step).filter((part) => part !== undefined).length === 1, {
    message: "exactly one of: customer, owner, expect, clock, messages",
  });

const actorSchema = z.strictObject({
  waId: scalar.pipe(z.string().regex(/^\d{7,15}$/, "digits")),
  name: z.string(),
});

const scriptSchema = z.strictObject({
  name: z.string(),
  people: forRoles(actorSchema).optional(),
  steps: z.array(stepSchema).min(1),
});

export type Act = z.output<typeof actSchema>;
export type Expectation = z.output<typeof expectationSchema>;
export type Count = z.output<typeof countSchema>;
export type Step = z.output<typeof stepSchema> & { line: number };
export type Script = Omit<z.output<typeof scriptSchema>, "steps"> & {
  file: string;
  steps: Step[];
};

/** A script that cannot be played: `message` names file, line and key. */
export class ScriptError extends Error {
  override name = "ScriptError";
}

/** Reads a script's text; `file` is how messages name it. Throws ScriptError. */
export function readScript(text: string, file: string): Script {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    throw new ScriptError(`${file}:${syntax.linePos?.[0].line ?? 1}: ${syntax.message}`);
  }
  const result = scriptSchema.safeParse(document.toJS());
  if (!result.success) {
    const problems = result.error.issues.map((issue) => {
      const line = lineOf(document, lines, issue.path);
      return `${file}:${line}: ${keyOf(issue)}: ${issue.message}`;
    });
    throw new ScriptError(problems.join("\n"));
  }
  const steps = result.data.steps.map((step, index) => {
    return { ...step, line: lineOf(document, lines, ["steps", index]) };
  });
  return { ...result.data, file, steps };
}

function keyOf(issue: z.core.$ZodIssue): string {
  const keys = issue.path.filter((part) => typeof part === "string");
  if (issue.code === "unrecognized_keys") keys.push(...issue.keys);
  return keys.join(".") || "script";
}

/** The line of the deepest part of `path` that stands in the file. */
function lineOf(document: Document, lines: LineCounter, path: PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const offset = rangeStart(node);
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node)) return undefined;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : undefined;
}
