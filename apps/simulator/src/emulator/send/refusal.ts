import type { z } from "zod";
import { GraphError } from "../graph-error.ts";

type Issue = z.core.$ZodIssue;

/** Reads a body by its schema, or throws the refusal that Meta gives to the first breach. */
export function readStrictly<T>(schema: z.ZodType<T>, body: unknown, family: string): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new GraphError(100);
  throw refusalOf(issue, body, family);
}

/** 100 for wrong types and unknown keys; missing and bad values by the family of the message. */
function refusalOf(issue: Issue, body: unknown, family: string): GraphError {
  const name = parameterName(issue.path);
  if (issue.code === "unrecognized_keys") {
    return new GraphError(100, `Unexpected key "${issue.keys.join('", "')}" on param "${name}"`);
  }
  const value = valueAt(body, issue.path);
  const missing = discriminatorIsMissing(issue, value) || value === undefined;
  if (missing) return new GraphError(codes(family).missing, `The parameter ${name} is required.`);
  if (issue.code === "invalid_type") {
    return new GraphError(100, `Param ${name} must be of type ${issue.expected}.`);
  }
  return new GraphError(codes(family).invalid, `Param ${name}: ${issue.message}`);
}

function discriminatorIsMissing(issue: Issue, value: unknown): boolean {
  return issue.code === "invalid_union" && value === undefined;
}

function codes(family: string): { missing: number; invalid: number } {
  if (family === "interactive" || family === "reaction") {
    return { missing: 131008, invalid: 131009 };
  }
  if (family === "template") return { missing: 131008, invalid: 132012 };
  return { missing: 100, invalid: 100 };
}

/** Meta's way to name a place: `interactive['action']['buttons'][0]`. */
function parameterName(path: PropertyKey[]): string {
  const [first, ...rest] = path;
  if (first === undefined) return "body";
  const steps = rest.map((step) =>
    typeof step === "number" ? `[${step}]` : `['${String(step)}']`,
  );
  return `${String(first)}${steps.join("")}`;
}

function valueAt(body: unknown, path: PropertyKey[]): unknown {
  let value = body;
  for (const step of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}
