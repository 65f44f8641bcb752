import { createHmac, timingSafeEqual } from "node:crypto";

type Bytes = string | Uint8Array;

/** The value of `X-Hub-Signature-256` for a body: `sha256=` and the hex HMAC-SHA256 of its raw bytes. */
export function signBody(body: Bytes, appSecret: string): string {
  return `sha256=${digest(body, appSecret).toString("hex")}`;
}

const headerShape = /^sha256=([0-9a-f]{64})$/i;

/**
 * True where one of the secrets signed exactly these bytes; two are given while a secret is rotated. Takes
 * the same time wherever the signature differs. A missing or malformed header is a wrong signature.
 */
export function verifySignature(
  body: Bytes,
  header: string | null | undefined,
  appSecrets: readonly string[],
): boolean {
  const hex = headerShape.exec(header ?? "")?.[1];
  if (hex === undefined) return false;
  const claimed = Buffer.from(hex, "hex");
  return appSecrets
    .filter((secret) => secret !== "")
    .map((secret) => timingSafeEqual(digest(body, secret), claimed))
    .includes(true);
}

function digest(body: Bytes, appSecret: string): Buffer {
  return createHmac("sha256", appSecret).update(body).digest();
}
