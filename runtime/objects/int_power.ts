/**
 * int: powers, with or without a modulus, and modular inverses.
 *
 * Small exponents are multiplied out; up to 60 bits the exponent's bits are taken one by one from the left; longer
 * ones five bits at a time with a table of odd powers. Every product is reduced at once if there is a modulus. A
 * negative exponent gives a float, or with a modulus a power of the inverse.
 *
 * Law: every function holds the references it works with; a failure releases them all.
 *
 * Source: CPython 3.11 Objects/longobject.c (long_pow, long_invmod); Menezes, van Oorschot, Vanstone, Handbook of
 * Applied Cryptography, algorithms 14.79 and 14.85.
 */
import { type Address, NULL } from "../../heap/mod.ts";
import type { Interpreter } from "../memory/interpreter.ts";
import { decref, xdecref } from "../memory/refcount.ts";
import { NONE, NOT_IMPLEMENTED, VALUE_ERROR } from "../memory/statics.ts";
import { raise } from "./errors.ts";
import { floatPower } from "./float_arithmetic.ts";
import {
  DIGIT_BITS,
  intBitLength,
  intCopy,
  intNew,
  intResult,
  intSetSize,
  intSize,
  intToDouble,
  isInt,
  OB_DIGIT,
} from "./int.ts";
import { intMultiply, intNegate, intSubtract } from "./int_arithmetic.ts";
import { intDivmod, intRemainder } from "./int_division.ts";

/** Exponent digits up to which single bits are taken: 60 bits. */
const PLAIN_DIGITS = 2;
/** Digits from which a result is allocated on trial before it is worked out: a quarter of a megabyte. */
const HUGE_DIGITS = 1 << 16;
/** Bits taken at once from longer exponents. */
const WINDOW = 5;

/** pow(a, b, modulus) of an int with an int, or NotImplemented for other operands; `modulus` may be None. New. */
export function intPower(vm: Interpreter, a: Address, b: Address, modulus: Address): Address {
  if (!isInt(vm, a) || !isInt(vm, b) || (modulus !== NONE && !isInt(vm, modulus))) {
    vm.i32[NOT_IMPLEMENTED >> 2]++;
    return NOT_IMPLEMENTED;
  }
  if (modulus !== NONE) return powerModulo(vm, a, b, modulus);
  if (intSize(vm, b) < 0) return floatPower(vm, a, b, modulus);
  return hasRoom(vm, a, b) ? raiseTo(vm, a, b, NULL) : NULL;
}

/** Whether a huge a ** b can be allocated at all, asked before the work; an exception is pending if not. */
function hasRoom(vm: Interpreter, a: Address, b: Address): boolean {
  const bits = intBitLength(vm, a);
  const digits = bits < 2 ? 1 : Math.floor((bits - 1) * intToDouble(vm, b) / DIGIT_BITS) + 1;
  if (digits < HUGE_DIGITS) return true;
  const probe = intNew(vm, digits);
  if (probe === NULL) return false;
  decref(vm, probe);
  return true;
}

/** pow(a, b, c) for ints; the result has the sign of c. */
function powerModulo(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  if (intSize(vm, c) === 0) return raise(vm, VALUE_ERROR, "pow() 3rd argument cannot be 0");
  const negative = intSize(vm, c) < 0;
  const modulus = negative ? magnitudeCopy(vm, c) : c;
  if (modulus === NULL) return NULL;
  if (!negative) vm.i32[c >> 2]++;
  let result = powerOfInverse(vm, a, b, modulus);
  if (result !== NULL && negative && intSize(vm, result) !== 0) {
    const below = intSubtract(vm, result, modulus);
    decref(vm, result);
    result = below;
  }
  decref(vm, modulus);
  return result;
}

/** A new int that is -o for a negative o: a copy whose sign is turned, as it is nobody else's. */
function magnitudeCopy(vm: Interpreter, o: Address): Address {
  const copy = intCopy(vm, o);
  if (copy === NULL) return NULL;
  if (vm.i32[copy >> 2] === 1) {
    intSetSize(vm, copy, -intSize(vm, copy));
    return copy;
  }
  const z = intNegate(vm, copy);
  decref(vm, copy);
  return z;
}

/** pow(a, b, c) for a positive c: turns a negative exponent, reduces the base, and raises. */
function powerOfInverse(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  const i32 = vm.i32;
  if (intSize(vm, c) === 1 && i32[(c + OB_DIGIT) >> 2] === 1) return intResult(vm, 0);
  let base = a, exponent = b;
  i32[base >> 2]++;
  i32[exponent >> 2]++;
  if (intSize(vm, b) < 0) {
    decref(vm, exponent);
    exponent = magnitudeCopy(vm, b);
    decref(vm, base);
    base = exponent === NULL ? NULL : inverseModulo(vm, a, c);
  }
  if (base !== NULL && (intSize(vm, base) < 0 || intSize(vm, base) > intSize(vm, c))) {
    const reduced = intRemainder(vm, base, c);
    decref(vm, base);
    base = reduced;
  }
  const result = base === NULL ? NULL : raiseTo(vm, base, exponent, c);
  xdecref(vm, base);
  xdecref(vm, exponent);
  return result;
}

/** x * y, reduced by c unless it is NULL; releases x. x and y may be the same. NULL on failure, x released too. */
function multiplyReduced(vm: Interpreter, x: Address, y: Address, c: Address): Address {
  const product = intMultiply(vm, x, y);
  decref(vm, x);
  if (c === NULL || product === NULL) return product;
  const rest = intRemainder(vm, product, c);
  decref(vm, product);
  return rest;
}

/** a ** b, modulo c unless it is NULL; b is not negative. */
function raiseTo(vm: Interpreter, a: Address, b: Address, c: Address): Address {
  const n = intSize(vm, b);
  const top = n === 0 ? 0 : vm.i32[(b + OB_DIGIT + 4 * (n - 1)) >> 2];
  if (n <= 1 && top <= 3) {
    if (top === 0) return intResult(vm, 1);
    vm.i32[a >> 2]++;
    if (top === 1) {
      // Times 1, so that a bool becomes an int and the base is reduced.
      const one = intResult(vm, 1);
      const z = multiplyReduced(vm, a, one, c);
      decref(vm, one);
      return z;
    }
    const square = multiplyReduced(vm, a, a, c);
    return top === 2 || square === NULL ? square : multiplyReduced(vm, square, a, c);
  }
  return n <= PLAIN_DIGITS ? raiseByBits(vm, a, b, n, c) : raiseByWindows(vm, a, b, n, c);
}

/** Takes the exponent's bits from the left: squares for each, and multiplies where it is 1. */
function raiseByBits(vm: Interpreter, a: Address, b: Address, n: number, c: Address): Address {
  const i32 = vm.i32;
  let z = a;
  i32[a >> 2]++;
  const length = intBitLength(vm, b);
  for (let i = length - 2; i >= 0; i--) {
    z = multiplyReduced(vm, z, z, c);
    if (z === NULL) return NULL;
    const digit = i32[(b + OB_DIGIT + (i >= DIGIT_BITS && n > 1 ? 4 : 0)) >> 2];
    if ((digit >>> (i % DIGIT_BITS) & 1) !== 0) {
      z = multiplyReduced(vm, z, a, c);
      if (z === NULL) return NULL;
    }
  }
  return z;
}

/** The powers a, a**3, a**5 ... a**31 as an array of owned references; null on failure, nothing owned. */
function oddPowers(vm: Interpreter, a: Address, c: Address): Address[] | null {
  vm.i32[a >> 2]++;
  const table = [a];
  vm.i32[a >> 2]++;
  const square = multiplyReduced(vm, a, a, c);
  while (square !== NULL && table.length < 1 << (WINDOW - 1)) {
    const last = table[table.length - 1];
    vm.i32[last >> 2]++;
    const next = multiplyReduced(vm, last, square, c);
    if (next === NULL) break;
    table.push(next);
  }
  xdecref(vm, square);
  if (table.length === 1 << (WINDOW - 1)) return table;
  for (const entry of table) decref(vm, entry);
  return null;
}

/** Takes up to five bits of the exponent at once, with a table of odd powers. */
function raiseByWindows(vm: Interpreter, a: Address, b: Address, n: number, c: Address): Address {
  const table = oddPowers(vm, a, c);
  if (table === null) return NULL;
  let z = intResult(vm, 1);
  let pending = 0, length = 0;
  for (let i = n - 1; i >= 0 && z !== NULL; i--) {
    const digit = vm.i32[(b + OB_DIGIT + 4 * i) >> 2];
    for (let j = DIGIT_BITS - 1; j >= 0 && z !== NULL; j--) {
      pending = pending << 1 | (digit >>> j & 1);
      if (pending === 0) {
        z = multiplyReduced(vm, z, z, c);
      } else if (++length === WINDOW) {
        z = absorb(vm, z, table, pending, length, c);
        pending = 0;
        length = 0;
      }
    }
  }
  if (z !== NULL && pending !== 0) z = absorb(vm, z, table, pending, length, c);
  for (const entry of table) decref(vm, entry);
  return z;
}

/** z ** (2 ** length) * a ** pending: squarings, one product with an odd power, squarings for its trailing zeros. */
function absorb(
  vm: Interpreter,
  z: Address,
  table: readonly Address[],
  pending: number,
  length: number,
  c: Address,
): Address {
  const zeros = 31 - Math.clz32(pending & -pending);
  let result = z;
  for (let i = length - zeros; i > 0 && result !== NULL; i--) result = multiplyReduced(vm, result, result, c);
  if (result !== NULL) result = multiplyReduced(vm, result, table[pending >> zeros >> 1], c);
  for (let i = zeros; i > 0 && result !== NULL; i--) result = multiplyReduced(vm, result, result, c);
  return result;
}

/** The inverse of a modulo n, n > 0, by Euclid's algorithm: may be negative. ValueError if there is none. */
function inverseModulo(vm: Interpreter, a: Address, n: Address): Address {
  const i32 = vm.i32;
  let x = a, y = n;
  i32[x >> 2]++;
  i32[y >> 2]++;
  let b = intResult(vm, 1), c = intResult(vm, 0);
  while (intSize(vm, y) !== 0) {
    const quotient = intDivmod(vm, x, y);
    decref(vm, x);
    x = y;
    // After a failure a zero stands for the remainder.
    y = quotient === NULL ? intResult(vm, 0) : vm.second;
    const t = quotient === NULL ? NULL : intMultiply(vm, quotient, c);
    xdecref(vm, quotient);
    const s = t === NULL ? NULL : intSubtract(vm, b, t);
    xdecref(vm, t);
    decref(vm, b);
    b = c;
    c = s;
    if (s !== NULL) continue;
    decref(vm, x);
    decref(vm, y);
    decref(vm, b);
    return NULL;
  }
  decref(vm, c);
  decref(vm, y);
  const found = intSize(vm, x) === 1 && i32[(x + OB_DIGIT) >> 2] === 1;
  decref(vm, x);
  if (found) return b;
  decref(vm, b);
  return raise(vm, VALUE_ERROR, "base is not invertible for the given modulus");
}
