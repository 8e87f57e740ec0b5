/**
 * int: shifts, and, or, exclusive or, inversion. Each function takes ints (or instances of subclasses), borrowed, and
 * returns a new reference, or NULL with MemoryError, ValueError (a negative count) or OverflowError (an absurd one);
 * none runs code of the program.
 *
 * Negative operands count as infinite two's complement: their digits are complemented into a scratch int first, and a
 * negative result is complemented back. One-digit operands need no digits at all.
 *
 * Source: CPython 3.11 Objects/longobject.c (long_lshift1, long_rshift1, divmod_shift, long_bitwise, v_complement).
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import { VALUE_ERROR } from "../memory/statics.ts";
import { raise } from "./errors.ts";
import {
  copyDigits,
  DIGIT_BITS,
  DIGIT_MASK,
  intFromObject,
  intNew,
  intNormalize,
  intOrStatic,
  intResult,
  intSetSize,
  intToDouble,
  OB_DIGIT,
} from "./int.ts";
import { intAdd, isOneDigit } from "./int_arithmetic.ts";
import { shiftDigitsLeft } from "./int_division.ts";

// Shifts ---------------------------------------------------------------------------------------------------------

/**
 * A shift count, not negative, as a number: exact as far as it can matter, for no int has 2**53 bits. -1 with
 * ValueError if it is negative.
 */
function shiftCount(vm: Interpreter, b: Address): number {
  if (vm.i32[(b + OB_SIZE) >> 2] >= 0) return intToDouble(vm, b);
  raise(vm, VALUE_ERROR, "negative shift count");
  return -1;
}

/** a << b. */
export function intLshift(vm: Interpreter, a: Address, b: Address): Address {
  const count = shiftCount(vm, b);
  return count < 0 ? NULL : intShiftLeft(vm, a, count);
}

/** a << count; `count` is whole, not negative, perhaps infinite. */
export function intShiftLeft(vm: Interpreter, a: Address, count: number): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2];
  if (sizeA === 0) return intResult(vm, 0);
  if (count < DIGIT_BITS && isOneDigit(sizeA)) {
    const digit = i32[(a + OB_DIGIT) >> 2];
    if (count < 53 - DIGIT_BITS) return intResult(vm, sizeA * digit * (1 << count));
  }
  const whole = Math.floor(count / DIGIT_BITS), bits = count - DIGIT_BITS * whole;
  const n = Math.abs(sizeA);
  // An exact shift of one digit within a digit is counted as C arithmetic: it asks for no spare digit.
  const oneDigit = whole === 0 && n === 1;
  const size = oneDigit
    ? 1 + (i32[(a + OB_DIGIT) >> 2] >>> (DIGIT_BITS - bits) === 0 ? 0 : 1)
    : n + whole + (bits > 0 ? 1 : 0);
  if (oneDigit && size === 1) return intResult(vm, sizeA * (i32[(a + OB_DIGIT) >> 2] << bits));
  const z = intNew(vm, size);
  if (z === NULL) return NULL;
  for (let at = (z + OB_DIGIT) >> 2, end = at + whole; at < end; at++) i32[at] = 0;
  const target = z + OB_DIGIT + 4 * whole;
  if (bits > 0) {
    i32[(target + 4 * n) >> 2] = shiftDigitsLeft(vm, target, a + OB_DIGIT, n, bits);
  } else {
    copyDigits(vm, target, a + OB_DIGIT, n);
  }
  intNormalize(vm, z, size, sizeA < 0);
  return z;
}

/** a >> b. */
export function intRshift(vm: Interpreter, a: Address, b: Address): Address {
  const count = shiftCount(vm, b);
  return count < 0 ? NULL : intShiftRight(vm, a, count);
}

/** a >> count; `count` is whole, not negative, perhaps infinite. */
function intShiftRight(vm: Interpreter, a: Address, count: number): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2];
  if (isOneDigit(sizeA)) {
    return intResult(vm, (sizeA * i32[(a + OB_DIGIT) >> 2]) >> (count < DIGIT_BITS ? count : DIGIT_BITS));
  }
  const negative = sizeA < 0;
  let whole = Math.floor(count / DIGIT_BITS), bits = count - DIGIT_BITS * whole;
  const n = Math.abs(sizeA);
  if (negative && bits === 0) {
    // From 1 to 30 bits, so that what is shifted out by whole digits alone does not need a special case.
    if (count === 0) return intFromObject(vm, a);
    bits = DIGIT_BITS;
    whole--;
  }
  const size = n - whole;
  if (!(size > 0)) return intResult(vm, negative ? -1 : 0);
  const z = intNew(vm, size);
  if (z === NULL) return NULL;
  shiftDown(vm, z, a, n, whole, bits, negative);
  intNormalize(vm, z, size, negative);
  return intOrStatic(vm, z);
}

/** Fills z with |a| >> (30 * whole + bits), rounded up if a is negative; bits up to 30. */
function shiftDown(
  vm: Interpreter,
  z: Address,
  a: Address,
  n: number,
  whole: number,
  bits: number,
  negative: boolean,
): void {
  const i32 = vm.i32;
  const digits = a + OB_DIGIT;
  let round = 0;
  if (negative) {
    let lost = bits === 0 ? 0 : i32[(digits + 4 * whole) >> 2] & (2 ** bits - 1);
    for (let i = 0; i < whole && lost === 0; i++) lost = i32[(digits + 4 * i) >> 2];
    round = lost === 0 ? 0 : 1;
  }
  let carry = round;
  for (let i = whole; i < n; i++) {
    const high = i + 1 < n ? i32[(digits + 4 * (i + 1)) >> 2] : 0;
    const low = bits === DIGIT_BITS ? 0 : i32[(digits + 4 * i) >> 2] >>> bits;
    // For 0 bits the shift by 30 leaves nothing of `high` within a digit.
    carry += low + (bits === 0 ? 0 : (high << (DIGIT_BITS - bits)) & DIGIT_MASK);
    i32[(z + OB_DIGIT + 4 * (i - whole)) >> 2] = carry & DIGIT_MASK;
    carry >>>= DIGIT_BITS;
  }
}

// Bits -----------------------------------------------------------------------------------------------------------

/** ~a. */
export function intInvert(vm: Interpreter, a: Address): Address {
  const i32 = vm.i32;
  const size = i32[(a + OB_SIZE) >> 2];
  if (isOneDigit(size)) return intResult(vm, ~(size * i32[(a + OB_DIGIT) >> 2]));
  const one = intResult(vm, 1);
  const z = intAdd(vm, a, one);
  decref(vm, one);
  if (z === NULL) return NULL;
  intSetSize(vm, z, -i32[(z + OB_SIZE) >> 2]);
  return intOrStatic(vm, z);
}

/** The operators of `combine`. */
const AND = 0;
const OR = 1;
const XOR = 2;

/** a & b. */
export function intAnd(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(vm, (sizeA * i32[(a + OB_DIGIT) >> 2]) & (sizeB * i32[(b + OB_DIGIT) >> 2]));
  }
  return combine(vm, a, sizeA, b, sizeB, AND);
}

/** a | b. */
export function intOr(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(vm, (sizeA * i32[(a + OB_DIGIT) >> 2]) | (sizeB * i32[(b + OB_DIGIT) >> 2]));
  }
  return combine(vm, a, sizeA, b, sizeB, OR);
}

/** a ^ b. */
export function intXor(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(vm, (sizeA * i32[(a + OB_DIGIT) >> 2]) ^ (sizeB * i32[(b + OB_DIGIT) >> 2]));
  }
  return combine(vm, a, sizeA, b, sizeB, XOR);
}

/** An int whose `n` digits are the two's complement of |o|; new. */
function complementOf(vm: Interpreter, o: Address, n: number): Address {
  const z = intNew(vm, n);
  if (z !== NULL) complement(vm, z + OB_DIGIT, o + OB_DIGIT, n);
  return z;
}

/** Writes the two's complement of `n` digits; `target` may be `source`. */
function complement(vm: Interpreter, target: Address, source: Address, n: number): void {
  const i32 = vm.i32;
  let carry = 1;
  for (let i = 0; i < n; i++) {
    carry += i32[(source + 4 * i) >> 2] ^ DIGIT_MASK;
    i32[(target + 4 * i) >> 2] = carry & DIGIT_MASK;
    carry >>>= DIGIT_BITS;
  }
}

/** a op b, by complements of what is negative. */
function combine(
  vm: Interpreter,
  a: Address,
  sizeA: number,
  b: Address,
  sizeB: number,
  op: number,
): Address {
  const na = Math.abs(sizeA), nb = Math.abs(sizeB);
  let x = a, y = b;
  if (sizeA < 0) {
    x = complementOf(vm, a, na);
    if (x === NULL) return NULL;
  }
  if (sizeB < 0) {
    y = complementOf(vm, b, nb);
    if (y === NULL) {
      if (x !== a) decref(vm, x);
      return NULL;
    }
  }
  const z = na >= nb
    ? combineDigits(vm, x, na, sizeA < 0, y, nb, sizeB < 0, op)
    : combineDigits(vm, y, nb, sizeB < 0, x, na, sizeA < 0, op);
  if (na < nb && y !== b) decref(vm, y);
  if (x !== a) decref(vm, x);
  if (na >= nb && y !== b) decref(vm, y);
  return z === NULL ? NULL : intOrStatic(vm, z);
}

/** The same for digits in two's complement with their signs; a has at least as many. Not replaced by a static int. */
function combineDigits(
  vm: Interpreter,
  a: Address,
  na: number,
  negativeA: boolean,
  b: Address,
  nb: number,
  negativeB: boolean,
  op: number,
): Address {
  const i32 = vm.i32;
  let negative: boolean, size: number;
  if (op === XOR) {
    negative = negativeA !== negativeB;
    size = na;
  } else if (op === AND) {
    negative = negativeA && negativeB;
    size = negativeB ? na : nb;
  } else {
    negative = negativeA || negativeB;
    size = negativeB ? nb : na;
  }
  // A negative result may need a digit more for its magnitude.
  const room = negative ? size + 1 : size;
  const z = intNew(vm, room);
  if (z === NULL) return NULL;
  const toA = (a - z) >> 2, toB = (b - z) >> 2;
  let at = (z + OB_DIGIT) >> 2;
  const end = at + size;
  const endB = at + nb;
  if (op === AND) { for (; at < endB; at++) i32[at] = i32[at + toA] & i32[at + toB]; }
  else if (op === OR) { for (; at < endB; at++) i32[at] = i32[at + toA] | i32[at + toB]; }
  else for (; at < endB; at++) i32[at] = i32[at + toA] ^ i32[at + toB];
  const flip = op === XOR && negativeB ? DIGIT_MASK : 0;
  for (; at < end; at++) i32[at] = i32[at + toA] ^ flip;
  if (negative) {
    i32[end] = DIGIT_MASK;
    complement(vm, z + OB_DIGIT, z + OB_DIGIT, room);
  }
  intNormalize(vm, z, room, negative);
  return z;
}
