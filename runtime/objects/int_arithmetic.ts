/**
 * int: addition, subtraction, multiplication, sign. Each function takes two ints (or instances of subclasses),
 * borrowed, and returns a new reference or NULL with MemoryError; none runs code of the program.
 *
 * A digit is 30 bits, a product of two is 60, more than a double holds exactly. Its low half comes from a 32-bit
 * multiplication, its high half from the double product, whose error is far below one unit of it:
 *
 *     low  = imul(a, b) mod 2**30
 *     high = round((a * b - low) / 2**30)
 *
 * Requests: `+` one digit more than the larger operand has, `-` the larger one's, `*` both together; one digit
 * against one asks for 32 bytes. Beyond 70 digits (140 for a square) multiplication is Karatsuba's, on scratch ints;
 * from 160 on it is the host's, piece by piece, and asks for no scratch. A long product is counted as steps before it
 * is worked out, and fails with the exception of a limit or an interrupt if there is one.
 *
 * Source: CPython 3.11 Objects/longobject.c (long_add, long_sub, x_add, x_sub, long_mul, x_mul, k_mul,
 * k_lopsided_mul); Knuth, TAOCP volume 2, 4.3.1 and 4.3.3.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE } from "../memory/object_layout.ts";
import { decref, xdecref } from "../memory/refcount.ts";
import {
  copyDigits,
  DIGIT_BASE,
  DIGIT_BITS,
  DIGIT_MASK,
  intCopy,
  intFromObject,
  intNew,
  intNormalize,
  intOrStatic,
  intResult,
  intSetSize,
  OB_DIGIT,
} from "./int.ts";
import { HOST_MULTIPLY_CUTOFF, HOST_PIECE, multiplyByHost } from "./int_host.ts";
import { chargeSteps } from "./poll.ts";

/** Digits of the smaller operand up to which schoolbook multiplication is faster. */
const KARATSUBA_CUTOFF = 70;
const KARATSUBA_SQUARE_CUTOFF = 2 * KARATSUBA_CUTOFF;
const INVERSE_BASE = 2 ** -30;
/** Products of digits that are too few to be counted, and what each of others counts as. */
const FREE_PRODUCTS = 1 << 12;
const STEPS_PER_PRODUCT = 1 / 8;
/** Digits of a factor beyond which each row of a product is worth a poll. */
const LONG_ROW = 1 << 16;

// Addition -------------------------------------------------------------------------------------------------------

/** a + b. */
export function intAdd(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(vm, sizeA * i32[(a + OB_DIGIT) >> 2] + sizeB * i32[(b + OB_DIGIT) >> 2]);
  }
  return addSigned(vm, a, sizeA, b, sizeB);
}

/** a - b. */
export function intSubtract(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    return intResult(vm, sizeA * i32[(a + OB_DIGIT) >> 2] - sizeB * i32[(b + OB_DIGIT) >> 2]);
  }
  if (sizeB === 0) {
    // Zero has no sign to be turned round: what is subtracted counts as positive.
    return sizeA < 0 ? addMagnitudes(vm, a, -sizeA, b, 0, true) : subtractMagnitudes(vm, a, sizeA, b, 0);
  }
  return addSigned(vm, a, sizeA, b, -sizeB);
}

/** Whether an int with this ob_size lies between -(2**30 - 1) and 2**30 - 1. */
export function isOneDigit(size: number): boolean {
  return size >= -1 && size <= 1;
}

/** The sum of the magnitudes of a and b with the signs of the two sizes. */
function addSigned(vm: Interpreter, a: Address, sizeA: number, b: Address, sizeB: number): Address {
  const na = sizeA < 0 ? -sizeA : sizeA, nb = sizeB < 0 ? -sizeB : sizeB;
  if ((sizeA ^ sizeB) < 0) {
    return sizeA < 0 ? subtractMagnitudes(vm, b, nb, a, na) : subtractMagnitudes(vm, a, na, b, nb);
  }
  return na >= nb
    ? addMagnitudes(vm, a, na, b, nb, (sizeA | sizeB) < 0)
    : addMagnitudes(vm, b, nb, a, na, (sizeA | sizeB) < 0);
}

/** |a| + |b|, perhaps negated; `na` is not less than `nb`. */
function addMagnitudes(
  vm: Interpreter,
  a: Address,
  na: number,
  b: Address,
  nb: number,
  negative: boolean,
): Address {
  const z = intNew(vm, na + 1);
  if (z === NULL) return NULL;
  const i32 = vm.i32;
  let carry = 0;
  let at = (z + OB_DIGIT) >>> 2, atA = (a + OB_DIGIT) >>> 2, atB = (b + OB_DIGIT) >>> 2;
  const endB = at + nb, endA = at + na;
  while (at < endB) {
    const sum = i32[atA++] + i32[atB++] + carry | 0;
    i32[at++] = sum & DIGIT_MASK;
    carry = sum >>> DIGIT_BITS;
  }
  while (at < endA) {
    const sum = i32[atA++] + carry | 0;
    i32[at++] = sum & DIGIT_MASK;
    carry = sum >>> DIGIT_BITS;
  }
  i32[at] = carry;
  const size = carry === 0 ? na : na + 1;
  intSetSize(vm, z, negative ? -size : size);
  return z;
}

/** |a| - |b|. */
function subtractMagnitudes(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  const i32 = vm.i32;
  let negative = false;
  if (na === nb) {
    // Equal high digits fall out of the result.
    let i = na - 1;
    while (i >= 0 && i32[(a + OB_DIGIT + 4 * i) >> 2] === i32[(b + OB_DIGIT + 4 * i) >> 2]) i--;
    if (i < 0) return intResult(vm, 0);
    negative = i32[(a + OB_DIGIT + 4 * i) >> 2] < i32[(b + OB_DIGIT + 4 * i) >> 2];
    na = nb = i + 1;
  } else {
    negative = na < nb;
  }
  return negative ? takeAway(vm, b, nb, a, na, true) : takeAway(vm, a, na, b, nb, false);
}

/** |a| - |b|, perhaps negated; |a| is greater. */
function takeAway(
  vm: Interpreter,
  a: Address,
  na: number,
  b: Address,
  nb: number,
  negative: boolean,
): Address {
  const z = intNew(vm, na);
  if (z === NULL) return NULL;
  const i32 = vm.i32;
  let borrow = 0;
  let at = (z + OB_DIGIT) >>> 2, atA = (a + OB_DIGIT) >>> 2, atB = (b + OB_DIGIT) >>> 2;
  const endB = at + nb, endA = at + na;
  while (at < endB) {
    const difference = i32[atA++] - i32[atB++] + borrow | 0;
    i32[at++] = difference & DIGIT_MASK;
    borrow = difference >> DIGIT_BITS;
  }
  while (at < endA) {
    const difference = i32[atA++] + borrow | 0;
    i32[at++] = difference & DIGIT_MASK;
    borrow = difference >> DIGIT_BITS;
  }
  intNormalize(vm, z, na, negative);
  return intOrStatic(vm, z);
}

// Sign -----------------------------------------------------------------------------------------------------------

/** -a. */
export function intNegate(vm: Interpreter, a: Address): Address {
  const i32 = vm.i32;
  const size = i32[(a + OB_SIZE) >> 2];
  if (isOneDigit(size)) return intResult(vm, 0 - size * i32[(a + OB_DIGIT) >> 2]);
  const z = intCopy(vm, a);
  if (z !== NULL) intSetSize(vm, z, -size);
  return z;
}

/** |a|: itself if it is exact and not negative. */
export function intAbsolute(vm: Interpreter, a: Address): Address {
  return vm.i32[(a + OB_SIZE) >> 2] < 0 ? intNegate(vm, a) : intFromObject(vm, a);
}

// Multiplication -------------------------------------------------------------------------------------------------

/** a * b. */
export function intMultiply(vm: Interpreter, a: Address, b: Address): Address {
  const i32 = vm.i32;
  const sizeA = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (isOneDigit(sizeA) && isOneDigit(sizeB)) {
    const x = sizeA * i32[(a + OB_DIGIT) >> 2], y = sizeB * i32[(b + OB_DIGIT) >> 2];
    const product = x * y;
    if (product <= Number.MAX_SAFE_INTEGER && product >= -Number.MAX_SAFE_INTEGER) {
      return intResult(vm, product);
    }
    return multiplyDigits(vm, x, y);
  }
  const z = multiplyMagnitudes(vm, a, Math.abs(sizeA), b, Math.abs(sizeB));
  if (z !== NULL && (sizeA ^ sizeB) < 0) {
    // Zero is static and not to be touched.
    const size = i32[(z + OB_SIZE) >> 2];
    if (size !== 0) intSetSize(vm, z, -size);
  }
  return z;
}

/** x * y for two one-digit values whose product a double does not hold. */
export function multiplyDigits(vm: Interpreter, x: number, y: number): Address {
  const z = intNew(vm, 2);
  if (z === NULL) return NULL;
  const f = x < 0 ? -x : x, g = y < 0 ? -y : y;
  const low = Math.imul(f, g) & DIGIT_MASK;
  vm.i32[(z + OB_DIGIT) >> 2] = low;
  vm.i32[(z + OB_DIGIT + 4) >> 2] = (f * g - low) * INVERSE_BASE + 0.5;
  if ((x ^ y) < 0) intSetSize(vm, z, -2);
  return z;
}

/** |a| * |b|. */
function multiplyMagnitudes(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  if (na > nb) return multiplyMagnitudes(vm, b, nb, a, na);
  if (na <= (a === b ? KARATSUBA_SQUARE_CUTOFF : KARATSUBA_CUTOFF)) {
    return na === 0 ? intResult(vm, 0) : multiplySchoolbook(vm, a, na, b, nb);
  }
  if (na >= HOST_MULTIPLY_CUTOFF && nb <= HOST_PIECE) return multiplyHosted(vm, a, na, b, nb);
  if (2 * na <= nb) return multiplyLopsided(vm, a, na, b, nb);
  return multiplyKaratsuba(vm, a, na, b, nb);
}

function multiplySchoolbook(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  const z = intNew(vm, na + nb);
  if (z === NULL) return NULL;
  if (na === 1 && nb === 2 && multiplyTwo(vm, z, vm.i32[(a + OB_DIGIT) >> 2], b)) return z;
  if (na * nb <= FREE_PRODUCTS || chargeSteps(vm, na * nb * STEPS_PER_PRODUCT | 0)) {
    if (a === b) squareInto(vm, z, a, na);
    if (a === b || multiplyInto(vm, z, a, na, b, nb)) {
      intNormalize(vm, z, na + nb, false);
      return z;
    }
  }
  decref(vm, z);
  return NULL;
}

function multiplyHosted(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  const z = intNew(vm, na + nb);
  if (z === NULL) return NULL;
  if (!multiplyByHost(vm, z + OB_DIGIT, a + OB_DIGIT, na, b + OB_DIGIT, nb)) {
    decref(vm, z);
    return NULL;
  }
  intNormalize(vm, z, na + nb, false);
  return z;
}

/** Fills z, which has room for three digits, with x * |b| if a double holds the product; `b` has two digits. */
function multiplyTwo(vm: Interpreter, z: Address, x: number, b: Address): boolean {
  const i32 = vm.i32;
  const product = x * (i32[(b + OB_DIGIT + 4) >> 2] * DIGIT_BASE + i32[(b + OB_DIGIT) >> 2]);
  if (product > Number.MAX_SAFE_INTEGER) return false;
  const high = Math.floor(product * INVERSE_BASE);
  i32[(z + OB_DIGIT) >> 2] = product - high * DIGIT_BASE;
  i32[(z + OB_DIGIT + 4) >> 2] = high;
  i32[(z + OB_DIGIT + 8) >> 2] = 0;
  i32[(z + OB_SIZE) >> 2] = 2;
  return true;
}

/** Fills z with |a| * |b|; between the rows of a long product it can be interrupted: false with an exception. */
function multiplyInto(
  vm: Interpreter,
  z: Address,
  a: Address,
  na: number,
  b: Address,
  nb: number,
): boolean {
  const i32 = vm.i32;
  clearDigits(vm, z + OB_DIGIT, na + nb);
  for (let i = 0; i < na; i++) {
    const target = z + OB_DIGIT + 4 * i;
    const factor = i32[(a + OB_DIGIT + 4 * i) >> 2];
    i32[(target + 4 * nb) >> 2] = addProduct(vm, target, b + OB_DIGIT, nb, factor);
    if (nb > LONG_ROW && !chargeSteps(vm, 1)) return false;
  }
  return true;
}

/** Fills z with |a| squared: the products of different digits once, doubled, and the squares. */
function squareInto(vm: Interpreter, z: Address, a: Address, n: number): void {
  const i32 = vm.i32;
  clearDigits(vm, z + OB_DIGIT, 2 * n);
  for (let i = 0; i < n - 1; i++) {
    const target = z + OB_DIGIT + 4 * (2 * i + 1), rest = n - 1 - i;
    const factor = i32[(a + OB_DIGIT + 4 * i) >> 2];
    i32[(target + 4 * rest) >> 2] = addProduct(vm, target, a + OB_DIGIT + 4 * (i + 1), rest, factor);
  }
  let carry = 0;
  let at = (z + OB_DIGIT) >> 2;
  for (let i = 0; i < n; i++) {
    const digit = i32[(a + OB_DIGIT + 4 * i) >> 2];
    const low = Math.imul(digit, digit) & DIGIT_MASK;
    const high = (digit * digit - low) * INVERSE_BASE + 0.5 | 0;
    const first = 2 * i32[at] + low + carry;
    i32[at++] = first & DIGIT_MASK;
    const second = 2 * i32[at] + high + (first >>> DIGIT_BITS);
    i32[at++] = second & DIGIT_MASK;
    carry = second >>> DIGIT_BITS;
  }
}

/**
 * Adds `factor` times the `count` digits at `source` to those at `target`; returns what is carried into the digit
 * behind, which is not touched. The innermost loop of multiplication.
 */
function addProduct(
  vm: Interpreter,
  target: Address,
  source: Address,
  count: number,
  factor: number,
): number {
  const i32 = vm.i32;
  const end = (target >>> 2) + count;
  let at = target >>> 2, from = source >>> 2, carry = 0;
  while (at < end) {
    const digit = i32[from++];
    const low = Math.imul(factor, digit) & DIGIT_MASK;
    const high = (factor * digit - low) * INVERSE_BASE + 0.5 | 0;
    // Three addends below 2**30: an unsigned sum of 32 bits.
    const sum = i32[at] + low + carry | 0;
    i32[at++] = sum & DIGIT_MASK;
    carry = high + (sum >>> DIGIT_BITS) | 0;
  }
  return carry;
}

function clearDigits(vm: Interpreter, address: Address, count: number): void {
  const i32 = vm.i32;
  const end = (address >> 2) + count;
  for (let at = address >> 2; at < end; at++) i32[at] = 0;
}

/** Adds the digits at `source` to those at `target` and carries on within `room`; `source` is not longer. */
function addInto(vm: Interpreter, target: Address, room: number, source: Address, count: number): void {
  const i32 = vm.i32;
  const distance = (source - target) >> 2;
  let at = target >> 2, carry = 0;
  const end = at + count, limit = at + room;
  for (; at < end; at++) {
    carry += i32[at] + i32[at + distance];
    i32[at] = carry & DIGIT_MASK;
    carry >>>= DIGIT_BITS;
  }
  for (; carry !== 0 && at < limit; at++) {
    carry += i32[at];
    i32[at] = carry & DIGIT_MASK;
    carry >>>= DIGIT_BITS;
  }
}

/** Takes the digits at `source` away from those at `target` and borrows on within `room`. */
function subtractFrom(vm: Interpreter, target: Address, room: number, source: Address, count: number): void {
  const i32 = vm.i32;
  const distance = (source - target) >> 2;
  let at = target >> 2, borrow = 0;
  const end = at + count, limit = at + room;
  for (; at < end; at++) {
    borrow += i32[at] - i32[at + distance];
    i32[at] = borrow & DIGIT_MASK;
    borrow >>= DIGIT_BITS;
  }
  for (; borrow !== 0 && at < limit; at++) {
    borrow += i32[at];
    i32[at] = borrow & DIGIT_MASK;
    borrow >>= DIGIT_BITS;
  }
}

// Karatsuba ------------------------------------------------------------------------------------------------------

/** A new int of `count` digits of |o| from digit `start` on. */
function intSlice(vm: Interpreter, o: Address, start: number, count: number): Address {
  const part = intNew(vm, count);
  if (part === NULL) return NULL;
  copyDigits(vm, part + OB_DIGIT, o + OB_DIGIT + 4 * start, count);
  intNormalize(vm, part, count, false);
  return part;
}

function sizeOf(vm: Interpreter, o: Address): number {
  return vm.i32[(o + OB_SIZE) >> 2];
}

/**
 * |a| * |b| by three products of half the length:
 * (ah * X + al) * (bh * X + bl) = ah*bh * X*X + ((ah+al) * (bh+bl) - ah*bh - al*bl) * X + al*bl.
 */
function multiplyKaratsuba(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  const shift = nb >> 1;
  let ah = NULL, al = NULL, bh = NULL, bl = NULL, z = NULL;
  if (
    (ah = intSlice(vm, a, shift, na - shift)) !== NULL && (al = intSlice(vm, a, 0, shift)) !== NULL &&
    (a === b ||
      ((bh = intSlice(vm, b, shift, nb - shift)) !== NULL && (bl = intSlice(vm, b, 0, shift)) !== NULL)) &&
    (z = intNew(vm, na + nb)) !== NULL
  ) {
    const square = a === b;
    if (!karatsubaOuter(vm, z, na + nb, shift, ah, al, square ? ah : bh, square ? al : bl)) {
      decref(vm, z);
      z = NULL;
    } else {
      const sumA = addHalves(vm, ah, al);
      const sumB = square ? sumA : addHalves(vm, bh, bl);
      return karatsubaMiddle(vm, z, na + nb, shift, sumA, sumB);
    }
  }
  xdecref(vm, ah);
  xdecref(vm, al);
  xdecref(vm, bh);
  xdecref(vm, bl);
  return z;
}

/** high + low, releasing both. */
function addHalves(vm: Interpreter, high: Address, low: Address): Address {
  const nh = sizeOf(vm, high), nl = sizeOf(vm, low);
  const sum = nh >= nl
    ? addMagnitudes(vm, high, nh, low, nl, false)
    : addMagnitudes(vm, low, nl, high, nh, false);
  decref(vm, high);
  decref(vm, low);
  return sum;
}

/** Puts the products of the high and of the low halves into z and takes both away from its middle. */
function karatsubaOuter(
  vm: Interpreter,
  z: Address,
  room: number,
  shift: number,
  ah: Address,
  al: Address,
  bh: Address,
  bl: Address,
): boolean {
  const digits = z + OB_DIGIT, middle = digits + 4 * shift;
  const high = multiplyMagnitudes(vm, ah, sizeOf(vm, ah), bh, sizeOf(vm, bh));
  if (high === NULL) return false;
  const sizeHigh = sizeOf(vm, high);
  copyDigits(vm, digits + 8 * shift, high + OB_DIGIT, sizeHigh);
  clearDigits(vm, digits + 4 * (2 * shift + sizeHigh), room - 2 * shift - sizeHigh);
  const low = multiplyMagnitudes(vm, al, sizeOf(vm, al), bl, sizeOf(vm, bl));
  if (low === NULL) {
    decref(vm, high);
    return false;
  }
  const sizeLow = sizeOf(vm, low);
  copyDigits(vm, digits, low + OB_DIGIT, sizeLow);
  clearDigits(vm, digits + 4 * sizeLow, 2 * shift - sizeLow);
  subtractFrom(vm, middle, room - shift, low + OB_DIGIT, sizeLow);
  decref(vm, low);
  subtractFrom(vm, middle, room - shift, high + OB_DIGIT, sizeHigh);
  decref(vm, high);
  return true;
}

/** Adds the product of the sums to z and gives z back; steals all three. A sum may be NULL; a square's are the same. */
function karatsubaMiddle(
  vm: Interpreter,
  z: Address,
  room: number,
  shift: number,
  sumA: Address,
  sumB: Address,
): Address {
  let product = NULL;
  if (sumA !== NULL && sumB !== NULL) {
    product = multiplyMagnitudes(vm, sumA, sizeOf(vm, sumA), sumB, sizeOf(vm, sumB));
  }
  xdecref(vm, sumA);
  if (sumB !== sumA) xdecref(vm, sumB);
  if (product === NULL) {
    decref(vm, z);
    return NULL;
  }
  addInto(vm, z + OB_DIGIT + 4 * shift, room - shift, product + OB_DIGIT, sizeOf(vm, product));
  decref(vm, product);
  intNormalize(vm, z, room, false);
  return z;
}

/** |a| * |b| where b has at least twice the digits of a: in slices of b as long as a, or as the host takes at once. */
function multiplyLopsided(vm: Interpreter, a: Address, na: number, b: Address, nb: number): Address {
  const z = intNew(vm, na + nb);
  if (z === NULL) return NULL;
  clearDigits(vm, z + OB_DIGIT, na + nb);
  const width = na < HOST_MULTIPLY_CUTOFF ? na : Math.max(na, HOST_PIECE);
  const slice = intNew(vm, width);
  if (slice === NULL) {
    decref(vm, z);
    return NULL;
  }
  for (let done = 0; done < nb;) {
    const count = Math.min(nb - done, width);
    copyDigits(vm, slice + OB_DIGIT, b + OB_DIGIT + 4 * done, count);
    intSetSize(vm, slice, count);
    const product = multiplyMagnitudes(vm, a, na, slice, count);
    if (product === NULL) {
      decref(vm, slice);
      decref(vm, z);
      return NULL;
    }
    addInto(vm, z + OB_DIGIT + 4 * done, na + nb - done, product + OB_DIGIT, sizeOf(vm, product));
    decref(vm, product);
    done += count;
  }
  decref(vm, slice);
  intNormalize(vm, z, na + nb, false);
  return z;
}
