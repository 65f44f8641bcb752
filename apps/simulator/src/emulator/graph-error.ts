import { randomBytes } from "node:crypto";

/** A refusal of the Graph API, thrown where it is found and answered at the door. */
export class GraphError extends Error {
  override name = "GraphError";
  readonly code: number;
  readonly details: string | undefined;
  readonly subcode: number | undefined;

  constructor(code: number, details?: string, subcode?: number) {
    super(`(#${code}) ${titleOf(code)}`);
    this.code = code;
    this.details = details;
    this.subcode = subcode;
  }
}

/** Titles of the codes that the emulator can answer, in Meta's words where the reference has them. */
const titles: Record<number, string> = {
  0: "AuthException",
  1: "API Unknown",
  2: "API Service",
  4: "API Too Many Calls",
  33: "Object does not exist or its permissions are missing",
  100: "Invalid parameter",
  190: "Invalid OAuth access token",
  368: "Temporarily blocked for policies violations",
  80007: "Rate limit issues",
  130429: "Rate limit hit",
  131000: "Something went wrong",
  131008: "Required parameter is missing",
  131009: "Parameter value is not valid",
  131016: "Service unavailable",
  131021: "Recipient cannot be sender",
  131026: "Message undeliverable",
  131030: "Recipient phone number not in allowed list",
  131031: "Business account has been locked",
  131042: "Business eligibility payment issue",
  131047: "Re-engagement message",
  131049: "This message was not delivered to maintain healthy ecosystem engagement",
  131050: "Recipient has stopped marketing messages",
  131051: "Unsupported message type",
  131056: "(Business Account, Consumer Account) pair rate limit hit",
  131057: "Account in maintenance mode",
  132000: "Number of parameters does not match the expected number of params",
  132001: "Template name does not exist in the translation",
  132005: "Translated text too long",
  132012: "Parameter format does not match format in the created template",
  132015: "Template is paused",
  132016: "Template is disabled",
  132018: "Template parameter content is not valid",
};

function titleOf(code: number): string {
  return titles[code] ?? "Error";
}

/** HTTP status of a code. Meta documents 401 for token problems; the rest is not dependable, so callers must read the code. */
export function statusOf(code: number): 400 | 401 | 500 | 503 {
  if (code === 0 || code === 190) return 401;
  if (code === 1 || code === 131000) return 500;
  return code === 2 || code === 131016 ? 503 : 400;
}

export function errorBody(error: GraphError): object {
  return {
    error: {
      message: error.message,
      type: error.subcode === 33 ? "GraphMethodException" : "OAuthException",
      code: error.code,
      ...(error.subcode === undefined ? {} : { error_subcode: error.subcode }),
      error_data: {
        messaging_product: "whatsapp",
        details: error.details ?? titleOf(error.code),
      },
      fbtrace_id: `A${randomBytes(16).toString("base64url")}`,
    },
  };
}

/** The form that the same failures have inside a status (`statuses[].errors[]`). */
export function statusError(code: number, details?: string): object {
  const title = titleOf(code);
  return {
    code,
    title,
    message: title,
    error_data: { details: details ?? title },
    href: "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
  };
}
