/**
 * Functions of ints in the module math: gcd, lcm, factorial, comb, perm, isqrt.
 *
 * Values below 2**53 are numbers of the host; larger ones are computed with its bigints in pieces, between which limits and
 * interrupts act. Before a large computation starts, the block of its result is asked for once, so that what has no room
 * fails at once with MemoryError.
 *
 * Source: CPython 3.11 Modules/mathmodule.c.
 */
import { type Address, NULL, objectFree, objectMalloc } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { noMemory } from "../memory/pending.ts";
import { decref, incref, newRef } from "../memory/refcount.ts";
import { NONE, OVERFLOW_ERROR, SMALL_INT_ZERO, VALUE_ERROR } from "../memory/statics.ts";
import { checkPositional } from "../objects/arguments.ts";
import { clearError, errorMatches, errorOccurred, raise } from "../objects/errors.ts";
import { bigIntOf, intAsLong, intFromBigInt, intFromNumber, intSign, intSize } from "../objects/int.ts";
import { intAbsolute } from "../objects/int_arithmetic.ts";
import { METH_FASTCALL, METH_O, type MethodSpec } from "../objects/method_definition.ts";
import { numberIndex } from "../objects/number.ts";
import { poll } from "../objects/poll.ts";

const ZERO = SMALL_INT_ZERO;
const ONE = SMALL_INT_ZERO + 32;
const LONG_MAX_TEXT = "9223372036854775807";
/** Bits of a result from which on its block is asked for in advance. */
const LARGE_BITS = 3000;
/** The host's bigints have no more bits than this. */
const MOST_BITS = 2 ** 29;
/** Factors that are multiplied between two polls. */
const PIECE = 64;

/** Whether there may be room for an int of so many bits; false with MemoryError. */
function hasRoom(vm: Interpreter, bits: number): boolean {
  if (bits < LARGE_BITS) return true;
  const block = bits < MOST_BITS ? objectMalloc(vm, 24 + 4 * Math.ceil(bits / 30)) : NULL;
  if (block === NULL) {
    noMemory(vm);
    return false;
  }
  objectFree(vm, block);
  return true;
}

/** Counts steps of long work; false with an exception, when a limit or an interrupt ends it. */
function spend(vm: Interpreter, steps: number): boolean {
  vm.ticks -= steps;
  return vm.ticks >= 0 || poll(vm) === 0;
}

const isSmall = (vm: Interpreter, n: Address): boolean => Math.abs(intSize(vm, n)) <= 1;

// gcd, lcm -----------------------------------------------------------------------------------------------------------

/** Greatest common divisor of two ints (borrowed), new; never negative. */
function gcdOf(vm: Interpreter, a: Address, b: Address): Address {
  if (isSmall(vm, a) && isSmall(vm, b)) {
    let x = Math.abs(intAsLong(vm, a)), y = Math.abs(intAsLong(vm, b));
    while (y !== 0) [x, y] = [y, x % y];
    return intFromNumber(vm, x);
  }
  let x = bigIntOf(vm, a), y = bigIntOf(vm, b);
  while (y !== 0n) {
    [x, y] = [y, x % y];
    if (!spend(vm, 1)) return NULL;
  }
  return intFromBigInt(vm, x < 0n ? -x : x);
}

/** Least common multiple of two ints (borrowed), new; never negative. */
function lcmOf(vm: Interpreter, a: Address, b: Address): Address {
  if (intSign(vm, a) === 0 || intSign(vm, b) === 0) return newRef(vm, ZERO);
  const gcd = gcdOf(vm, a, b);
  if (gcd === NULL) return NULL;
  const product = bigIntOf(vm, a) / bigIntOf(vm, gcd) * bigIntOf(vm, b);
  decref(vm, gcd);
  return intFromBigInt(vm, product < 0n ? -product : product);
}

/** Folds any number of ints with a function of two. */
function folding(
  name: string,
  neutral: Address,
  fold: (vm: Interpreter, a: Address, b: Address) => Address,
): MethodSpec {
  return {
    name,
    flags: METH_FASTCALL,
    fn(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
      if (nargs === 0) return newRef(vm, neutral);
      let result = numberIndex(vm, vm.i32[args >> 2]);
      if (result === NULL) return NULL;
      if (nargs === 1) {
        const absolute = intAbsolute(vm, result);
        decref(vm, result);
        return absolute;
      }
      for (let i = 1; i < nargs && result !== NULL; i++) {
        const next = numberIndex(vm, vm.i32[(args + 8 * i) >> 2]);
        const folded = next === NULL ? NULL : fold(vm, result, next);
        decref(vm, result);
        if (next !== NULL) decref(vm, next);
        result = folded;
      }
      return result;
    },
  };
}

// Products -----------------------------------------------------------------------------------------------------------

/** low * (low + 1) * ... * high, or null with an exception. Halves keep the factors of one size. */
function productOf(vm: Interpreter, low: bigint, high: bigint): bigint | null {
  if (high - low < PIECE) {
    let product = 1n;
    for (let n = low; n <= high; n++) product *= n;
    return spend(vm, PIECE) ? product : null;
  }
  const middle = (low + high) >> 1n;
  const left = productOf(vm, low, middle);
  const right = left === null ? null : productOf(vm, middle + 1n, high);
  return left === null || right === null ? null : left * right;
}

/** The product of the `count` ints that end with `high`, new; NULL with an exception. */
function fallingProduct(vm: Interpreter, high: bigint, count: number): Address {
  const bits = Math.ceil(count * (Math.log2(Number(high)) + 1e-9));
  if (!hasRoom(vm, bits)) return NULL;
  const product = productOf(vm, high - BigInt(count) + 1n, high);
  return product === null ? NULL : intFromBigInt(vm, product);
}

/** n! of an int (borrowed), new. */
function factorialOf(vm: Interpreter, n: Address): Address {
  if (intSign(vm, n) < 0) {
    return raise(vm, VALUE_ERROR, "factorial() not defined for negative values");
  }
  const count = intAsLong(vm, n);
  if (count === -1 && errorOccurred(vm) !== NULL) {
    if (!errorMatches(vm, OVERFLOW_ERROR)) return NULL;
    clearError(vm);
    return raise(vm, OVERFLOW_ERROR, `factorial() argument should not exceed ${LONG_MAX_TEXT}`);
  }
  if (count <= 18) {
    let product = 1;
    for (let i = 2; i <= count; i++) product *= i;
    return intFromNumber(vm, product);
  }
  // By Stirling's formula, which is above ln n! for n > 1 when half a logarithm and one are added.
  const bits = (count * Math.log(count) - count + Math.log(count) / 2 + 1) / Math.LN2;
  if (!hasRoom(vm, bits)) return NULL;
  const product = productOf(vm, 2n, BigInt(count));
  return product === null ? NULL : intFromBigInt(vm, product);
}

function factorial(vm: Interpreter, _module: Address, object: Address): Address {
  const n = numberIndex(vm, object);
  if (n === NULL) return NULL;
  const result = factorialOf(vm, n);
  decref(vm, n);
  return result;
}

/** An int that counts: a number within a long, or -1 with OverflowError `message`. */
function countOf(vm: Interpreter, k: bigint, message: string): number {
  if (k < 2n ** 63n) return Number(k);
  raise(vm, OVERFLOW_ERROR, message);
  return -1;
}

/** Checks n and k of perm and comb; true if all is well. */
function checkSigns(vm: Interpreter, n: Address, k: Address): boolean {
  const wrong = intSign(vm, n) < 0 ? "n" : intSign(vm, k) < 0 ? "k" : null;
  if (wrong === null) return true;
  raise(vm, VALUE_ERROR, `${wrong} must be a non-negative integer`);
  return false;
}

function permOf(vm: Interpreter, n: Address, k: Address): Address {
  if (!checkSigns(vm, n, k)) return NULL;
  const whole = bigIntOf(vm, n), part = bigIntOf(vm, k);
  if (part > whole) return newRef(vm, ZERO);
  const count = countOf(vm, part, `k must not exceed ${LONG_MAX_TEXT}`);
  if (count < 0) return NULL;
  return count === 0 ? newRef(vm, ONE) : fallingProduct(vm, whole, count);
}

function combOf(vm: Interpreter, n: Address, k: Address): Address {
  if (!checkSigns(vm, n, k)) return NULL;
  const whole = bigIntOf(vm, n);
  let part = bigIntOf(vm, k);
  if (part > whole) return newRef(vm, ZERO);
  if (part > whole - part) part = whole - part;
  const count = countOf(vm, part, `min(n - k, k) must not exceed ${LONG_MAX_TEXT}`);
  if (count < 0) return NULL;
  if (count === 0) return newRef(vm, ONE);
  const small = smallCombinations(Number(whole), count);
  if (small !== null) return intFromNumber(vm, small);
  const bits = Math.ceil(count * (Math.log2(Number(whole)) + 1e-9));
  if (!hasRoom(vm, bits)) return NULL;
  const numerator = productOf(vm, whole - part + 1n, whole);
  const denominator = numerator === null ? null : productOf(vm, 1n, part);
  if (numerator === null || denominator === null) return NULL;
  return intFromBigInt(vm, numerator / denominator);
}

/** The binomial coefficient as long as all that is computed on the way is exact; else null. */
function smallCombinations(n: number, k: number): number | null {
  if (n > 2 ** 26 || k > 60) return null;
  let result = 1;
  for (let i = 0; i < k; i++) {
    const product = result * (n - i);
    if (product > Number.MAX_SAFE_INTEGER) return null;
    result = product / (i + 1);
  }
  return result;
}

/** Calls a function with the ints that two arguments (borrowed) stand for. */
function withInts(
  vm: Interpreter,
  first: Address,
  second: Address,
  compute: (vm: Interpreter, n: Address, k: Address) => Address,
): Address {
  const n = numberIndex(vm, first);
  if (n === NULL) return NULL;
  const k = numberIndex(vm, second);
  const result = k === NULL ? NULL : compute(vm, n, k);
  decref(vm, n);
  if (k !== NULL) decref(vm, k);
  return result;
}

/** perm(n, k=None) */
function perm(vm: Interpreter, module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "perm", nargs, 1, 2)) return NULL;
  const n = vm.i32[args >> 2], k = nargs > 1 ? vm.i32[(args + 8) >> 2] : NONE;
  return k === NONE ? factorial(vm, module, n) : withInts(vm, n, k, permOf);
}

/** comb(n, k) */
function comb(vm: Interpreter, _module: Address, args: Address, nargs: number): Address {
  if (!checkPositional(vm, "comb", nargs, 2, 2)) return NULL;
  return withInts(vm, vm.i32[args >> 2], vm.i32[(args + 8) >> 2], combOf);
}

// Square root --------------------------------------------------------------------------------------------------------

/** isqrt(n): the largest int whose square is not greater. */
function isqrt(vm: Interpreter, _module: Address, object: Address): Address {
  const n = numberIndex(vm, object);
  if (n === NULL) return NULL;
  const result = isqrtOf(vm, n);
  decref(vm, n);
  return result;
}

function isqrtOf(vm: Interpreter, n: Address): Address {
  if (intSign(vm, n) < 0) return raise(vm, VALUE_ERROR, "isqrt() argument must be nonnegative");
  if (Math.abs(intSize(vm, n)) === 1) {
    incref(vm, n);
    const root = intFromNumber(vm, Math.floor(Math.sqrt(intAsLong(vm, n))));
    decref(vm, n);
    return root;
  }
  const whole = bigIntOf(vm, n);
  let root = firstRoot(whole);
  for (;;) {
    const next = root === 0n ? 0n : (root + whole / root) >> 1n;
    if (next >= root) return intFromBigInt(vm, root);
    root = next;
    if (!spend(vm, 1)) return NULL;
  }
}

/** A number that is not below the square root, and near it. */
function firstRoot(whole: bigint): bigint {
  if (whole < 2n) return whole;
  const bits = whole.toString(16).length * 4;
  if (bits <= 1000) {
    return BigInt(Math.ceil(Math.sqrt(Number(whole)))) + 2n ** BigInt(Math.max(bits / 2 - 50, 0));
  }
  const shift = BigInt((bits - 512) & ~1);
  let root = firstRoot(whole >> shift);
  root = isqrtOfBigInt(whole >> shift, root);
  return (root + 1n) << (shift >> 1n);
}

function isqrtOfBigInt(whole: bigint, start: bigint): bigint {
  for (let root = start;;) {
    const next = (root + whole / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The functions of ints. */
export const INTEGER_FUNCTIONS: readonly MethodSpec[] = [
  { name: "comb", flags: METH_FASTCALL, fn: comb },
  { name: "factorial", flags: METH_O, fn: factorial },
  folding("gcd", ZERO, gcdOf),
  { name: "isqrt", flags: METH_O, fn: isqrt },
  folding("lcm", ONE, lcmOf),
  { name: "perm", flags: METH_FASTCALL, fn: perm },
];
