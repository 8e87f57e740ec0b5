/**
 * Elementary functions of doubles which the host's library computes otherwise than C's, so that the last bit differs in
 * more than one case of a thousand: logarithm to base 10, exp(x) - 1, log(1 + x), the hyperbolic functions and
 * their inverses, the cube root. Numbers of the host, no objects.
 *
 * The reductions and coefficients are those of fdlibm (Sun Microsystems, 1993), on which the C libraries build, and
 * of the GNU C library for the cube root; the order of operations matters, since each rounds.
 *
 * sin, cos, tan, exp, log, log2, pow and the inverse circular functions are the host's: 1 to 2 cases of a thousand differ in the
 * last bit.
 */
import { frexp, highWord, ldexp, withHighWord } from "./float_bits.ts";

// ln 2 in two parts: the first has zeros at the end, so that small multiples of it are exact.
const LN2_HIGH = 6.93147180369123816490e-01;
const LN2_LOW = 1.90821492927058770002e-10;
const LN2 = 6.93147180559945286227e-01;
const INVERSE_LN2 = 1.44269504088896338700;
const LOG10_2_HIGH = 3.01029995663611771306e-01;
const LOG10_2_LOW = 3.69423907715893078616e-13;
const INVERSE_LN10 = 4.34294481903251816668e-01;

/** `2**k * x` for results that are normal, by adding to the exponent. */
function scale(x: number, k: number): number {
  return withHighWord(x, highWord(x) + (k << 20));
}

/** log to base 10 of a positive finite double. */
export function log10(x: number): number {
  const isTiny = x < 2.2250738585072014e-308;
  const high = highWord(isTiny ? x * 2 ** 54 : x);
  const k = (high >> 20) - 1023 - (isTiny ? 54 : 0);
  const negative = k < 0 ? 1 : 0;
  const significand = withHighWord(isTiny ? x * 2 ** 54 : x, (high & 0xfffff) | ((1023 - negative) << 20));
  const exponent = k + negative;
  return (exponent * LOG10_2_LOW + INVERSE_LN10 * Math.log(significand)) + exponent * LOG10_2_HIGH;
}

/** Coefficients of expm1, scaled for x * x / 2. */
const E1 = -3.33333333333331316428e-02;
const E2 = 1.58730158725481460165e-03;
const E3 = -7.93650757867487942473e-05;
const E4 = 4.00821782732936239552e-06;
const E5 = -2.01099218183624371326e-07;

/** exp(x) - 1. */
export function expm1(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -38.816242111356935) return -1;
  if (Math.abs(x) < 2 ** -54) return x;
  let k = 0;
  if (Math.abs(x) > 0.5 * LN2) {
    k = Math.abs(x) < 1.5 * LN2 ? Math.sign(x) : Math.trunc(INVERSE_LN2 * x + (x < 0 ? -0.5 : 0.5));
  }
  const high = x - k * LN2_HIGH, low = k * LN2_LOW;
  const reduced = high - low;
  return expm1Reduced(reduced, (high - reduced) - low, k);
}

/** exp(x) - 1 for x = k * ln 2 + reduced, whose rounding error is `rest`. */
function expm1Reduced(reduced: number, rest: number, k: number): number {
  const half = 0.5 * reduced, z = reduced * half;
  const z2 = z * z, z4 = z2 * z2;
  const r = (1 + z * E1) + z2 * (E2 + z * E3) + z4 * (E4 + z * E5);
  const t = 3 - r * half;
  let e = z * ((r - t) / (6 - reduced * t));
  if (k === 0) return reduced - (reduced * e - z);
  e = reduced * (e - rest) - rest;
  e -= z;
  if (k === -1) return 0.5 * (reduced - e) - 0.5;
  if (k === 1) return reduced < -0.25 ? -2 * (e - (reduced + 0.5)) : 1 + 2 * (reduced - e);
  if (k <= -2 || k > 56) {
    const y = 1 - (e - reduced);
    return (k === 1024 ? y * 2 * 2 ** 1023 : scale(y, k)) - 1;
  }
  if (k < 20) return scale((1 - 2 ** -k) - (e - reduced), k);
  return scale((reduced - (e + 2 ** -k)) + 1, k);
}

/** Coefficients of log1p. */
const L1 = 6.666666666666735130e-01;
const L2 = 3.999999999940941908e-01;
const L3 = 2.857142874366239149e-01;
const L4 = 2.222219843214978396e-01;
const L5 = 1.818357216161805012e-01;
const L6 = 1.531383769920937332e-01;
const L7 = 1.479819860511658591e-01;
/** Between these, 1 + x is so near to 1 that it is not reduced. */
const LOG1P_LOWER = -0.2928924560546875;
const LOG1P_UPPER = 0.4142122268676758;

/** log(1 + x). */
export function log1p(x: number): number {
  if (Number.isNaN(x) || x < -1) return NaN;
  if (x === -1) return -Infinity;
  if (x === Infinity) return x;
  if (Math.abs(x) < 2 ** -29) return Math.abs(x) < 2 ** -54 ? x : x - x * x * 0.5;
  if (x > LOG1P_LOWER && x < LOG1P_UPPER) return log1pReduced(x, 0, 0, 1);
  let k: number, u: number, rest: number;
  if (x < 2 ** 53) {
    u = 1 + x;
    k = (highWord(u) >> 20) - 1023;
    rest = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
  } else {
    u = x;
    k = (highWord(u) >> 20) - 1023;
    rest = 0;
  }
  let high = highWord(u) & 0xfffff;
  if (high < 0x6a09e) {
    u = withHighWord(u, high | 0x3ff00000);
  } else {
    k++;
    u = withHighWord(u, high | 0x3fe00000);
    high = (0x100000 - high) >> 2;
  }
  return log1pReduced(u - 1, k, rest, high);
}

/** log(2**k * (1 + f)), corrected by `rest`; `high` is 0 when f is almost nothing. */
function log1pReduced(f: number, k: number, rest: number, high: number): number {
  const halfSquare = 0.5 * f * f;
  if (high === 0) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + (rest + k * LN2_LOW);
    const r = halfSquare * (1 - 0.66666666666666666 * f);
    return k === 0 ? f - r : k * LN2_HIGH - ((r - (k * LN2_LOW + rest)) - f);
  }
  const s = f / (2 + f), z = s * s;
  const z2 = z * z, z4 = z2 * z2, z6 = z4 * z2;
  const r = z * L1 + z2 * (L2 + z * L3) + z4 * (L4 + z * L5) + z6 * (L6 + z * L7);
  if (k === 0) return f - (halfSquare - s * (halfSquare + r));
  return k * LN2_HIGH - ((halfSquare - (s * (halfSquare + r) + (k * LN2_LOW + rest))) - f);
}

/** Beyond this, exp(-x) is lost beside exp(x). */
const LARGE = 22;
const LOG_MAX = 709.782712893384;

/** Hyperbolic sine. */
export function sinh(x: number): number {
  if (!Number.isFinite(x)) return x;
  const half = x < 0 ? -0.5 : 0.5, size = Math.abs(x);
  if (size < LARGE) {
    if (size < 2 ** -28) return x;
    const t = expm1(size);
    return size < 1 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1));
  }
  if (size < LOG_MAX) return half * Math.exp(size);
  const root = Math.exp(0.5 * size);
  return half * root * root;
}

/** Inverse hyperbolic sine. */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x) || size < 2 ** -28) return x;
  let y: number;
  if (size > 2 ** 28) {
    y = Math.log(size) + LN2;
  } else if (size > 2) {
    y = Math.log(2 * size + 1 / (Math.sqrt(size * size + 1) + size));
  } else {
    const t = size * size;
    y = log1p(size + t / (1 + Math.sqrt(1 + t)));
  }
  return x < 0 ? -y : y;
}

/** Inverse hyperbolic tangent. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -28) return x;
  if (!(size <= 1)) return NaN;
  const twice = size + size;
  const y = size < 0.5 ? 0.5 * log1p(twice + twice * size / (1 - size)) : 0.5 * log1p(twice / (1 - size));
  return x < 0 ? -y : y;
}

const CBRT_COEFFICIENTS = [
  0.145263899385486377,
  0.784932344976639262,
  1.83469277483613086,
  2.44693122563534430,
  2.11499494167371287,
  1.50819193781584896,
  0.354895765043919860,
] as const;
const CBRT_2 = 1.2599210498948731648;
const CBRT_4 = 1.5874010519681994748;
const CBRT_FACTORS = [1 / CBRT_4, 1 / CBRT_2, 1, CBRT_2, CBRT_4] as const;

/** The cube root. */
export function cbrt(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const { fraction: m, exponent } = frexp(Math.abs(x));
  const [c6, c5, c4, c3, c2, c1, c0] = CBRT_COEFFICIENTS;
  const u = c0 + (c1 - (c2 - (c3 - (c4 - (c5 - c6 * m) * m) * m) * m) * m) * m;
  const cube = u * u * u;
  const y = u * (cube + 2 * m) / (2 * cube + m) * CBRT_FACTORS[2 + exponent % 3];
  return ldexp(x < 0 ? -y : y, Math.trunc(exponent / 3));
}
