import { z } from "zod";
import { invariant } from "./errors.ts";
import type { InstanceId } from "./ids.ts";
import type { FlowEvent } from "./screen.ts";

/** Where a choice was shown: the instance whose it is, and the how-many-th of its screens. */
export type Shown = { instance: InstanceId; revision: number };

const instanceSchema = z.custom<InstanceId>((value) => typeof value === "string");
const payloadSchema = z.looseObject({ type: z.string() });

/**
 * What a button carries: `instance.revision.event`, the event as JSON.
 * Throws a Bug beyond `limit` UTF-16 units: a choice's event holds ids, not texts.
 */
export function encodeChoice(shown: Shown, event: FlowEvent, limit: number): string {
  const wireId = `${shown.instance}.${shown.revision.toString(36)}.${JSON.stringify(event)}`;
  invariant(wireId.length <= limit, `a choice needs ${wireId.length} of ${limit}: ${wireId}`);
  return wireId;
}

/** Null for whatever we did not write. The event is to be parsed by the flow's schema. */
export function decodeChoice(wireId: string): (Shown & { event: FlowEvent }) | null {
  const match = /^([^.]+)\.([0-9a-z]+)\.(\{.*\})$/su.exec(wireId);
  const [, instance, revision, payload] = match ?? [];
  if (instance === undefined || revision === undefined || payload === undefined) return null;
  const event = payloadSchema.safeParse(jsonOrNull(payload));
  if (!event.success) return null;
  return {
    instance: instanceSchema.parse(instance),
    revision: Number.parseInt(revision, 36),
    event: event.data,
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
