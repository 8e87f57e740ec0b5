/**
 * The gamma function, its logarithm, and the error function. Numbers of the host, no objects.
 *
 * Gamma is Lanczos' approximation with 13 terms and g = 6.02468..., the coefficients of the Boost libraries, evaluated as
 * CPython does it, so that the results are the same to the last bit where the host's exp and pow are. The error
 * function sums its series below 1.5 and the continued fraction of its complement beyond; the last bits may differ.
 *
 * Source: Modules/mathmodule.c of CPython 3.11 (m_tgamma, m_lgamma); Abramowitz and Stegun 7.1.5, 7.1.14.
 */
const PI = Math.PI;
const G = 6.024680040776729583740234375;
const G_MINUS_HALF = 5.524680040776729583740234375;
const LOG_PI = 1.144729885849400174143427351353058711647;

const NUMERATOR = [
  23531376880.410759688572007674451636754734846804940,
  42919803642.649098768957899047001988850926355848959,
  35711959237.355668049440185451547166705960488635843,
  17921034426.037209699919755754458931112671403265390,
  6039542586.3520280050642916443072979210699388420708,
  1439720407.3117216736632230727949123939715485786372,
  248874557.86205415651146038641322942321632125127801,
  31426415.585400194380614231628318205362874684987640,
  2876370.6289353724412254090516208496135991145378768,
  186056.26539522349504029498971604569928220784236328,
  8071.6720023658162106380029022722506138218516325024,
  210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
];
const DENOMINATOR = [
  0,
  39916800,
  120543840,
  150917976,
  105258076,
  45995730,
  13339535,
  2637558,
  357423,
  32670,
  1925,
  66,
  1,
];

/** Lanczos' sum: a quotient of polynomials, in 1/x for large x. */
function lanczosSum(x: number): number {
  let numerator = 0, denominator = 0;
  const n = NUMERATOR.length;
  if (x < 5) {
    for (let i = n - 1; i >= 0; i--) {
      numerator = numerator * x + NUMERATOR[i];
      denominator = denominator * x + DENOMINATOR[i];
    }
  } else {
    for (let i = 0; i < n; i++) {
      numerator = numerator / x + NUMERATOR[i];
      denominator = denominator / x + DENOMINATOR[i];
    }
  }
  return numerator / denominator;
}

/** sin(pi x), exact at multiples of a half. */
function sinPi(x: number): number {
  const y = Math.abs(x) % 2;
  const n = Math.round(2 * y);
  let result: number;
  switch (n) {
    case 0:
      result = Math.sin(PI * y);
      break;
    case 1:
      result = Math.cos(PI * (y - 0.5));
      break;
    case 2:
      result = Math.sin(PI * (1 - y));
      break;
    case 3:
      result = -Math.cos(PI * (y - 1.5));
      break;
    default:
      result = Math.sin(PI * (y - 2));
  }
  return x < 0 ? -result : result;
}

/** Factorials of 0 to 22, which are exact. */
const FACTORIALS: readonly number[] = (() => {
  const found = [1];
  for (let n = 1; n <= 22; n++) found.push(found[n - 1] * n);
  return found;
})();

/** The gamma function; NaN at poles and -inf, infinite if it is too large. */
export function gamma(x: number): number {
  if (!Number.isFinite(x)) return x === -Infinity ? NaN : x;
  if (x === 0) return NaN;
  if (x === Math.floor(x)) {
    if (x < 0) return NaN;
    if (x <= 23) return FACTORIALS[x - 1];
  }
  const size = Math.abs(x);
  if (size < 1e-20) return 1 / x;
  if (size > 200) return x < 0 ? 0 / sinPi(x) : Infinity;
  const y = size + G_MINUS_HALF;
  let z: number;
  if (size > G_MINUS_HALF) {
    const q = y - size;
    z = q - G_MINUS_HALF;
  } else {
    const q = y - G_MINUS_HALF;
    z = q - size;
  }
  z = z * G / y;
  return x < 0 ? gammaNegative(size, y, z) : gammaPositive(size, y, z);
}

function gammaNegative(size: number, y: number, z: number): number {
  let r = -PI / sinPi(size) / size * Math.exp(y) / lanczosSum(size);
  r -= z * r;
  if (size < 140) return r / Math.pow(y, size - 0.5);
  const root = Math.pow(y, size / 2 - 0.25);
  r /= root;
  return r / root;
}

function gammaPositive(size: number, y: number, z: number): number {
  let r = lanczosSum(size) / Math.exp(y);
  r += z * r;
  if (size < 140) return r * Math.pow(y, size - 0.5);
  const root = Math.pow(y, size / 2 - 0.25);
  r *= root;
  return r * root;
}

/** Logarithm of the gamma function's absolute value; infinite at poles. */
export function lgamma(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Infinity;
  if (x === Math.floor(x) && x <= 2) return x <= 0 ? Infinity : 0;
  const size = Math.abs(x);
  if (size < 1e-20) return -Math.log(size);
  let r = Math.log(lanczosSum(size)) - G;
  r += (size - 0.5) * (Math.log(size + G - 0.5) - 1);
  return x < 0 ? LOG_PI - Math.log(Math.abs(sinPi(size))) - Math.log(size) - r : r;
}

const SQRT_PI = 1.772453850905516027298167483341145182798;
/** Below this the series is summed, with so many terms; beyond, the fraction has so many. */
const SERIES_LIMIT = 1.5;
const SERIES_TERMS = 25;
const FRACTION_TERMS = 50;
/** From here on erfc is 0. */
const ERFC_ZERO = 30;

function erfSeries(x: number): number {
  const square = x * x;
  let sum = 0, term = SERIES_TERMS + 0.5;
  for (let i = 0; i < SERIES_TERMS; i++) {
    sum = 2 + square * sum / term;
    term -= 1;
  }
  return sum * x * Math.exp(-square) / SQRT_PI;
}

/** erfc of a number that is not small. */
function erfcFraction(x: number): number {
  if (x >= ERFC_ZERO) return 0;
  const square = x * x;
  let a = 0, step = 0.5, p = 1, q0 = 0.5 + square, pLast = 0, qLast = 1;
  for (let i = 0; i < FRACTION_TERMS; i++) {
    a += step;
    step += 2;
    const b = step + square;
    [p, pLast] = [b * p - a * pLast, p];
    [q0, qLast] = [b * q0 - a * qLast, q0];
  }
  return p / q0 * x * Math.exp(-square) / SQRT_PI;
}

/** The error function. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < SERIES_LIMIT) return erfSeries(x);
  const rest = erfcFraction(size);
  return x > 0 ? 1 - rest : rest - 1;
}

/** 1 minus the error function. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size < SERIES_LIMIT) return 1 - erfSeries(x);
  const rest = erfcFraction(size);
  return x > 0 ? rest : 2 - rest;
}
