/** Bounds how many run at once, first come first served. */
export function createSlots(max: number): { use<T>(work: () => Promise<T>): Promise<T> } {
  let free = max;
  const waiting: (() => void)[] = [];
  return {
    use: async (work) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
