import type { InWorld } from "@mostrador/engine";
import { z } from "zod";

import type { Facts } from "../facts.ts";
import { orderViewSchema } from "../operations.ts";
import { deedSchema } from "./events.ts";

/** What is to be done, and with which order. */
const taskSchema = z.object({
  deed: deedSchema,
  orderId: z.string().nullable(),
  /** As people call it; several days may have one. */
  number: z.int().nullable(),
  minutes: z.int().nullable(),
  reason: z.string().nullable(),
  /** What destroys is asked first. */
  sure: z.boolean(),
});
export type Task = z.infer<typeof taskSchema>;

/** What the chat of somebody of the shop remembers. */
export const adminContextSchema = z.object({
  /** Orders that ring here, oldest first. */
  ringing: z.array(orderViewSchema),
  /** Rings so far without an answer. */
  rings: z.int().nonnegative(),
  task: taskSchema,
  /** The order that the screen is about. */
  order: orderViewSchema.nullable(),
  /** Orders that were open when last looked at. */
  open: z.array(orderViewSchema),
});
export type AdminMemory = z.infer<typeof adminContextSchema>;
export type AdminContext = InWorld<AdminMemory, Facts>;

export const idle: Task = {
  deed: "show",
  orderId: null,
  number: null,
  minutes: null,
  reason: null,
  sure: false,
};

export const newAdminMemory: AdminMemory = {
  ringing: [],
  rings: 0,
  task: idle,
  order: null,
  open: [],
};
