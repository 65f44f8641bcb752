// Meta's JSON as it really comes: null for absent, numbers as text and text as numbers, seconds or milliseconds.

import { z } from "zod";

/** Text; a number counts as its digits. */
export const text = z.union([z.string(), z.number().transform(String)]);

/** Text that names something, so never empty. */
export const identifier = text.pipe(z.string().min(1));

/** A number; text of digits counts. */
export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*[+-]?\d+(?:\.\d+)?\s*$/)
    .transform(Number),
]);

/** What may be absent: null, and what is there in a shape nobody knows, count as absent too. */
export function maybe<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .transform((value) => value ?? undefined)
    .catch(undefined);
}

/** Optional text; empty text counts as absent. */
export const maybeText = maybe(text).transform((value) => (value === "" ? undefined : value));

/** The readable elements of a list; absent counts as empty. */
export function listOf<Schema extends z.ZodType>(schema: Schema) {
  return maybe(z.array(z.unknown())).transform((items = []) =>
    items.flatMap((item) => {
      const read = schema.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );
}

/** 1e11 seconds are the year 5138, and 1e11 milliseconds 1973: above it, it can only be milliseconds. */
const millisecondsFrom = 1e11;

/** Milliseconds since 1970, out of unix seconds. */
export const timestamp = number
  .pipe(z.number().positive().max(8.64e15))
  .transform((value) => Math.round(value >= millisecondsFrom ? value : value * 1000));

type Present<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the keys that are undefined. */
export function present<const T extends object>(value: T): Present<T>;
export function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
