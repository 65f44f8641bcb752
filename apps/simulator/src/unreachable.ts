/** Stands where no value can arrive; the compiler complains as soon as one can. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
