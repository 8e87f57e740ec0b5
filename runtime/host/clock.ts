/**
 * The clocks of the host, and clocks that a host fixes.
 *
 *     new Runtime({ clock: fixedClock(Date.UTC(2024, 0, 1)) })
 *
 * On a fixed clock nothing but sleeping takes time, so that a program that looks at it does the same in every run.
 */
import type { Clock } from "../memory/interpreter.ts";

export type { Clock };

const NANOSECONDS = 1e6;

/** Milliseconds of a host as whole nanoseconds. */
function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * NANOSECONDS));
}

/** Waits: without using the processor where the host allows that to this thread, else in a loop. */
function wait(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  } catch {
    // A page's main thread may not wait.
  }
  while (performance.now() < end);
}

/** The host's own clocks. The time that the process has used is taken to be the time since its start. */
export const HOST_CLOCK: Clock = {
  wall: () => nanoseconds(performance.timeOrigin + performance.now()),
  monotonic: () => nanoseconds(performance.now()),
  process: () => nanoseconds(performance.now()),
  sleep: wait,
};

/** A clock that stands at a moment (milliseconds since 1970), except that a sleep takes the time that it says, at once. */
export function fixedClock(start: number): Clock {
  let slept = 0;
  const since = (): bigint => nanoseconds(slept);
  return {
    wall: () => nanoseconds(start) + since(),
    monotonic: since,
    process: since,
    sleep: (milliseconds) => {
      slept += milliseconds;
    },
  };
}
