import { createHash, timingSafeEqual } from "node:crypto";

/** Meta's challenge is a short number. */
const maxChallenge = 256;

/**
 * Answers the subscription handshake: the challenge to send back as the whole plain-text body with 200, or
 * null, which is a 403. The token is compared in constant time.
 */
export function verifyHandshake(query: URLSearchParams, verifyToken: string): string | null {
  const challenge = query.get("hub.challenge");
  const token = query.get("hub.verify_token");
  if (query.get("hub.mode") !== "subscribe" || token === null || verifyToken === "") return null;
  if (challenge === null || challenge === "" || challenge.length > maxChallenge) return null;
  return timingSafeEqual(digest(token), digest(verifyToken)) ? challenge : null;
}

function digest(value: string): Buffer {
  return createHash("sha256").update(value).digest();
}
