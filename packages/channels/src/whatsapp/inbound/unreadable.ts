import type { z } from "zod";
import type { WebhookItem } from "./item.ts";

/** At most this many problems are told of one item. */
const maxProblems = 5;

/** Says where a shape was wrong and how, never what stood there: reasons end up in logs. */
export function unreadable(path: string, error: z.ZodError): WebhookItem {
  const problems = error.issues.slice(0, maxProblems).map((issue) => {
    const expected = issue.code === "invalid_type" ? ` expected ${issue.expected}` : "";
    return `${issue.path.map(String).join(".") || "."}: ${issue.code}${expected}`;
  });
  return { kind: "unreadable", path, reason: problems.join("; ") };
}
