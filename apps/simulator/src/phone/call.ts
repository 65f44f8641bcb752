import type { z } from "zod";

/** How to reach an emulator: over HTTP, or in this process through its own `fetch`. */
export type EmulatorAddress = {
  /** Without it the requests go to `fetch` under a name that nobody resolves. */
  url?: string;
  fetch?: (request: Request) => Promise<Response>;
};

type Call<T> = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  answer: z.ZodType<T>;
  signal?: AbortSignal;
};

/** One call of the emulator's control API. Throws what it answered when that is not a success. */
export async function call<T>(address: EmulatorAddress, request: Call<T>): Promise<T> {
  const { method = "GET", path, body, answer, signal } = request;
  const fetch = address.fetch ?? ((given: Request) => globalThis.fetch(given));
  const url = `${(address.url ?? "http://emulator.invalid").replace(/\/$/, "")}/emulator${path}`;
  const response = await fetch(
    new Request(url, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    }),
  );
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: HTTP ${response.status} ${text}`);
  return answer.parse(JSON.parse(text));
}
