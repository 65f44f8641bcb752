/** The emulator's own time: the machine's, plus an offset that its users move. Milliseconds since 1970. */
export type Clock = {
  now(): number;
  offsetMs(): number;
  advance(ms: number): void;
  set(nowMs: number): void;
};

export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    advance: (ms) => {
      offset += ms;
    },
    set: (nowMs) => {
      offset = nowMs - Date.now();
    },
  };
}

/** How Meta writes a moment: whole seconds since 1970, as a string. */
export function timestamp(ms: number): string {
  return String(Math.floor(ms / 1000));
}
