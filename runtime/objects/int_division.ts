/**
 * int: division with remainder and true division. Each function takes two ints (or instances of subclasses),
 * borrowed, and returns a new reference, or NULL with ZeroDivisionError or MemoryError; none runs code of the program.
 *
 * Quotients are rounded down and the remainder has the divisor's sign. Long division is Knuth's algorithm D on
 * 30-bit digits; a quotient digit is guessed by a double division, whose error is below one, and put right with the
 * remainder, which fits 32 bits. True division is exact: shifted so that the quotient has 55 or 56 bits, then rounded
 * once, ties to even.
 *
 * Requests: dividing by one digit asks for the quotient alone; else the shifted dividend (one digit more), the
 * shifted divisor and the quotient are asked for in this order, and the remainder stays where the divisor was. Divisors
 * and quotients of a hundred digits or more are the host's, piece by piece, which asks for the remainder and the
 * quotient. Long work is counted as steps, and fails with the exception of a limit or an interrupt if there is one.
 *
 * Source: CPython 3.11 Objects/longobject.c (long_divrem, inplace_divrem1, x_divrem, l_divmod, l_mod, long_true_divide);
 * Knuth, TAOCP volume 2, 4.3.1, algorithm D.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { OVERFLOW_ERROR, SMALL_INT_MAX, ZERO_DIVISION_ERROR } from "../memory/statics.ts";
import { decref, xdecref } from "../memory/refcount.ts";
import { raise } from "./errors.ts";
import {
  DIGIT_BASE,
  DIGIT_BITS,
  DIGIT_MASK,
  intFromObject,
  intNew,
  intNormalize,
  intOrStatic,
  intResult,
  intSetSize,
  OB_DIGIT,
} from "./int.ts";
import { intAdd, intSubtract, isOneDigit } from "./int_arithmetic.ts";
import { divideByHost, HOST_DIVIDE_CUTOFF, HOST_PIECE } from "./int_host.ts";
import { newFloat } from "./float.ts";
import { chargeSteps } from "./poll.ts";

const INVERSE_BASE = 2 ** -30;
/** Products of digits that are too few to be counted, and what each of others counts as. */
const FREE_PRODUCTS = 1 << 12;
const STEPS_PER_PRODUCT = 1 / 8;

/** Mantissa bits and largest and smallest exponents of a double, in C's counting. */
const DOUBLE_BITS = 53;
const DOUBLE_MAX_EXPONENT = 1024;
const DOUBLE_MIN_EXPONENT = -1021;

// One digit ------------------------------------------------------------------------------------------------------

/**
 * Divides `count` digits at `source` by a digit, from the highest down, into those at `target` (which may be the same
 * place; NULL: the quotient is dropped). Returns the remainder.
 */
function divideByDigit(
  vm: Interpreter,
  target: Address,
  source: Address,
  count: number,
  divisor: number,
): number {
  const i32 = vm.i32;
  let rest = 0;
  for (let i = count - 1; i >= 0; i--) {
    const digit = i32[(source + 4 * i) >> 2];
    let quotient = (rest * DIGIT_BASE + digit) / divisor | 0;
    rest = (rest << DIGIT_BITS) + digit - Math.imul(quotient, divisor) | 0;
    if (rest < 0) {
      rest += divisor;
      quotient--;
    } else if (rest >= divisor) {
      rest -= divisor;
      quotient++;
    }
    if (target !== NULL) i32[(target + 4 * i) >> 2] = quotient;
  }
  return rest;
}

// Long division --------------------------------------------------------------------------------------------------

/** Shifts `count` digits up by less than a digit; returns the bits that fall out at the top. */
export function shiftDigitsLeft(
  vm: Interpreter,
  target: Address,
  source: Address,
  count: number,
  bits: number,
): number {
  const i32 = vm.i32;
  let carry = 0;
  for (let i = 0; i < count; i++) {
    const digit = i32[(source + 4 * i) >> 2];
    i32[(target + 4 * i) >> 2] = (digit << bits | carry) & DIGIT_MASK;
    carry = digit >>> (DIGIT_BITS - bits);
  }
  return carry;
}

/** Shifts `count` digits down by less than a digit; returns the bits that fall out at the bottom. */
function shiftDigitsRight(
  vm: Interpreter,
  target: Address,
  source: Address,
  count: number,
  bits: number,
): number {
  const i32 = vm.i32;
  const mask = (1 << bits) - 1;
  let carry = 0;
  for (let i = count - 1; i >= 0; i--) {
    const digit = i32[(source + 4 * i) >> 2];
    i32[(target + 4 * i) >> 2] = carry << (DIGIT_BITS - bits) | digit >>> bits;
    carry = digit & mask;
  }
  return carry;
}

/**
 * |a| / |b| for a divisor of two digits or more, not longer than the dividend: the quotient, a new int that may need
 * to be replaced by a static one. The remainder, new as well, is left in `vm.second`. NULL with MemoryError.
 */
function divideLong(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  if (nb >= HOST_DIVIDE_CUTOFF && na - nb >= HOST_DIVIDE_CUTOFF && nb <= HOST_PIECE) {
    return divideHosted(vm, a, na, b, nb);
  }
  const i32 = vm.i32;
  const v = intNew(vm, na + 1);
  if (v === NULL) return NULL;
  const w = intNew(vm, nb);
  if (w === NULL) {
    decref(vm, v);
    return NULL;
  }
  // Shifted so that the divisor's highest bit is set: then a guess from its two highest digits is almost right.
  const shift = Math.clz32(i32[(b + OB_DIGIT + 4 * (nb - 1)) >> 2]) - (32 - DIGIT_BITS);
  shiftDigitsLeft(vm, w + OB_DIGIT, b + OB_DIGIT, nb, shift);
  const carry = shiftDigitsLeft(vm, v + OB_DIGIT, a + OB_DIGIT, na, shift);
  let nv = na;
  if (carry !== 0 || i32[(v + OB_DIGIT + 4 * (na - 1)) >> 2] >= i32[(w + OB_DIGIT + 4 * (nb - 1)) >> 2]) {
    i32[(v + OB_DIGIT + 4 * na) >> 2] = carry;
    nv++;
  }
  const count = nv - nb;
  const quotient = intNew(vm, count);
  if (quotient === NULL) {
    decref(vm, w);
    decref(vm, v);
    return NULL;
  }
  const done = divideNormalized(vm, quotient + OB_DIGIT, count, v + OB_DIGIT, w + OB_DIGIT, nb);
  if (!done) {
    decref(vm, quotient);
    decref(vm, w);
    decref(vm, v);
    return NULL;
  }
  shiftDigitsRight(vm, w + OB_DIGIT, v + OB_DIGIT, nb, shift);
  decref(vm, v);
  intNormalize(vm, w, nb, false);
  intNormalize(vm, quotient, count, false);
  vm.second = w;
  return quotient;
}

/** divideLong by the host. */
function divideHosted(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  const count = na - nb + 1;
  const rest = intNew(vm, nb);
  if (rest === NULL) return NULL;
  const quotient = intNew(vm, count);
  const digits = quotient + OB_DIGIT;
  if (
    quotient === NULL || !divideByHost(vm, digits, rest + OB_DIGIT, a + OB_DIGIT, na, b + OB_DIGIT, nb)
  ) {
    xdecref(vm, quotient);
    decref(vm, rest);
    return NULL;
  }
  intNormalize(vm, rest, nb, false);
  intNormalize(vm, quotient, count, false);
  vm.second = rest;
  return quotient;
}

/**
 * Algorithm D: writes `count` quotient digits of v / w, where w has `nb` digits, the highest with its top bit set, and
 * v has count + nb. The remainder is left in v's `nb` lowest digits. False with an exception if a limit or an
 * interrupt ends the work.
 */
function divideNormalized(
  vm: Interpreter,
  quotient: Address,
  count: number,
  v: Address,
  w: Address,
  nb: number,
): boolean {
  const i32 = vm.i32;
  const top = i32[(w + 4 * (nb - 1)) >> 2], next = i32[(w + 4 * (nb - 2)) >> 2];
  const counted = count * nb > FREE_PRODUCTS;
  for (let k = count - 1; k >= 0; k--) {
    if (counted && !chargeSteps(vm, 1 + nb * STEPS_PER_PRODUCT | 0)) return false;
    const at = v + 4 * k;
    const high = i32[(at + 4 * nb) >> 2];
    let digit = guessDigit(high, i32[(at + 4 * (nb - 1)) >> 2], i32[(at + 4 * (nb - 2)) >> 2], top, next);
    const borrow = subtractProduct(vm, at, w, nb, digit);
    if (high < borrow) {
      addBack(vm, at, w, nb);
      digit--;
    }
    i32[(quotient + 4 * k) >> 2] = digit;
  }
  return true;
}

/** The quotient of three digits by two, at most one too large for the whole divisor. */
function guessDigit(high: number, middle: number, low: number, top: number, next: number): number {
  let digit = (high * DIGIT_BASE + middle) / top | 0;
  let rest = (high << DIGIT_BITS) + middle - Math.imul(digit, top) | 0;
  if (rest < 0) {
    digit--;
    rest += top;
  } else if (rest >= top) {
    digit++;
    rest -= top;
  }
  while (rest <= DIGIT_MASK) {
    // next * digit > rest * 2**30 + low ?
    const productLow = Math.imul(next, digit) & DIGIT_MASK;
    const productHigh = (next * digit - productLow) * INVERSE_BASE + 0.5 | 0;
    if (productHigh < rest || (productHigh === rest && productLow <= low)) break;
    digit--;
    rest += top;
  }
  return digit;
}

/** Takes `factor` times the `count` digits at `source` from those at `target`; returns what is still to be taken. */
function subtractProduct(
  vm: Interpreter,
  target: Address,
  source: Address,
  count: number,
  factor: number,
): number {
  const i32 = vm.i32;
  const end = (target >>> 2) + count;
  let at = target >>> 2, from = source >>> 2, borrow = 0;
  while (at < end) {
    const digit = i32[from++];
    const low = Math.imul(factor, digit) & DIGIT_MASK;
    const high = (factor * digit - low) * INVERSE_BASE + 0.5 | 0;
    const difference = i32[at] - low - borrow | 0;
    i32[at++] = difference & DIGIT_MASK;
    borrow = high - (difference >> DIGIT_BITS) | 0;
  }
  return borrow;
}

/** Adds the `count` digits at `source` to those at `target`, dropping the carry. */
function addBack(vm: Interpreter, target: Address, source: Address, count: number): void {
  const i32 = vm.i32;
  let carry = 0;
  for (let i = 0; i < count; i++) {
    carry += i32[(target + 4 * i) >> 2] + i32[(source + 4 * i) >> 2];
    i32[(target + 4 * i) >> 2] = carry & DIGIT_MASK;
    carry >>>= DIGIT_BITS;
  }
}

// Truncated division ---------------------------------------------------------------------------------------------

function isShorter(vm: Interpreter, a: Address, na: number, b: Address, nb: number): boolean {
  const i32 = vm.i32;
  return na < nb ||
    (na === nb && i32[(a + OB_DIGIT + 4 * (na - 1)) >> 2] < i32[(b + OB_DIGIT + 4 * (nb - 1)) >> 2]);
}

/** Gives a fresh magnitude a sign and, where there is one, puts the static int in its place. */
function finish(vm: Interpreter, o: Address, negative: boolean): Address {
  if (negative) intSetSize(vm, o, -vm.i32[(o + OB_SIZE) >> 2]);
  return intOrStatic(vm, o);
}

/**
 * a / b rounded towards zero; the remainder, with the sign of a, is left in `vm.second`: both new. NULL on failure.
 * b is not zero.
 */
function divideTruncating(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  const na = Math.abs(sizeA), nb = Math.abs(sizeB);
  if (isShorter(vm, a, na, b, nb)) {
    vm.second = intFromObject(vm, a);
    return vm.second === NULL ? NULL : intResult(vm, 0);
  }
  let quotient: Address, rest: Address;
  if (nb === 1) {
    quotient = intNew(vm, na);
    if (quotient === NULL) return NULL;
    const digit = divideByDigit(vm, quotient + OB_DIGIT, a + OB_DIGIT, na, i32[(b + OB_DIGIT) >> 2]);
    intNormalize(vm, quotient, na, false);
    rest = intResult(vm, sizeA < 0 ? -digit : digit);
    if (rest === NULL) {
      decref(vm, quotient);
      return NULL;
    }
  } else {
    quotient = divideLong(vm, a, na, b, nb);
    if (quotient === NULL) return NULL;
    rest = finish(vm, vm.second, sizeA < 0);
  }
  vm.second = rest;
  return finish(vm, quotient, (sizeA ^ sizeB) < 0);
}

/** The remainder of a / b rounded towards zero. b is not zero. */
function remainderTruncating(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2];
  const na = Math.abs(sizeA), nb = Math.abs(i32[(b + OB_SIZE) >> 2]);
  if (isShorter(vm, a, na, b, nb)) return intFromObject(vm, a);
  if (nb === 1) {
    const digit = divideByDigit(vm, NULL, a + OB_DIGIT, na, i32[(b + OB_DIGIT) >> 2]);
    return intResult(vm, sizeA < 0 ? -digit : digit);
  }
  const quotient = divideLong(vm, a, na, b, nb);
  if (quotient === NULL) return NULL;
  decref(vm, quotient);
  return finish(vm, vm.second, sizeA < 0);
}

// Floor division -------------------------------------------------------------------------------------------------

/** Whether a remainder must be moved to the divisor's side of zero: their signs differ. */
function isWrongSide(vm: Interpreter, rest: Address, b: Address): boolean {
  const i32 = vm.i32;
  const size = i32[(rest + OB_SIZE) >> 2];
  return size !== 0 && (size ^ i32[(b + OB_SIZE) >> 2]) < 0;
}

/**
 * The value of a positive int of one or two digits; exact up to 2**53 - 1. Numbers of that size are divided as doubles
 * where pymalloc serves the objects: the blocks that the long way takes and gives back leave no trace there.
 */
function twoDigits(vm: Interpreter, o: Address): number {
  const i32 = vm.i32;
  const low = i32[(o + OB_DIGIT) >> 2];
  return i32[(o + OB_SIZE) >> 2] === 1 ? low : i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + low;
}

/** floor(a / b) of one-digit values that are not zero as divisor. */
function floorDivideDigits(x: number, y: number): number {
  return Math.floor(x / y);
}

/** x - floor(x / y) * y of one-digit values. */
function remainderDigits(x: number, y: number): number {
  const rest = x % y;
  return rest !== 0 && (rest ^ y) < 0 ? rest + y : rest + 0;
}

/** The quotient a // b, and, in `vm.second`, the remainder a % b: both new. NULL on failure. b is not zero. */
function floorDivmod(vm: Interpreter, a: Address, b: Address): Address {
  let quotient = divideTruncating(vm, a, b);
  if (quotient === NULL) return NULL;
  let rest = vm.second;
  if (isWrongSide(vm, rest, b)) {
    const moved = intAdd(vm, rest, b);
    decref(vm, rest);
    rest = moved;
    const lower = rest === NULL ? NULL : subtractOne(vm, quotient);
    decref(vm, quotient);
    quotient = lower;
    if (quotient === NULL) {
      if (rest !== NULL) decref(vm, rest);
      return NULL;
    }
  }
  vm.second = rest;
  return quotient;
}

function subtractOne(vm: Interpreter, o: Address): Address {
  const one = intResult(vm, 1);
  const z = intSubtract(vm, o, one);
  decref(vm, one);
  return z;
}

function zeroDivision(vm: Interpreter, message: string): Address {
  return raise(vm, ZERO_DIVISION_ERROR, message);
}

/** a // b. */
export function intFloorDivide(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (sizeB === 0) return zeroDivision(vm, "integer division or modulo by zero");
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(
      vm,
      floorDivideDigits(sizeA * i32[(a + OB_DIGIT) >> 2], sizeB * i32[(b + OB_DIGIT) >> 2]),
    );
  }
  if (sizeA === 2 && sizeB === 1 && vm.objectAllocator === vm.pymalloc) {
    const x = twoDigits(vm, a), y = i32[(b + OB_DIGIT) >> 2];
    const quotient = (x - x % y) / y;
    // A small quotient's block is given back before the remainder's: the long way does that.
    if (x <= Number.MAX_SAFE_INTEGER && quotient > SMALL_INT_MAX) return intResult(vm, quotient);
  }
  const quotient = floorDivmod(vm, a, b);
  if (quotient !== NULL) decref(vm, vm.second);
  return quotient;
}

/** a % b. */
export function intRemainder(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (sizeB === 0) return zeroDivision(vm, "integer modulo by zero");
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(
      vm,
      remainderDigits(sizeA * i32[(a + OB_DIGIT) >> 2], sizeB * i32[(b + OB_DIGIT) >> 2]),
    );
  }
  if (sizeA > 0 && sizeA < 3 && sizeB > 0 && sizeB < 3 && vm.objectAllocator === vm.pymalloc) {
    const x = twoDigits(vm, a), y = twoDigits(vm, b);
    if (x <= Number.MAX_SAFE_INTEGER && y <= Number.MAX_SAFE_INTEGER) {
      return isShorter(vm, a, sizeA, b, sizeB) ? intFromObject(vm, a) : intResult(vm, x % y);
    }
  }
  const rest = remainderTruncating(vm, a, b);
  if (rest === NULL || !isWrongSide(vm, rest, b)) return rest;
  const moved = intAdd(vm, rest, b);
  decref(vm, rest);
  return moved;
}

/** a // b, a new reference; a % b, another one, is left in `vm.second`. NULL on failure. */
export function intDivmod(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (sizeB === 0) return zeroDivision(vm, "integer division or modulo by zero");
  if (!isOneDigit(sizeA) || !isOneDigit(sizeB)) return floorDivmod(vm, a, b);
  const x = sizeA * i32[(a + OB_DIGIT) >> 2], y = sizeB * i32[(b + OB_DIGIT) >> 2];
  const quotient = intResult(vm, floorDivideDigits(x, y));
  if (quotient === NULL) return NULL;
  vm.second = intResult(vm, remainderDigits(x, y));
  if (vm.second !== NULL) return quotient;
  decref(vm, quotient);
  return NULL;
}

// True division --------------------------------------------------------------------------------------------------

/** The bits of an operand that a double holds exactly: a digit and 23 bits. */
function isExactDouble(vm: Interpreter, o: Address, n: number): boolean {
  return n < 2 || (n === 2 && vm.i32[(o + OB_DIGIT + 4) >> 2] >>> (DOUBLE_BITS - DIGIT_BITS) === 0);
}

function smallMagnitude(vm: Interpreter, o: Address, n: number): number {
  const low = vm.i32[(o + OB_DIGIT) >> 2];
  return n < 2 ? n * low : vm.i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + low;
}

/** a / b, a new float: the exact quotient, rounded once. NULL with ZeroDivisionError, OverflowError or MemoryError. */
export function intTrueDivide(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  const na = Math.abs(sizeA), nb = Math.abs(sizeB);
  const negative = (sizeA ^ sizeB) < 0;
  if (nb === 0) return zeroDivision(vm, "division by zero");
  if (na === 0) return newFloat(vm, negative ? -0 : 0);
  if (isExactDouble(vm, a, na) && isExactDouble(vm, b, nb)) {
    const quotient = smallMagnitude(vm, a, na) / smallMagnitude(vm, b, nb);
    return newFloat(vm, negative ? -quotient : quotient);
  }
  const difference = DIGIT_BITS * (na - nb) + Math.clz32(i32[(b + OB_DIGIT - 4 + 4 * nb) >> 2]) -
    Math.clz32(i32[(a + OB_DIGIT - 4 + 4 * na) >> 2]);
  if (difference > DOUBLE_MAX_EXPONENT) return quotientTooLarge(vm);
  if (difference < DOUBLE_MIN_EXPONENT - DOUBLE_BITS - 1) return newFloat(vm, negative ? -0 : 0);
  const shift = Math.max(difference, DOUBLE_MIN_EXPONENT) - DOUBLE_BITS - 2;
  const quotient = divideShifted(vm, a, na, b, nb, shift);
  if (quotient === NULL) return NULL;
  const magnitude = roundQuotient(vm, quotient, vm.second !== 0, shift);
  decref(vm, quotient);
  if (magnitude === Infinity) return quotientTooLarge(vm);
  return newFloat(vm, negative ? -magnitude : magnitude);
}

function quotientTooLarge(vm: Interpreter): Address {
  return raise(vm, OVERFLOW_ERROR, "integer division result too large for a float");
}

/** |a| * 2**-shift // |b|, a new int not replaced by a static one; `vm.second` is 1 if anything was lost, else 0. */
function divideShifted(
  vm: Interpreter,
  a: Address,
  na: number,
  b: Address,
  nb: number,
  shift: number,
): Address {
  const i32 = vm.i32;
  const digits = Math.floor(Math.abs(shift) / DIGIT_BITS), bits = Math.abs(shift) % DIGIT_BITS;
  const nx = shift <= 0 ? na + digits + 1 : na - digits;
  let x = intNew(vm, nx);
  if (x === NULL) return NULL;
  let lost = 0;
  if (shift <= 0) {
    for (let i = 0; i < digits; i++) i32[(x + OB_DIGIT + 4 * i) >> 2] = 0;
    const top = shiftDigitsLeft(vm, x + OB_DIGIT + 4 * digits, a + OB_DIGIT, na, bits);
    i32[(x + OB_DIGIT + 4 * (nx - 1)) >> 2] = top;
  } else {
    lost = shiftDigitsRight(vm, x + OB_DIGIT, a + OB_DIGIT + 4 * digits, nx, bits);
    for (let i = 0; i < digits && lost === 0; i++) lost = i32[(a + OB_DIGIT + 4 * i) >> 2];
  }
  const size = intNormalize(vm, x, nx, false);
  if (nb === 1) {
    lost |= divideByDigit(vm, x + OB_DIGIT, x + OB_DIGIT, size, i32[(b + OB_DIGIT) >> 2]);
    intNormalize(vm, x, size, false);
  } else {
    const quotient = divideLong(vm, x, size, b, nb);
    decref(vm, x);
    if (quotient === NULL) return NULL;
    x = quotient;
    lost |= i32[(vm.second + OB_SIZE) >> 2];
    decref(vm, vm.second);
  }
  vm.second = lost === 0 ? 0 : 1;
  return x;
}

/** x * 2**shift as a double, rounded to the nearest, ties to even; `inexact`: x is a little more than it says. */
function roundQuotient(vm: Interpreter, x: Address, inexact: boolean, shift: number): number {
  const i32 = vm.i32;
  const n = i32[(x + OB_SIZE) >> 2];
  const bits = DIGIT_BITS * n + (32 - DIGIT_BITS) - Math.clz32(i32[(x + OB_DIGIT - 4 + 4 * n) >> 2]);
  const extra = Math.max(bits, DOUBLE_MIN_EXPONENT - shift) - DOUBLE_BITS;
  const mask = 1 << (extra - 1);
  let low = i32[(x + OB_DIGIT) >> 2] | (inexact ? 1 : 0);
  if ((low & mask) !== 0 && (low & (3 * mask - 1)) !== 0) low += mask;
  low &= ~(2 * mask - 1);
  const value = n === 1 ? low : i32[(x + OB_DIGIT + 4) >> 2] * DIGIT_BASE + low;
  // In two steps, so that neither factor underflows.
  const half = Math.trunc(shift / 2);
  return value * 2 ** half * 2 ** (shift - half);
}
