declare const brand: unique symbol;

/** A value that must not be confused with another of the same shape. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

/** A shop. First column of every key that belongs to it. */
export type BusinessId = Brand<string, "BusinessId">;
/** One running flow. Short (a row number in base 36): it is part of every wire id. */
export type InstanceId = Brand<string, "InstanceId">;
/** One (number, person): owns the order of what is sent. */
export type ChatId = Brand<string, "ChatId">;

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };
