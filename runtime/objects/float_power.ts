/**
 * Power of doubles as C99 has it; numbers of the host, no objects.
 */

/** x ** y: 1 for y = 0 and for x = 1, and for x = -1 with an infinite y. */
export function power(x: number, y: number): number {
  if (y === 2) return x * x;
  if (x === 1 || (x === -1 && (y === Infinity || y === -Infinity))) return 1;
  return Math.pow(x, y);
}
