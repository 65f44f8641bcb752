/**
 * The query builder wraps what the database said in an error of its own. That error quotes the statement's
 * parameters, names and phones among them, and hides whether the same may succeed when it is tried again.
 */
export async function withPlainFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw plain(error);
  }
}

function plain(error: unknown): unknown {
  const isWrapper = error instanceof Error && "query" in error && "params" in error;
  return isWrapper && error.cause instanceof Error ? error.cause : error;
}
