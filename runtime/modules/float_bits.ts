/**
 * The bits of doubles: taking them apart, scaling them, and the next one up or down. Numbers of the host, no objects.
 *
 *     frexp(8) = 0.5 * 2**4     ldexp(0.5, 4) = 8, rounded once also where the result has no full 53 bits
 *
 * Source: C99 7.12.6 (frexp, ldexp), 7.12.11 (nextafter).
 */

/** The significand of `frexp`, and its exponent. */
export interface Parts {
  /** 0, not finite, or within [0.5, 1) with a sign. */
  fraction: number;
  exponent: number;
}

const LARGEST_EXPONENT = 1024;
const SMALLEST_EXPONENT = -1074;

/** The 64 bits of a double. */
export function bitsOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0);
}

/** The double of 64 bits. */
export function doubleOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** The high half of the bits: sign, exponent and the first 20 bits of the significand. */
export function highWord(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getInt32(0);
}

/** The same double with another high half. */
export function withHighWord(x: number, high: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setInt32(0, high);
  return view.getFloat64(0);
}

/** `x` as fraction * 2**exponent. */
export function frexp(x: number): Parts {
  if (x === 0 || !Number.isFinite(x)) return { fraction: x, exponent: 0 };
  const high = highWord(x);
  const biased = (high >> 20) & 0x7ff;
  if (biased === 0) {
    const { fraction, exponent } = frexp(x * 2 ** 54);
    return { fraction, exponent: exponent - 54 };
  }
  return { fraction: withHighWord(x, (high & ~0x7ff00000) | (1022 << 20)), exponent: biased - 1022 };
}

/** `x * 2**n`, rounded once to nearest, ties to even; infinite if it is too large. */
export function ldexp(x: number, n: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const { fraction, exponent } = frexp(x);
  const target = exponent + n;
  if (target > LARGEST_EXPONENT) return fraction * Infinity;
  if (target < SMALLEST_EXPONENT - 1) return fraction * 0;
  if (target > -1021) return target === LARGEST_EXPONENT ? fraction * 2 * 2 ** 1023 : fraction * 2 ** target;
  // The power is exact down to 2**-1074; with a power of two the product is the only rounding.
  return (fraction * 2 ** -500) * 2 ** (target + 500);
}

/** The next double after `x` in the direction of `y`. */
export function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return x + y;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  return doubleOf(bitsOf(x) + ((x > 0) === (y > x) ? 1n : -1n));
}
