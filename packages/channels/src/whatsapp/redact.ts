/** Longer explanations are cut. */
const maxLength = 500;

/** A provider's words without access tokens and numbers of people, which it likes to quote. */
export function redact(message: string, secret = ""): string {
  const withoutSecret = secret === "" ? message : message.replaceAll(secret, "[token]");
  return withoutSecret
    .replaceAll(/EAA[A-Za-z0-9]{8,}/g, "[token]")
    .replaceAll(/\d{8,}/g, "[number]")
    .slice(0, maxLength);
}
