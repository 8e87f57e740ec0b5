/**
 * int as text: decimal and in other bases, both ways.
 *
 * Decimal texts are limited to `vm.intMaxStrDigits` digits, because the work grows with the square of the length in
 * CPython. Up to about a hundred digits it is done on 30-bit digits here; beyond, the host's big integers do it in
 * pieces, between the heap's digits and the heap's text; numbers of millions of digits are done here again, since the
 * host could not be interrupted. Either way the result is requested before the work, and long work is counted as
 * steps, which fails with the exception of a limit or an interrupt if there is one.
 *
 * Requests: a decimal text first asks for a scratch int that holds its digits in base 10**9, then for the str. A text
 * that is read asks for the int, by an estimate from its length.
 *
 * Source: CPython 3.11 Objects/longobject.c (long_to_decimal_string_internal, long_format_binary, PyLong_FromString,
 * long_from_binary_base, PyLong_FromUnicodeObject), Objects/unicodeobject.c
 * (_PyUnicode_TransformDecimalAndSpaceToASCII); Knuth, TAOCP volume 2, 4.4, method 1b.
 */
import * as heap from "../../heap/mod.ts";
import { type Address, giveFreeBlock, objectFree, takeFreeBlock, usedPoolWord } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import * as objectLayout from "../memory/object_layout.ts";
import { decref } from "../memory/refcount.ts";
import * as statics from "../memory/statics.ts";
import { getBuffer, releaseBuffer } from "./buffer.ts";
import { bytesFromMemory } from "./bytes.ts";
import { raise } from "./errors.ts";
import * as intModule from "./int.ts";
import { bigIntFromDigits, intNew, intNormalize, intOrStatic, intSetSize, writeHexDigits } from "./int.ts";
import { repr } from "./object.ts";
import { chargeSteps } from "./poll.ts";
import { asciiAlloc, jsString, readChar, strAlloc, strData, strIsAscii, strLength } from "./str.ts";
import * as strLayout from "./str_layout.ts";
import type { StrBuilder } from "./str_writer.ts";
import { decimalValue, isSpace } from "./unicode_properties.ts";

const { NULL } = heap;
const { OB_SIZE, OB_TYPE } = objectLayout;
const { INT_TYPE, SMALL_INT_MAX, SMALL_INT_ZERO, VALUE_ERROR } = statics;
const { DIGIT_BASE, DIGIT_BITS, DIGIT_MASK, OB_DIGIT } = intModule;
const { ASCII_DATA, COMPACT_ASCII, STR_LENGTH, STR_STATE } = strLayout;

/** The largest power of ten in a digit, and its exponent. */
const DECIMAL_BASE = 1_000_000_000;
const INVERSE_DECIMAL = 1e-9;
const DECIMAL_DIGITS = 9;
const INVERSE_BASE = 2 ** -30;
/** Digits of 30 bits for each that needs one more of base 10**9: 33 * 9 / (10 * 30 - 33 * 9). */
const DIGITS_PER_SPARE = 99;
/** Where pymalloc keeps the pools for ints of one or two digits. */
const SCRATCH_POOL = usedPoolWord((OB_DIGIT + 8 - 1) >> 4);
/** The same for the scratch ints of ints of two digits; and what their higher digit is below in exact doubles. */
const PAIR_SCRATCH_POOL = usedPoolWord((OB_DIGIT + 12 - 1) >> 4);
const EXACT_TOP = 1 << 23;
/** Decimal digits that a double holds with room to spare, and those that an int of 32 bits holds. */
const EXACT_DIGITS = 15;
const SHORT_DIGITS = 9;
/** Texts up to this length are never too long. */
const LIMIT_THRESHOLD = 640;
/** Digits of 30 bits and of decimal text from which the host's big integers are faster. */
const BIG_FROM_DIGITS = 150;
const BIG_FROM_TEXT = 1500;
/** Decimal digits that the host converts at once. */
const PIECE = 1 << 17;
/** Digits of 30 bits beyond which the host's work would be too long to be waited for: 2**24 bits. */
const BIG_LIMIT = 1 << 19;
/** Steps that a digit of 30 bits counts as when the host converts it, and one that is multiplied here. */
const HOST_STEPS = 64;
const STEPS_PER_PRODUCT = 1 / 8;
/** Digits of an unfinished number from which each further one is counted as steps. */
const COUNTED_DIGITS = 1 << 9;

const HOW_TO = "; use sys.set_int_max_str_digits() to increase the limit";

function raiseTooLong(vm: Interpreter, detail: string): Address {
  const limit = `Exceeds the limit (${vm.intMaxStrDigits} digits) for integer string conversion`;
  return raise(vm, VALUE_ERROR, limit + detail + HOW_TO);
}

// Writing decimal ------------------------------------------------------------------------------------------------

/** The decimal text of an int: a new str. NULL with ValueError (too many digits) or MemoryError. */
export function intToStr(vm: Interpreter, o: Address): Address {
  const i32 = vm.i32;
  const size = i32[(o + OB_SIZE) >> 2];
  if (size + 1 >>> 0 > 2) return pairToStr(vm, o, size);
  const scratch = vm.objectAllocator === vm.pymalloc ? takeFreeBlock(vm, SCRATCH_POOL) : NULL;
  if (scratch === NULL) return longToStr(vm, o);
  const n = size === 0 ? 0 : i32[(o + OB_DIGIT) >> 2];
  const length = countDigits(n) + (size >>> 31);
  const s = asciiAlloc(vm, length);
  if (s !== NULL) {
    putDigits(vm.u8, s + ASCII_DATA + length, n, size < 0);
  }
  if (!giveFreeBlock(vm, scratch)) objectFree(vm, scratch);
  return s;
}

/** intToStr of two digits that make a number below 2**53, and of everything longer. */
function pairToStr(vm: Interpreter, o: Address, size: number): Address {
  const i32 = vm.i32;
  const top = i32[(o + OB_DIGIT + 4) >> 2];
  const scratch = (size === 2 || size === -2) && top < EXACT_TOP && vm.objectAllocator === vm.pymalloc
    ? takeFreeBlock(vm, PAIR_SCRATCH_POOL)
    : NULL;
  if (scratch === NULL) return longToStr(vm, o);
  const value = top * DIGIT_BASE + i32[(o + OB_DIGIT) >> 2];
  const high = value / DECIMAL_BASE | 0; // at least 1: 2**30 is more than 10**9
  let low = value - high * DECIMAL_BASE | 0;
  const length = DECIMAL_DIGITS + countDigits(high) + (size >>> 31);
  const s = asciiAlloc(vm, length);
  if (s !== NULL) {
    const u8 = vm.u8, start = s + ASCII_DATA + length - DECIMAL_DIGITS;
    for (let at = start + DECIMAL_DIGITS; at > start;) {
      const rest = low / 10 | 0;
      u8[--at] = 48 + low - 10 * rest;
      low = rest;
    }
    putDigits(u8, start, high, size < 0);
  }
  if (!giveFreeBlock(vm, scratch)) objectFree(vm, scratch);
  return s;
}

/** Writes the decimal digits of a number below 2**30 so that they end before `end`, and perhaps "-" before them. */
export function putDigits(u8: Uint8Array, end: Address, n: number, negative: boolean): void {
  let at = end;
  do {
    const rest = n / 10 | 0;
    u8[--at] = 48 + n - 10 * rest;
    n = rest;
  } while (n !== 0);
  if (negative) u8[at - 1] = MINUS;
}

/** intToStr of any length. */
function longToStr(vm: Interpreter, o: Address): Address {
  const scratch = newScratch(vm, o);
  if (scratch === NULL) return NULL;
  const size = vm.i32[(o + OB_SIZE) >> 2];
  const count = fillDecimal(vm, scratch, o, size < 0 ? -size : size);
  const length = decimalLength(vm, scratch, count, size < 0);
  const s = length < 0 ? NULL : strAlloc(vm, length, 0x7f);
  if (s !== NULL) putDecimal(vm, scratch, count, size < 0, s + ASCII_DATA + length);
  decref(vm, scratch);
  return s;
}

/**
 * Writes the text of an int, as intToBase has it, into a builder: directly where the builder holds bytes. False with
 * ValueError or MemoryError.
 */
export function writeInt(
  vm: Interpreter,
  builder: StrBuilder,
  o: Address,
  base: number,
  prefix: boolean,
): boolean {
  if (base !== 10 || builder.maxChar > 0xff) {
    const text = intToBase(vm, o, base, prefix);
    if (text === NULL) return false;
    const written = builder.writeStr(vm, text);
    decref(vm, text);
    return written;
  }
  const scratch = newScratch(vm, o);
  if (scratch === NULL) return false;
  const size = vm.i32[(o + OB_SIZE) >> 2];
  const count = fillDecimal(vm, scratch, o, size < 0 ? -size : size);
  const length = decimalLength(vm, scratch, count, size < 0);
  const prepared = length > 0 && builder.prepare(vm, length, 0x7f);
  if (prepared) {
    builder.position += length;
    putDecimal(vm, scratch, count, size < 0, builder.data + builder.position);
  }
  decref(vm, scratch);
  return prepared;
}

/** A new int with room for |o| in base 10**9. NULL with ValueError (surely too many digits) or MemoryError. */
function newScratch(vm: Interpreter, o: Address): Address {
  const size = vm.i32[(o + OB_SIZE) >> 2];
  const n = size < 0 ? -size : size;
  const limit = vm.intMaxStrDigits;
  if (n >= 10 * LIMIT_THRESHOLD / (3 * DIGIT_BITS) + 2 && limit > 0) {
    // More than 10/3 bits to a digit: surely too long.
    if (Math.floor(limit / (3 * DIGIT_BITS)) <= Math.floor((n - 11) / 10)) return raiseTooLong(vm, "");
  }
  return intNew(vm, 1 + n + Math.floor(n / DIGITS_PER_SPARE));
}

/** Fills the scratch int with |o| in base 10**9; returns how many such digits there are, at least one; -1: interrupted. */
function fillDecimal(vm: Interpreter, scratch: Address, o: Address, n: number): number {
  const i32 = vm.i32;
  const target = (scratch + OB_DIGIT) >> 2;
  if (n < 2) {
    const digit = n === 0 ? 0 : i32[(o + OB_DIGIT) >> 2];
    const high = digit >= DECIMAL_BASE ? 1 : 0;
    i32[target] = digit - high * DECIMAL_BASE;
    if (high === 0) return 1;
    i32[target + 1] = high;
    return 2;
  }
  if (n >= BIG_FROM_DIGITS && n <= BIG_LIMIT) return fillFromBig(vm, target, o, n);
  let count = 0;
  for (let i = n - 1; i >= 0; i--) {
    let carry = i32[(o + OB_DIGIT + 4 * i) >> 2];
    if (count > COUNTED_DIGITS && !chargeSteps(vm, count * STEPS_PER_PRODUCT | 0)) return -1;
    for (let at = target, end = target + count; at < end; at++) {
      // Times 2**30 plus the carry; the guess is at most one off, and the remainder puts it right.
      const digit = i32[at];
      let quotient = (digit * DIGIT_BASE + carry) * INVERSE_DECIMAL | 0;
      let rest = (digit << DIGIT_BITS) + carry - Math.imul(quotient, DECIMAL_BASE) | 0;
      if (rest < 0) {
        rest += DECIMAL_BASE;
        quotient--;
      } else if (rest >= DECIMAL_BASE) {
        rest -= DECIMAL_BASE;
        quotient++;
      }
      i32[at] = rest;
      carry = quotient;
    }
    while (carry !== 0) {
      i32[target + count++] = carry % DECIMAL_BASE;
      carry = carry / DECIMAL_BASE | 0;
    }
  }
  return count;
}

/** The same by the host's big integers: `count` words from `target` on, lowest first. */
function fillFromBig(vm: Interpreter, target: number, o: Address, n: number): number {
  if (!chargeSteps(vm, HOST_STEPS * n)) return -1;
  const value = bigIntFromDigits(vm, o + OB_DIGIT, n);
  if (n < PIECE_WORDS) return writePiece(vm, target, value.toString(), 0);
  const powers = [10n ** BigInt(PIECE_WORDS * DECIMAL_DIGITS)];
  // 10**9 is less than 2**30: there are at least as many words as digits.
  while (PIECE_WORDS * 2 ** powers.length < n) powers.push(powers[powers.length - 1] ** 2n);
  return writeBig(vm, target, value, powers, powers.length - 1, true);
}

const PIECE_WORDS = Math.floor(PIECE / DECIMAL_DIGITS);

/** Splits `value` by the powers from number `level` down, and writes it as words; padded unless it is the `top`. */
function writeBig(
  vm: Interpreter,
  target: number,
  value: bigint,
  powers: readonly bigint[],
  level: number,
  top: boolean,
): number {
  if (level < 0) return writePiece(vm, target, value.toString(), top ? 0 : PIECE_WORDS);
  const high = value / powers[level];
  if (top && high === 0n) return writeBig(vm, target, value, powers, level - 1, true);
  const words = PIECE_WORDS * 2 ** level;
  writeBig(vm, target, value - high * powers[level], powers, level - 1, false);
  return words + writeBig(vm, target + words, high, powers, level - 1, top);
}

/** Writes a decimal text as words of nine digits, at least `least` of them. */
function writePiece(vm: Interpreter, target: number, text: string, least: number): number {
  const i32 = vm.i32;
  let at = target;
  for (let end = text.length; end > 0; end -= DECIMAL_DIGITS) {
    let word = 0;
    for (let i = Math.max(end - DECIMAL_DIGITS, 0); i < end; i++) word = word * 10 + text.charCodeAt(i) - 48;
    i32[at++] = word;
  }
  while (at < target + least) i32[at++] = 0;
  return at - target;
}

/** Characters of the text of a scratch int's words; -1 with ValueError, or if `count` is -1 with its exception. */
function decimalLength(vm: Interpreter, scratch: Address, count: number, negative: boolean): number {
  if (count < 0) return -1;
  const top = vm.i32[(scratch + OB_DIGIT + 4 * (count - 1)) >> 2];
  const digits = DECIMAL_DIGITS * (count - 1) + countDigits(top);
  if (isTooLong(vm, digits)) {
    raiseTooLong(vm, "");
    return -1;
  }
  return negative ? digits + 1 : digits;
}

/** Writes the text of a scratch int's words so that it ends before `end`. */
function putDecimal(vm: Interpreter, scratch: Address, count: number, negative: boolean, end: Address): void {
  const i32 = vm.i32, u8 = vm.u8;
  const words = (scratch + OB_DIGIT) >> 2;
  let at = end;
  for (let i = 0; i < count - 1; i++) {
    let word = i32[words + i];
    for (let j = 0; j < DECIMAL_DIGITS; j++) {
      const rest = word / 10 | 0;
      u8[--at] = 48 + word - 10 * rest;
      word = rest;
    }
  }
  let top = i32[words + count - 1];
  do {
    const rest = top / 10 | 0;
    u8[--at] = 48 + top - 10 * rest;
    top = rest;
  } while (top !== 0);
  if (negative) u8[--at] = 0x2d;
}

/** Decimal digits of a number below 10**10. */
export function countDigits(n: number): number {
  if (n < 10) return 1;
  if (n < 100) return 2;
  if (n < 1000) return 3;
  if (n < 10_000) return 4;
  if (n < 100_000) return 5;
  if (n < 1_000_000) return 6;
  if (n < 10_000_000) return 7;
  if (n < 100_000_000) return 8;
  return n < 1_000_000_000 ? 9 : 10;
}

// Writing in base 2, 8 and 16 ------------------------------------------------------------------------------------

/**
 * The text of an int in base 2, 8, 10 or 16, a new str; with `prefix`, bases other than 10 are marked by 0b, 0o, 0x.
 */
export function intToBase(vm: Interpreter, o: Address, base: number, prefix: boolean): Address {
  if (base === 10) return intToStr(vm, o);
  const i32 = vm.i32, u8 = vm.u8;
  const size = i32[(o + OB_SIZE) >> 2], n = Math.abs(size);
  const bits = base === 16 ? 4 : base === 8 ? 3 : 1;
  const top = n === 0 ? 0 : i32[(o + OB_DIGIT + 4 * (n - 1)) >> 2];
  const digits = n === 0 ? 1 : Math.ceil((DIGIT_BITS * (n - 1) + 32 - Math.clz32(top)) / bits);
  const length = digits + (size < 0 ? 1 : 0) + (prefix ? 2 : 0);
  const s = strAlloc(vm, length, 0x7f);
  if (s === NULL) return NULL;
  const end = s + ASCII_DATA + length;
  let at = end, i = 0, held = 0, rest = 0;
  while (end - at < digits) {
    if (held < bits && i < n) {
      // Two bits are left over at most, of hexadecimal digits.
      const digit = i32[(o + OB_DIGIT + 4 * i++) >> 2];
      const value = (rest | digit << held) & ((1 << bits) - 1);
      u8[--at] = digitCharacter(value);
      rest = digit >>> (bits - held);
      held += DIGIT_BITS - bits;
    } else {
      u8[--at] = digitCharacter(rest & ((1 << bits) - 1));
      rest >>>= bits;
      held -= bits;
    }
  }
  if (prefix) {
    u8[--at] = base === 16 ? 0x78 : base === 8 ? 0x6f : 0x62;
    u8[--at] = 0x30;
  }
  if (size < 0) u8[--at] = 0x2d;
  return s;
}

function digitCharacter(value: number): number {
  return value < 10 ? 48 + value : 87 + value;
}

// Reading --------------------------------------------------------------------------------------------------------

const PLUS = 0x2b;
const MINUS = 0x2d;
const UNDERSCORE = 0x5f;
const ZERO = 0x30;
/** Not a digit in any base. */
const NO_DIGIT = 37;

function isAsciiSpace(c: number): boolean {
  return c === 0x20 || (c >= 9 && c <= 13);
}

function digitValue(c: number): number {
  if (c >= 48 && c <= 57) return c - 48;
  if (c >= 97 && c <= 122) return c - 87;
  if (c >= 65 && c <= 90) return c - 55;
  return NO_DIGIT;
}

/**
 * int(s, base) of a str, borrowed; base 0 reads the base from a prefix, others are 2 to 36. New. NULL with ValueError
 * or MemoryError.
 */
export function intFromStr(vm: Interpreter, s: Address, base: number): Address {
  const z = base === 10 ? readShort(vm, s) : NULL;
  return z !== NULL ? z : intFromLongStr(vm, s, base);
}

/**
 * The int of a text of up to 15 decimal digits and nothing else; NULL without an exception for every other, and where
 * a block takes more than taking it.
 */
function readShort(vm: Interpreter, s: Address): Address {
  const i32 = vm.i32, u8 = vm.u8;
  const length = i32[(s + STR_LENGTH) >> 2];
  if (
    length > EXACT_DIGITS || (i32[(s + STR_STATE) >> 2] & COMPACT_ASCII) !== COMPACT_ASCII ||
    vm.objectAllocator !== vm.pymalloc
  ) return NULL;
  let at = s + ASCII_DATA, low = 0, high = 0;
  const end = at + length, middle = length > SHORT_DIGITS ? end - SHORT_DIGITS : end;
  do {
    const digit = u8[at] - 48; // the empty text ends with a zero byte
    if (digit >>> 0 > 9) return NULL;
    low = Math.imul(low, 10) + digit | 0;
  } while (++at < middle);
  if (middle !== end) {
    high = low;
    low = 0;
    for (; at < end; at++) {
      const digit = u8[at] - 48;
      if (digit >>> 0 > 9) return NULL;
      low = Math.imul(low, 10) + digit | 0;
    }
  }
  const z = takeFreeBlock(vm, SCRATCH_POOL);
  return z === NULL ? NULL : fillShort(vm, z, high, low);
}

/** Makes the fresh block (stolen) the int high * 10**9 + low; or gives it back for a static int. */
function fillShort(vm: Interpreter, z: Address, high: number, low: number): Address {
  const i32 = vm.i32;
  if (high === 0 && low <= SMALL_INT_MAX) {
    if (!giveFreeBlock(vm, z)) objectFree(vm, z);
    const small = SMALL_INT_ZERO + 32 * low;
    i32[small >> 2]++;
    return small;
  }
  i32[z >> 2] = 1;
  i32[(z + 4) >> 2] = 0;
  i32[(z + OB_TYPE) >> 2] = INT_TYPE;
  i32[(z + OB_TYPE + 4) >> 2] = 0;
  let top = 0;
  if (high !== 0) {
    const value = high * DECIMAL_BASE + low;
    top = value * INVERSE_BASE | 0;
    low = value - top * DIGIT_BASE | 0;
    i32[(z + OB_DIGIT + 4) >> 2] = top;
  }
  i32[(z + OB_SIZE) >> 2] = top === 0 ? 1 : 2;
  i32[(z + OB_SIZE + 4) >> 2] = 0;
  i32[(z + OB_DIGIT) >> 2] = low;
  return z;
}

function intFromLongStr(vm: Interpreter, s: Address, base: number): Address {
  const ascii = strToAscii(vm, s);
  if (ascii === NULL) return NULL;
  const data = strData(vm, ascii);
  const z = intFromCharacters(vm, data, data + strLength(vm, ascii), base);
  decref(vm, ascii);
  if (z !== NULL || vm.curexcType !== NULL) return z;
  return raiseInvalid(vm, s, base);
}

/** int(o, base) of an object with a buffer, borrowed, whose bytes are ASCII text: as intFromStr. */
export function intFromBuffer(vm: Interpreter, o: Address, base: number): Address {
  if (!getBuffer(vm, o)) return NULL;
  const data = vm.bufferData, size = vm.bufferSize;
  const z = intFromCharacters(vm, data, data + size, base);
  const shown = z !== NULL || vm.curexcType !== NULL ? NULL : bytesFromMemory(vm, data, size);
  releaseBuffer(vm, o);
  if (shown === NULL) return z;
  raiseInvalid(vm, shown, base);
  decref(vm, shown);
  return NULL;
}

/** ValueError "invalid literal for int() with base 10: 'x'", where x is any object. Returns NULL. */
function raiseInvalid(vm: Interpreter, o: Address, base: number): Address {
  const shown = repr(vm, o);
  if (shown === NULL) return NULL;
  const text = Array.from(jsString(vm, shown)).slice(0, 200).join("");
  decref(vm, shown);
  return raise(vm, VALUE_ERROR, `invalid literal for int() with base ${base}: ${text}`);
}

/**
 * The str itself (a new reference) if it is ASCII; else a copy where all spaces are " " and all decimal digits those
 * of ASCII, and "?" what is neither. NULL with MemoryError.
 */
export function strToAscii(vm: Interpreter, s: Address): Address {
  if (strIsAscii(vm, s)) {
    vm.i32[s >> 2]++;
    return s;
  }
  const length = strLength(vm, s);
  const copy = strAlloc(vm, length, 0x7f);
  if (copy === NULL) return NULL;
  const u8 = vm.u8, data = strData(vm, copy);
  for (let i = 0; i < length; i++) {
    const c = readChar(vm, s, i);
    const digit = c < 127 ? -1 : decimalValue(c);
    u8[data + i] = c < 127 ? c : isSpace(c) ? 0x20 : digit >= 0 ? 48 + digit : 0x3f;
  }
  return copy;
}

/**
 * Reads the ASCII characters from `start` to `end`, spaces around them allowed. New; NULL without an exception if they
 * are no number in this base, with one if the text is too long or memory runs out.
 */
function intFromCharacters(vm: Interpreter, start: Address, end: Address, base: number): Address {
  const u8 = vm.u8;
  let at = start, last = end;
  while (at < last && isAsciiSpace(u8[at])) at++;
  while (last > at && isAsciiSpace(u8[last - 1])) last--;
  const negative = u8[at] === MINUS;
  if (at < last && (negative || u8[at] === PLUS)) at++;
  if (at === last) return NULL;
  const marked = u8[at] === ZERO && at + 1 < last ? prefixBase(u8[at + 1]) : 0;
  const onlyZero = base === 0 && marked === 0 && u8[at] === ZERO;
  const radix = base !== 0 ? base : marked !== 0 ? marked : 10;
  if (marked !== 0 && marked === radix) {
    at += 2;
    if (at < last && u8[at] === UNDERSCORE) at++;
  }
  const digits = countTextDigits(vm, at, last, radix);
  if (digits <= 0) {
    // A text that is too long is told so even if something else stands behind its digits.
    return (radix & (radix - 1)) !== 0 && isTooLong(vm, -digits) ? raiseTooLongText(vm, -digits) : NULL;
  }
  const z = (radix & (radix - 1)) === 0
    ? readBinary(vm, at, last, digits, Math.log2(radix))
    : readPlain(vm, at, last, digits, radix);
  if (z === NULL) return NULL;
  if (onlyZero && vm.i32[(z + OB_SIZE) >> 2] !== 0) {
    decref(vm, z);
    return NULL;
  }
  if (negative) intSetSize(vm, z, -vm.i32[(z + OB_SIZE) >> 2]);
  return intOrStatic(vm, z);
}

/** The base that the character after a leading 0 stands for, or 0. */
function prefixBase(c: number): number {
  switch (c | 0x20) {
    case 0x78:
      return 16;
    case 0x6f:
      return 8;
    case 0x62:
      return 2;
    default:
      return 0;
  }
}

/**
 * How many digits of the base there are; 0 if there are none, or misplaced underscores. Negative if something else
 * stands behind them.
 */
function countTextDigits(vm: Interpreter, start: Address, end: Address, base: number): number {
  const u8 = vm.u8;
  let digits = 0, before = UNDERSCORE;
  for (let at = start; at < end; at++) {
    const c = u8[at];
    if (c === UNDERSCORE) {
      if (before === UNDERSCORE) return 0;
    } else if (digitValue(c) < base) {
      digits++;
    } else {
      return before === UNDERSCORE ? 0 : -digits;
    }
    before = c;
  }
  return before === UNDERSCORE ? 0 : digits;
}

/** Whether a text of so many digits is beyond the limit. */
function isTooLong(vm: Interpreter, digits: number): boolean {
  return digits > LIMIT_THRESHOLD && vm.intMaxStrDigits > 0 && digits > vm.intMaxStrDigits;
}

function raiseTooLongText(vm: Interpreter, digits: number): Address {
  return raiseTooLong(vm, `: value has ${digits} digits`);
}

/** Reads digits of a base that is a power of two, `bits` each. */
function readBinary(vm: Interpreter, start: Address, end: Address, digits: number, bits: number): Address {
  const n = Math.floor((digits * bits + DIGIT_BITS - 1) / DIGIT_BITS);
  const z = intNew(vm, n);
  if (z === NULL) return NULL;
  const u8 = vm.u8, i32 = vm.i32;
  let target = (z + OB_DIGIT) >> 2, rest = 0, held = 0;
  for (let at = end - 1; at >= start; at--) {
    const c = u8[at];
    if (c === UNDERSCORE) continue;
    const value = digitValue(c);
    rest |= value << held & DIGIT_MASK;
    held += bits;
    if (held >= DIGIT_BITS) {
      i32[target++] = rest;
      held -= DIGIT_BITS;
      rest = value >> (bits - held);
    }
  }
  if (held > 0) i32[target++] = rest;
  intNormalize(vm, z, n, false);
  return z;
}

/** Reads digits of another base. */
function readPlain(vm: Interpreter, start: Address, end: Address, digits: number, base: number): Address {
  if (isTooLong(vm, digits)) return raiseTooLongText(vm, digits);
  const n = Math.floor(digits * (Math.log(base) / Math.log(DIGIT_BASE)) + 1);
  const z = intNew(vm, n);
  if (z === NULL) return NULL;
  const count = digits > BIG_FROM_TEXT && n <= BIG_LIMIT
    ? readByHost(vm, z, n, start, end, base)
    : readGroups(vm, z, start, end, base);
  if (count < 0) {
    decref(vm, z);
    return NULL;
  }
  intNormalize(vm, z, count, false);
  return z;
}

/** Digits of a base whose value surely fits 30 bits, and the base to that power. */
function groupOf(base: number): readonly [width: number, power: number] {
  let width = 1, power = base;
  while (power * base <= DIGIT_MASK) {
    power *= base;
    width++;
  }
  return [width, power];
}

/**
 * Fills z from groups of digits: times the group's power, plus the group. Returns how many 30-bit digits there are, or
 * -1 if it was interrupted.
 */
function readGroups(vm: Interpreter, z: Address, start: Address, end: Address, base: number): number {
  const u8 = vm.u8, i32 = vm.i32;
  const [width, whole] = groupOf(base);
  const target = (z + OB_DIGIT) >> 2;
  let count = 0, at = start;
  while (at < end) {
    let value = 0, power = 1;
    if (count > COUNTED_DIGITS && !chargeSteps(vm, count * STEPS_PER_PRODUCT | 0)) return -1;
    for (let i = 0; i < width && at < end; at++) {
      if (u8[at] === UNDERSCORE) continue;
      value = value * base + digitValue(u8[at]);
      power = i === width - 1 ? whole : power * base;
      i++;
    }
    for (let j = 0; j < count; j++) {
      const digit = i32[target + j];
      const low = Math.imul(digit, power) & DIGIT_MASK;
      const high = (digit * power - low) * INVERSE_BASE + 0.5 | 0;
      const sum = low + value;
      i32[target + j] = sum & DIGIT_MASK;
      value = high + (sum >>> DIGIT_BITS);
    }
    if (value !== 0) i32[target + count++] = value;
  }
  return count;
}

/** readGroups by the host; z has room for `n` digits. */
function readByHost(
  vm: Interpreter,
  z: Address,
  n: number,
  start: Address,
  end: Address,
  base: number,
): number {
  if (!chargeSteps(vm, HOST_STEPS * n)) return -1;
  return writeHexDigits(vm, z + OB_DIGIT, readBig(vm, start, end, base).toString(16));
}

/** The value of digits as the host's big integer: of halves for a long text. */
function readBig(vm: Interpreter, start: Address, end: Address, base: number): bigint {
  const characters = vm.u8.subarray(start, end).filter((c) => c !== UNDERSCORE);
  return base === 10
    ? readBigDecimal(characters, 0, characters.length)
    : readBigDigits(characters, 0, characters.length, base, groupOf(base)[0]);
}

function readBigDecimal(characters: Uint8Array, start: number, end: number): bigint {
  if (end - start <= PIECE) return BigInt(ASCII_DECODER.decode(characters.subarray(start, end)));
  const low = (end - start) >> 1;
  const high = readBigDecimal(characters, start, end - low);
  return high * 10n ** BigInt(low) + readBigDecimal(characters, end - low, end);
}

const ASCII_DECODER = new TextDecoder();

function readBigDigits(
  characters: Uint8Array,
  start: number,
  end: number,
  base: number,
  width: number,
): bigint {
  if (end - start <= width) {
    let value = 0;
    for (let i = start; i < end; i++) value = value * base + digitValue(characters[i]);
    return BigInt(value);
  }
  const low = (end - start) >> 1;
  const high = readBigDigits(characters, start, end - low, base, width);
  return high * BigInt(base) ** BigInt(low) + readBigDigits(characters, end - low, end, base, width);
}
