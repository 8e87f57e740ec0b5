/**
 * int: the layout, making one from a number, and reading one. Arithmetic is in int_arithmetic.ts, int_division.ts,
 * int_bitwise.ts and int_power.ts, texts in int_text.ts, the type object in int_methods.ts.
 *
 *     address + 16   ob_size    number of digits; negative for a negative value; 0 for zero
 *     address + 24   ob_digit   30-bit digits in 4 bytes each, lowest first
 *
 * Laws
 * - Normal form: the highest digit is not 0. A block may be longer than its digits say; it always has one digit's room.
 * - The ints -5 to 256 are static, 32 bytes apart, and every operation that yields such a value yields a new
 *   reference to the static one. Two ways of making others differ in the request only: results of one-digit arithmetic
 *   and C longs (`intResult`) ask for the whole struct of 32 bytes, conversions (`intFromNumber`) for 28.
 * - Nothing here runs code of the program; making an int fails with MemoryError (or OverflowError for an absurd size).
 *
 * Fast paths index the views. Source: CPython 3.11 Objects/longobject.c (_PyLong_New, _PyLong_FromSTwoDigits,
 * PyLong_FromLong, PyLong_FromSsize_t, PyLong_FromDouble, PyLong_AsSsize_t, PyLong_AsDouble, long_hash, long_compare),
 * Include/cpython/longintrepr.h.
 */
import {
  type Address,
  bytes,
  i64,
  NULL,
  objectMalloc,
  pointer,
  struct,
  takeFreeBlock,
  usedPoolWord,
} from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { OB_SIZE, OB_TYPE, TP_FLAGS, TPFLAGS_LONG_SUBCLASS } from "../memory/object_layout.ts";
import { noMemory } from "../memory/pending.ts";
import { decref } from "../memory/refcount.ts";
import {
  BOOL_TYPE,
  FALSE,
  IMMORTAL_REFCOUNT,
  INT_TYPE,
  OVERFLOW_ERROR,
  SMALL_INT_MAX,
  SMALL_INT_MIN,
  SMALL_INT_ZERO,
  TRUE,
  VALUE_ERROR,
} from "../memory/statics.ts";
import { raise, raiseFlag } from "./errors.ts";

export const INT = struct("PyLongObject", 32, {
  ob_refcnt: i64(0, "reference count"),
  ob_type: pointer(8, "int or a subclass"),
  ob_size: i64(16, "number of digits, negative for a negative value"),
  ob_digit: bytes(
    24,
    4,
    "digits of 30 bits in 4 bytes each, lowest first; ob_size of them, room for one at least",
  ),
});
/** Offset of the lowest digit. */
export const OB_DIGIT = 24;

export const DIGIT_BITS = 30;
export const DIGIT_BASE = 0x40000000;
export const DIGIT_MASK = 0x3fffffff;
/** What one-digit arithmetic requests: the struct with its one digit, padded. */
const ONE_DIGIT_REQUEST = 32;
/** Where pymalloc keeps the pools for it. */
const ONE_DIGIT_POOL = usedPoolWord((ONE_DIGIT_REQUEST - 1) >> 4);

/** Digits beyond this many are "too many digits in integer": PY_SSIZE_T_MAX / 4. */
const MAX_DIGITS = 2 ** 61 - 8;
const INVERSE_BASE = 2 ** -30;
const BASE_SQUARED = 2 ** 60;
/** Digits of the largest finite double: 1024 bits. */
const DOUBLE_DIGITS = 35;

/** Fills in the static ints and bools. */
export function initIntStatics(vm: Interpreter): void {
  for (let n = SMALL_INT_MIN; n <= SMALL_INT_MAX; n++) {
    writeStatic(vm, SMALL_INT_ZERO + 32 * n, INT_TYPE, IMMORTAL_REFCOUNT, n);
  }
  writeStatic(vm, FALSE, BOOL_TYPE, 1, 0);
  writeStatic(vm, TRUE, BOOL_TYPE, 1, 1);
}

function writeStatic(vm: Interpreter, address: Address, type: Address, count: number, value: number): void {
  vm.f64.fill(0, address >> 3, (address + 32) >> 3);
  vm.i32[address >> 2] = count;
  vm.i32[(address + OB_TYPE) >> 2] = type;
  intSetSize(vm, address, Math.sign(value));
  vm.i32[(address + OB_DIGIT) >> 2] = Math.abs(value);
}

// Making ---------------------------------------------------------------------------------------------------------

/**
 * A new int of `digits` digits, not negative, to be filled by the caller: requests 24 + 4 bytes per digit, one at
 * least. NULL with MemoryError.
 */
export function intNew(vm: Interpreter, digits: number): Address {
  if (digits > MAX_DIGITS) return raise(vm, OVERFLOW_ERROR, "too many digits in integer");
  const o = objectMalloc(vm, OB_DIGIT + 4 * (digits === 0 ? 1 : digits));
  if (o === NULL) return noMemory(vm);
  const i32 = vm.i32;
  writeHead(i32, o, digits);
  i32[(o + OB_DIGIT) >> 2] = 0;
  return o;
}

/** Writes all but the digits. In halves: a word stored as a double reaches the next 32-bit load late. */
function writeHead(i32: Int32Array, o: Address, size: number): void {
  i32[o >> 2] = 1;
  i32[(o + 4) >> 2] = 0;
  i32[(o + OB_TYPE) >> 2] = INT_TYPE;
  i32[(o + OB_TYPE + 4) >> 2] = 0;
  i32[(o + OB_SIZE) >> 2] = size;
  i32[(o + OB_SIZE + 4) >> 2] = size >> 31;
}

/** Sets ob_size: the number of digits with the sign of the value. */
export function intSetSize(vm: Interpreter, o: Address, size: number): void {
  vm.i32[(o + OB_SIZE) >> 2] = size;
  vm.i32[(o + OB_SIZE + 4) >> 2] = size >> 31;
}

/**
 * A new reference to an int of this value, which arithmetic on C longs has given; `value` is a safe integer. Requests
 * 32 bytes for one digit, 24 + 4 per digit for more.
 */
export function intResult(vm: Interpreter, value: number): Address {
  if (value > SMALL_INT_MAX && value <= DIGIT_MASK && vm.objectAllocator === vm.pymalloc) {
    const o = takeFreeBlock(vm, ONE_DIGIT_POOL);
    if (o !== NULL) {
      writeHead(vm.i32, o, 1);
      vm.i32[(o + OB_DIGIT) >> 2] = value;
      return o;
    }
  }
  return intUncommon(vm, value);
}

/** intResult of small, negative and large values, and where a block takes more than taking it. */
function intUncommon(vm: Interpreter, value: number): Address {
  if (value <= SMALL_INT_MAX && value >= SMALL_INT_MIN) {
    const cached = SMALL_INT_ZERO + 32 * value;
    vm.i32[cached >> 2]++;
    return cached;
  }
  if (value > DIGIT_MASK || value < -DIGIT_MASK) return intFromLarge(vm, value);
  const o = objectMalloc(vm, ONE_DIGIT_REQUEST);
  if (o === NULL) return noMemory(vm);
  writeHead(vm.i32, o, value < 0 ? -1 : 1);
  vm.i32[(o + OB_DIGIT) >> 2] = Math.abs(value);
  return o;
}

/** A new int of a safe integer beyond one digit. */
function intFromLarge(vm: Interpreter, value: number): Address {
  const magnitude = Math.abs(value);
  const high = Math.floor(magnitude * INVERSE_BASE);
  const o = objectMalloc(vm, OB_DIGIT + 8);
  if (o === NULL) return noMemory(vm);
  const i32 = vm.i32;
  writeHead(i32, o, value < 0 ? -2 : 2);
  i32[(o + OB_DIGIT) >> 2] = magnitude & DIGIT_MASK;
  i32[(o + OB_DIGIT + 4) >> 2] = high;
  return o;
}

/** A new reference to an int of this value, a safe integer, as conversions give it: requests 28 bytes for one digit. */
export function intFromNumber(vm: Interpreter, value: number): Address {
  if (value <= SMALL_INT_MAX && value >= SMALL_INT_MIN) {
    const cached = SMALL_INT_ZERO + 32 * value;
    vm.i32[cached >> 2]++;
    return cached;
  }
  if (value > DIGIT_MASK || value < -DIGIT_MASK) return intFromLarge(vm, value);
  const o = intNew(vm, 1);
  if (o === NULL) return NULL;
  vm.i32[(o + OB_DIGIT) >> 2] = value < 0 ? -value : value;
  if (value < 0) intSetSize(vm, o, -1);
  return o;
}

/** A new reference to the int of a signed 64-bit word given as its halves, as conversions give it. */
export function intFromHalves(vm: Interpreter, low: number, high: number): Address {
  const negative = high < 0;
  let lowest = low >>> 0, highest = high;
  if (negative) {
    lowest = -low >>> 0;
    highest = lowest === 0 ? -high : ~high;
  }
  highest = highest >>> 0;
  const value = highest * 2 ** 32 + lowest;
  if (value <= Number.MAX_SAFE_INTEGER) return intFromNumber(vm, negative ? -value : value);
  const top = highest >>> 28;
  const o = intNew(vm, top === 0 ? 2 : 3);
  if (o === NULL) return NULL;
  const i32 = vm.i32;
  i32[(o + OB_DIGIT) >> 2] = lowest & DIGIT_MASK;
  i32[(o + OB_DIGIT + 4) >> 2] = ((lowest >>> 30) | (highest << 2)) & DIGIT_MASK;
  if (top !== 0) i32[(o + OB_DIGIT + 8) >> 2] = top;
  if (negative) intSetSize(vm, o, top === 0 ? -2 : -3);
  return o;
}

/**
 * A new reference to the int that is `x` without its fraction. NULL with OverflowError for an infinity, ValueError for
 * not a number, or MemoryError.
 */
export function intFromDouble(vm: Interpreter, x: number): Address {
  const whole = Math.trunc(x);
  if (Math.abs(whole) <= Number.MAX_SAFE_INTEGER) return intResult(vm, whole);
  if (x !== x) return raise(vm, VALUE_ERROR, "cannot convert float NaN to integer");
  if (x === Infinity || x === -Infinity) {
    return raise(vm, OVERFLOW_ERROR, "cannot convert float infinity to integer");
  }
  let digits = 0, rest = Math.abs(whole);
  while (rest >= 1) {
    rest *= INVERSE_BASE;
    digits++;
  }
  const o = intNew(vm, digits);
  if (o === NULL) return NULL;
  const i32 = vm.i32;
  // `rest` is below 1 and has 53 bits at most: each step takes 30 of them off exactly.
  for (let i = digits - 1; i >= 0; i--) {
    rest *= DIGIT_BASE;
    const digit = Math.floor(rest);
    i32[(o + OB_DIGIT + 4 * i) >> 2] = digit;
    rest -= digit;
  }
  if (x < 0) intSetSize(vm, o, -digits);
  return o;
}

/** A new reference to an int of this value; exact size. NULL with MemoryError. */
export function intFromBigInt(vm: Interpreter, value: bigint): Address {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return intFromNumber(vm, number);
  const hex = (value < 0n ? -value : value).toString(16);
  const bits = 4 * (hex.length - 1) + (32 - Math.clz32(parseInt(hex[0], 16)));
  const o = intNew(vm, Math.ceil(bits / DIGIT_BITS));
  if (o === NULL) return NULL;
  writeHexDigits(vm, o + OB_DIGIT, hex);
  if (value < 0n) intSetSize(vm, o, -intSize(vm, o));
  return o;
}

/**
 * Writes a number in hexadecimal as digits, lowest first, from `address` on; a last digit of 0 is not written.
 * Returns how many were written.
 */
export function writeHexDigits(vm: Interpreter, address: Address, hex: string): number {
  const i32 = vm.i32;
  let at = address >> 2, word = 0, held = 0;
  for (let i = hex.length - 1; i >= 0; i--) {
    const c = hex.charCodeAt(i);
    const value = c < 58 ? c - 48 : c - 87;
    word |= value << held;
    held += 4;
    if (held >= DIGIT_BITS) {
      i32[at++] = word & DIGIT_MASK;
      held -= DIGIT_BITS;
      word = value >> (4 - held);
    }
  }
  if (word !== 0) i32[at++] = word;
  return at - (address >> 2);
}

/** A new reference to True or False. */
export function newBool(vm: Interpreter, flag: boolean): Address {
  const o = flag ? TRUE : FALSE;
  vm.i32[o >> 2]++;
  return o;
}

// Normal form ----------------------------------------------------------------------------------------------------

/** Drops leading zero digits of a fresh int with `digits` digits and gives it the sign; returns its size now. */
export function intNormalize(vm: Interpreter, o: Address, digits: number, negative: boolean): number {
  const i32 = vm.i32;
  let n = digits;
  while (n > 0 && i32[(o + OB_DIGIT - 4 + 4 * n) >> 2] === 0) n--;
  const size = negative ? -n : n;
  i32[(o + OB_SIZE) >> 2] = size;
  i32[(o + OB_SIZE + 4) >> 2] = size >> 31;
  return size;
}

/** The fresh int itself, or, in its place, the static int of the same value. Steals `o`, gives a new reference. */
export function intOrStatic(vm: Interpreter, o: Address): Address {
  const size = vm.i32[(o + OB_SIZE) >> 2];
  if (size > 1 || size < -1) return o;
  const value = size * vm.i32[(o + OB_DIGIT) >> 2];
  if (value < SMALL_INT_MIN || value > SMALL_INT_MAX) return o;
  decref(vm, o);
  const cached = SMALL_INT_ZERO + 32 * value;
  vm.i32[cached >> 2]++;
  return cached;
}

/** A new exact int with the same digits; static for a static value. */
export function intCopy(vm: Interpreter, o: Address): Address {
  const size = intSize(vm, o);
  if (size >= -1 && size <= 1) return intFromNumber(vm, size * vm.i32[(o + OB_DIGIT) >> 2]);
  const digits = Math.abs(size);
  const copy = intNew(vm, digits);
  if (copy === NULL) return NULL;
  copyDigits(vm, copy + OB_DIGIT, o + OB_DIGIT, digits);
  if (size < 0) intSetSize(vm, copy, size);
  return copy;
}

/** Copies `count` digits between addresses; overlapping is fine if the target lies below the source. */
export function copyDigits(vm: Interpreter, target: Address, source: Address, count: number): void {
  const i32 = vm.i32;
  const distance = (source - target) >> 2, end = (target >> 2) + count;
  for (let i = target >> 2; i < end; i++) i32[i] = i32[i + distance];
}

/** A new reference to an exact int of the same value: itself, or a copy of an instance of a subclass. */
export function intFromObject(vm: Interpreter, o: Address): Address {
  if (vm.i32[(o + OB_TYPE) >> 2] !== INT_TYPE) return intCopy(vm, o);
  vm.i32[o >> 2]++;
  return o;
}

// Reading --------------------------------------------------------------------------------------------------------

/** Whether the object is an int or an instance of a subclass, bool among them. */
export function isInt(vm: Interpreter, object: Address): boolean {
  const type = vm.i32[(object + OB_TYPE) >> 2];
  return type === INT_TYPE || (vm.i32[(type + TP_FLAGS) >> 2] & TPFLAGS_LONG_SUBCLASS) !== 0;
}

/** Whether the object is an int itself, no instance of a subclass. */
export function isExactInt(vm: Interpreter, object: Address): boolean {
  return vm.i32[(object + OB_TYPE) >> 2] === INT_TYPE;
}

/** ob_size: the number of digits with the sign of the value. */
export function intSize(vm: Interpreter, o: Address): number {
  return vm.i32[(o + OB_SIZE) >> 2];
}

/** -1, 0 or 1. */
export function intSign(vm: Interpreter, o: Address): number {
  const size = vm.i32[(o + OB_SIZE) >> 2];
  return size < 0 ? -1 : size > 0 ? 1 : 0;
}

/** The value as a number: exact while it is a safe integer, else near it, or infinite. */
export function intAsNumber(vm: Interpreter, o: Address): number {
  const i32 = vm.i32;
  const size = i32[(o + OB_SIZE) >> 2];
  if (size >= -1 && size <= 1) return size * i32[(o + OB_DIGIT) >> 2];
  const digits = Math.abs(size);
  if (digits === 2) {
    const magnitude = i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + i32[(o + OB_DIGIT) >> 2];
    return size < 0 ? -magnitude : magnitude;
  }
  return intToDouble(vm, o);
}

/** The value rounded to the nearest double, ties to even; infinite if it is beyond all. */
export function intToDouble(vm: Interpreter, o: Address): number {
  const i32 = vm.i32;
  const size = i32[(o + OB_SIZE) >> 2];
  const n = Math.abs(size);
  if (n < 3) {
    const magnitude = n < 2
      ? n * i32[(o + OB_DIGIT) >> 2]
      : i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + i32[(o + OB_DIGIT) >> 2];
    return size < 0 ? -magnitude : magnitude;
  }
  if (n > DOUBLE_DIGITS) return size < 0 ? -Infinity : Infinity;
  const top = o + OB_DIGIT + 4 * n;
  const middle = i32[(top - 8) >> 2];
  let sticky = 0;
  for (let at = o + OB_DIGIT; at < top - 12; at += 4) {
    if (i32[at >> 2] !== 0) {
      sticky = 1;
      break;
    }
  }
  // Both terms are exact: 53 bits, and 37 with a last one that stands for all that is below; so one rounding.
  const high = i32[(top - 4) >> 2] * 2 ** 23 + (middle >>> 7);
  const low = (middle & 127) * DIGIT_BASE + i32[(top - 12) >> 2];
  const magnitude = (high * 2 ** 38 + (2 * low + sticky)) * 2 ** (DIGIT_BITS * (n - 3) - 1);
  return size < 0 ? -magnitude : magnitude;
}

/** The value as a double, rounded to nearest. -1 with OverflowError if it is beyond the largest. */
export function intAsDouble(vm: Interpreter, o: Address): number {
  const x = intToDouble(vm, o);
  if (x === Infinity || x === -Infinity) {
    return raiseFlag(vm, OVERFLOW_ERROR, "int too large to convert to float");
  }
  return x;
}

/**
 * The value as a C size: exact while it is a safe integer, else the double next to it towards zero. -1 with
 * OverflowError if it does not fit into 64 bits; an error has occurred only if one is pending.
 */
export function intAsSsize(vm: Interpreter, o: Address): number {
  return intAsLong(vm, o, "ssize_t");
}

/** The same with the name of another C type of 64 bits in the message. */
export function intAsLong(vm: Interpreter, o: Address, cType = "long"): number {
  const i32 = vm.i32;
  const size = i32[(o + OB_SIZE) >> 2];
  if (size >= -1 && size <= 1) return size * i32[(o + OB_DIGIT) >> 2];
  const n = Math.abs(size);
  if (n === 2) {
    const magnitude = i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + i32[(o + OB_DIGIT) >> 2];
    return size < 0 ? -magnitude : magnitude;
  }
  if (n > 3 || !fitsLong(vm, o, size)) {
    return raiseFlag(vm, OVERFLOW_ERROR, `Python int too large to convert to C ${cType}`);
  }
  // Without the lowest 11 bits, so that nothing is rounded up to 2**63.
  const low = i32[(o + OB_DIGIT) >> 2] & ~0x7ff;
  const magnitude = i32[(o + OB_DIGIT + 8) >> 2] * BASE_SQUARED +
    (i32[(o + OB_DIGIT + 4) >> 2] * DIGIT_BASE + low);
  return size < 0 ? -magnitude : magnitude;
}

/** Whether an int of three digits lies in [-2**63, 2**63). */
function fitsLong(vm: Interpreter, o: Address, size: number): boolean {
  const i32 = vm.i32;
  const top = i32[(o + OB_DIGIT + 8) >> 2];
  if (top < 8) return true;
  return size < 0 && top === 8 && i32[(o + OB_DIGIT + 4) >> 2] === 0 && i32[(o + OB_DIGIT) >> 2] === 0;
}

/** Number of bits of the magnitude; 0 for zero. */
export function intBitLength(vm: Interpreter, o: Address): number {
  const n = Math.abs(vm.i32[(o + OB_SIZE) >> 2]);
  if (n === 0) return 0;
  return DIGIT_BITS * (n - 1) + 32 - Math.clz32(vm.i32[(o + OB_DIGIT - 4 + 4 * n) >> 2]);
}

/** The value of any size. */
export function bigIntOf(vm: Interpreter, o: Address): bigint {
  const size = intSize(vm, o);
  if (size >= -1 && size <= 1) return BigInt(size * vm.i32[(o + OB_DIGIT) >> 2]);
  const magnitude = bigIntFromDigits(vm, o + OB_DIGIT, Math.abs(size));
  return size < 0 ? -magnitude : magnitude;
}

/** The number that `count` digits at `address` make. */
export function bigIntFromDigits(vm: Interpreter, address: Address, count: number): bigint {
  const i32 = vm.i32;
  // Two digits are fifteen hexadecimal ones, and those the host reads fastest.
  const hex = new Uint8Array(2 + 15 * ((count + 1) >> 1));
  hex[0] = 0x30;
  hex[1] = 0x78;
  let to = hex.length;
  for (let at = address >> 2, end = at + count; at < end; at += 2) {
    const high = at + 1 < end ? i32[at + 1] : 0;
    let word = i32[at] | high << DIGIT_BITS;
    for (let i = 0; i < 8; i++) {
      hex[--to] = hexCharacter(word & 15);
      word >>>= 4;
    }
    word = high >>> 2;
    for (let i = 0; i < 7; i++) {
      hex[--to] = hexCharacter(word & 15);
      word >>>= 4;
    }
  }
  return BigInt(ASCII_DECODER.decode(hex));
}

const ASCII_DECODER = new TextDecoder();

function hexCharacter(value: number): number {
  return value < 10 ? 48 + value : 87 + value;
}

// Comparing and hashing ------------------------------------------------------------------------------------------

/** The sign of a - b for two ints. */
export function intCompare(vm: Interpreter, a: Address, b: Address): number {
  const i32 = vm.i32;
  const size = i32[(a + OB_SIZE) >> 2], sizeB = i32[(b + OB_SIZE) >> 2];
  if (size !== sizeB) return size < sizeB ? -1 : 1;
  for (let i = Math.abs(size) - 1; i >= 0; i--) {
    const difference = i32[(a + OB_DIGIT + 4 * i) >> 2] - i32[(b + OB_DIGIT + 4 * i) >> 2];
    if (difference !== 0) return (difference < 0) === (size > 0) ? -1 : 1;
  }
  return 0;
}

/**
 * The hash: the value modulo 2**61 - 1 with its sign, and -2 for -1. Returns the low half; the high half is in
 * `vm.hashHigh`. Cannot fail.
 */
export function intHash(vm: Interpreter, o: Address): number {
  const i32 = vm.i32;
  const size = i32[(o + OB_SIZE) >> 2];
  if (size >= -1 && size <= 1) {
    const value = size * i32[(o + OB_DIGIT) >> 2];
    vm.hashHigh = value >> 31;
    return value === -1 ? -2 : value;
  }
  // The remainder in two parts of 31 and 30 bits.
  let high = 0, low = 0;
  for (let at = o + OB_DIGIT + 4 * (Math.abs(size) - 1); at >= o + OB_DIGIT; at -= 4) {
    // Times 2**30, which only rotates the 61 bits; then plus the digit.
    const rotated = high >>> 1;
    high = low | ((high & 1) << 30);
    low = rotated + i32[at >> 2];
    if (low > DIGIT_MASK) {
      low -= DIGIT_BASE;
      high = (high + 1) >>> 0;
    }
    if (high === 0x80000000) {
      high = 0;
      low++;
    }
    if (high === 0x7fffffff && low === DIGIT_MASK) {
      high = 0;
      low = 0;
    }
  }
  return signedHash(vm, low | (high << 30), high >>> 2, size < 0);
}

/** A hash from the halves of its magnitude: negated if asked for, and never -1. */
export function signedHash(vm: Interpreter, low: number, high: number, negative: boolean): number {
  if (!negative) {
    vm.hashHigh = high;
    return low;
  }
  const negated = -low | 0;
  vm.hashHigh = negated === 0 ? -high | 0 : ~high;
  return negated === -1 && vm.hashHigh === -1 ? -2 : negated;
}
