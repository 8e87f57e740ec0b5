/**
 * Arithmetic of complex numbers: pairs of doubles, no objects. The compiler folds constants with it too.
 *
 * Source: CPython 3.11 Objects/complexobject.c (_Py_c_prod, _Py_c_quot, _Py_c_pow, c_powi, _Py_c_abs); for the length,
 * Borges, "An improved algorithm for hypot(a, b)" (2019).
 */
import { power } from "./float_power.ts";

/** A complex number by value. */
export interface Complex {
  readonly real: number;
  readonly imag: number;
}

/** The largest exponent for which products are taken. */
const SMALL_EXPONENT = 100;

export function complexSum(a: Complex, b: Complex): Complex {
  return { real: a.real + b.real, imag: a.imag + b.imag };
}

export function complexDifference(a: Complex, b: Complex): Complex {
  return { real: a.real - b.real, imag: a.imag - b.imag };
}

export function complexProduct(a: Complex, b: Complex): Complex {
  return { real: a.real * b.real - a.imag * b.imag, imag: a.real * b.imag + a.imag * b.real };
}

/** a / b, scaled by the larger part of b; null if b is zero. */
export function complexQuotient(a: Complex, b: Complex): Complex | null {
  const real = Math.abs(b.real), imag = Math.abs(b.imag);
  if (real >= imag) {
    if (real === 0) return null;
    const ratio = b.imag / b.real, divisor = b.real + b.imag * ratio;
    return { real: (a.real + a.imag * ratio) / divisor, imag: (a.imag - a.real * ratio) / divisor };
  }
  if (imag >= real) {
    const ratio = b.real / b.imag, divisor = b.real * ratio + b.imag;
    return { real: (a.real * ratio + a.imag) / divisor, imag: (a.imag * ratio - a.real) / divisor };
  }
  return { real: NaN, imag: NaN };
}

/** a ** b; null for zero to a negative or complex power. */
export function complexPower(a: Complex, b: Complex): Complex | null {
  const isSmall = b.imag === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= SMALL_EXPONENT;
  if (isSmall) return integerPower(a, b.real);
  if (b.real === 0 && b.imag === 0) return { real: 1, imag: 0 };
  if (a.real === 0 && a.imag === 0) return b.imag !== 0 || b.real < 0 ? null : { real: 0, imag: 0 };
  const length = hypot(a.real, a.imag), angle = Math.atan2(a.imag, a.real);
  let newLength = power(length, b.real), newAngle = angle * b.real;
  if (b.imag !== 0) {
    newLength *= Math.exp(-angle * b.imag);
    newAngle += b.imag * Math.log(length);
  }
  return { real: newLength * Math.cos(newAngle), imag: newLength * Math.sin(newAngle) };
}

function integerPower(a: Complex, n: number): Complex | null {
  let result: Complex = { real: 1, imag: 0 }, square = a;
  const exponent = Math.abs(n);
  for (let bit = 1; bit <= exponent; bit *= 2) {
    if ((exponent & bit) !== 0) result = complexProduct(result, square);
    square = complexProduct(square, square);
  }
  return n > 0 ? result : complexQuotient({ real: 1, imag: 0 }, result);
}

/** Numbers beyond these bounds are scaled, so that no square overflows or loses bits. */
const LARGE = 2 ** 511, TINY = 2 ** -459, SCALE = 2 ** 600;

/** The length of (x, y). Infinite if a part is, else not a number if a part is none. */
export function hypot(x: number, y: number): number {
  const a = Math.abs(x), b = Math.abs(y);
  if (a === Infinity || b === Infinity) return Infinity;
  if (a !== a || b !== b) return NaN;
  const long = Math.max(a, b), short = Math.min(a, b);
  if (short === 0 || long + short === long) return long + short;
  if (long > LARGE) return correctedRoot(long / SCALE, short / SCALE) * SCALE;
  if (short < TINY) return correctedRoot(long * SCALE, short * SCALE) / SCALE;
  return correctedRoot(long, short);
}

/** The root of the sum of two squares, x >= y > 0, with one step of Newton's method in parts that lose nothing. */
function correctedRoot(x: number, y: number): number {
  const h = Math.sqrt(x * x + y * y);
  let error: number;
  if (h <= 2 * y) {
    const delta = h - y;
    error = x * (2 * delta - x) + (delta - 2 * (x - y)) * delta;
  } else {
    const delta = h - x;
    error = 2 * delta * (x - 2 * y) + ((4 * delta - y) * y + delta * delta);
  }
  return h - error / (2 * h);
}
