import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { createAlerts } from "./alerts.ts";
import { createLog } from "./log.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => vi.useRealTimers());

test("the operator is told of the same trouble once in a quarter of an hour, of another at once", () => {
  const lines: string[] = [];
  const alert = createAlerts(createLog("error", { write: (line) => void lines.push(line) }));
  const tell = (key: string) => alert({ key, business: null, message: `trouble ${key}` });
  tell("paused:1");
  tell("paused:1");
  tell("paused:2");
  expect(lines).toHaveLength(2);
  vi.advanceTimersByTime(15 * 60 * 1000);
  tell("paused:1");
  expect(lines).toHaveLength(3);
  expect(lines[2]).toContain("trouble paused:1");
});
