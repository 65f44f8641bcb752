/** Codes are literal per package, e.g. `order.stock-short`, `whatsapp.window-closed`. */
export type FailureRetry = "soon" | "later" | "never";

type FailureOptions = {
  /** For people who run the server, never for a customer. */
  message: string;
  retry: FailureRetry;
  /** What a flow needs to go on, e.g. which product ran out. JSON. */
  details?: unknown;
  cause?: unknown;
};

/** The world said no: a command refused, a provider answered an error. Flows see it as `onError`. */
export class Failure extends Error {
  readonly code: string;
  readonly retry: FailureRetry;
  readonly details: unknown;

  constructor(code: string, options: FailureOptions) {
    super(options.message, { cause: options.cause });
    this.name = "Failure";
    this.code = code;
    this.retry = options.retry;
    this.details = options.details ?? null;
  }
}

/** We are wrong. Caught only by the worker, which parks the input, leaves the chat as it was and alerts. */
export class Bug extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "Bug";
  }
}

/** Throws a {@link Bug} unless the condition holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** The end of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${JSON.stringify(value)}`);
}
