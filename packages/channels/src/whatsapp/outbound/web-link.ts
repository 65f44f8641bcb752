import { rendererLimits } from "../limits.ts";

/** The address as a browser would write it, or null where it is none that a phone opens. */
export function webLink(value: string): string | null {
  const url = URL.parse(value);
  if (url === null || !["http:", "https:"].includes(url.protocol)) return null;
  return url.href.length <= rendererLimits.url ? url.href : null;
}
